"""The menu of topics: one message, edited from screen to screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.telegram.views import texts
from tests.fakes.answerer import FOLLOW_UP
from tests.written_articles import Line, write_article

if TYPE_CHECKING:
    from pathlib import Path

    from bot.telegram.context import BotData
    from tests.fakes.person import Person
    from tests.fakes.telegram import Telegram

WHEN = "When did the mill burn down?"
HURT = "Was anybody hurt?"


async def test_there_and_back(person: Person) -> None:
    """Topics lead to questions, questions to the answer; the last button leads back."""
    (topics,) = await person.say("/topics")
    assert topics.labels == ["The fire (2)", "What comes next (1)"]
    (questions,) = await person.press(topics, "The fire (2)")
    assert questions.text.startswith("The fire\n\nOld mill of Torvik")
    assert questions.labels == [WHEN, HURT, texts.BACK]
    (answer,) = await person.press(questions, HURT)
    assert answer.text.startswith(f"{HURT}\n\nNobody was hurt")
    assert answer.quotes
    assert answer.labels[:2] == [texts.RIGHT, texts.WRONG]
    assert answer.labels[-1] == texts.BACK
    (back,) = await person.press(answer, texts.BACK)
    assert back.labels == questions.labels
    (root,) = await person.press(back, texts.BACK)
    assert root.labels == topics.labels
    assert len({shown.message_id for shown in (topics, questions, answer, back, root)}) == 1


async def test_double_tap(person: Person) -> None:
    """A second tap on the same button changes nothing and is no error."""
    (topics,) = await person.say("/topics")
    await person.press(topics, "The fire (2)")
    assert await person.press(topics, "The fire (2)") == []


async def test_answer_in_the_menu_can_be_followed_up(person: Person) -> None:
    """The answer in the menu is what the next question may refer to."""
    (topics,) = await person.say("/topics")
    (questions,) = await person.press(topics, "The fire (2)")
    await person.press(questions, WHEN)
    (shown,) = await person.say(FOLLOW_UP)
    assert shown.text.startswith("Nobody was hurt")


async def test_many_topics_and_questions(
    person: Person, bot_data: BotData, mill_folder: Path
) -> None:
    """Long lists come in pages; an answer leads back to its own page."""
    lines = [Line(f"q{n}", f"Question {n:03}?", "One") for n in range(25)]
    lines += [Line(f"t{n}", f"Of its own {n}?", f"Topic {n}") for n in range(150)]
    _shelve(mill_folder, bot_data, lines)
    (topics,) = await person.say("/topics")
    assert topics.labels[-2:] == ["Topic 8 (1)", texts.NEXT_PAGE]
    (questions,) = await person.press(topics, "One (25)")
    assert questions.labels[-2:] == [texts.NEXT_PAGE, texts.BACK]
    (second,) = await person.press(questions, texts.NEXT_PAGE)
    assert second.labels[0] == "Question 010?"
    assert second.labels[-3:] == [texts.PREVIOUS_PAGE, texts.NEXT_PAGE, texts.BACK]
    (answer,) = await person.press(second, "Question 019?")
    (back,) = await person.press(answer, texts.BACK)
    assert back.labels == second.labels
    (last,) = await person.press_data(back, "m:999999")
    assert last.labels[-1] == texts.PREVIOUS_PAGE


async def test_several_articles(person: Person, bot_data: BotData, mill_folder: Path) -> None:
    """With several articles the menu begins with them; facts without a topic stand together."""
    write_article(mill_folder, "hut", [Line("hut", "Who built the hut?")], title="The hut")
    bot_data.live.reload()
    (root,) = await person.say("/topics")
    assert sorted(root.labels) == ["Old mill of Torvik burns down", "The hut"]
    (topics,) = await person.press(root, "The hut")
    assert topics.labels == [f"{texts.NO_TOPIC} (1)", texts.BACK]
    (questions,) = await person.press(topics, topics.labels[0])
    (answer,) = await person.press(questions, "Who built the hut?")
    assert answer.text.endswith("The hut · 29 February 2020")
    (back,) = await person.press(topics, texts.BACK)
    assert back.labels == root.labels


async def test_same_topic_in_two_articles(
    person: Person, bot_data: BotData, mill_folder: Path
) -> None:
    """A topic is told from one of the same name in another article."""
    for slug in ("one", "two"):
        write_article(mill_folder, slug, [Line(slug, f"What is {slug}?", "Money")], title=slug)
    bot_data.live.reload()
    (root,) = await person.say("/topics")
    (topics,) = await person.press(root, "two")
    (questions,) = await person.press(topics, "Money (1)")
    assert questions.labels == ["What is two?", texts.BACK]


async def test_stale_menu(
    person: Person, bot_data: BotData, mill_folder: Path, telegram: Telegram
) -> None:
    """A topic, a fact or an article that is gone leads to the menu as it is now."""
    (topics,) = await person.say("/topics")
    (questions,) = await person.press(topics, "The fire (2)")
    _shelve(mill_folder, bot_data, [Line("new", "What is new?", "Notifier")])
    for old in (topics.data("The fire (2)"), questions.data(WHEN)):
        telegram.messages[topics.chat_id, topics.message_id] = topics
        (shown,) = await person.press_data(topics, old)
        assert shown.labels == ["Notifier (1)"]
    assert telegram.notices[-2:] == [texts.GONE_SHORT] * 2


async def test_menu_that_cannot_be_edited(person: Person, telegram: Telegram) -> None:
    """Where the menu's message cannot be edited any more, the next screen is sent anew."""
    (topics,) = await person.say("/topics")
    telegram.messages.clear()
    (shown,) = await person.press(topics, "The fire (2)")
    assert shown.labels == [WHEN, HURT, texts.BACK]


async def test_names_of_any_length(person: Person, bot_data: BotData, mill_folder: Path) -> None:
    """Long and odd names of topics and long questions fit buttons and their data."""
    lines = [
        Line("a" * 48, "How " + "very " * 400 + "long?", "Ein sehr langes Thema: " + "ö😀" * 300),
        Line("b", "Short?", "a:b:c"),
    ]
    _shelve(mill_folder, bot_data, lines, title="T" * 3000)
    (topics,) = await person.say("/topics")
    assert max(map(len, topics.labels)) <= 60
    (questions,) = await person.press(topics, topics.labels[0])
    (answer,) = await person.press(questions, questions.labels[0])
    assert answer.text


def _shelve(folder: Path, bot_data: BotData, lines: list[Line], title: str = "A title") -> None:
    write_article(folder, "mill", lines, title)
    assert bot_data.live.reload().error is None
