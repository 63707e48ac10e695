"""Choices, further questions, and buttons of another age."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answering import texts as shared
from bot.telegram.views import texts
from tests.fakes.answerer import UNCLEAR

if TYPE_CHECKING:
    from pathlib import Path

    from bot.telegram.context import BotData
    from tests.fakes.person import Person
    from tests.fakes.telegram import Telegram

WHEN = "When did the mill burn down?"
HURT = "Was anybody hurt?"
COST = "What will the repairs cost?"
CAUSE = "What caused the fire?"
ABOUT = [texts.RIGHT, texts.WRONG, texts.IN_CONTEXT, texts.SHARE]
SOURCE = "Old mill of Torvik burns down · 8 March 2021"


async def test_further_question_is_asked_once(person: Person) -> None:
    """A double tap on a further question sends its answer once."""
    (shown,) = await person.say(WHEN)
    assert len(await person.press(shown, HURT)) == 1
    assert await person.press(shown, HURT) == []


async def test_choices(person: Person, telegram: Telegram) -> None:
    """Choices are buttons; the one pressed turns the message into its answer."""
    (shown,) = await person.say(UNCLEAR)
    assert shown.text == shared.CHOICES
    assert shown.labels == [WHEN, HURT, COST, texts.NONE_OF_THESE]
    (edited,) = await person.press(shown, COST)
    assert edited.message_id == shown.message_id
    assert edited.text.startswith(f"{COST}\n\nThe council reckons")
    assert await person.press(shown, COST) == [], "a double tap changes nothing"


async def test_choice_is_taken_back_from_the_journal(person: Person, bot_data: BotData) -> None:
    """Choices count as not taken until one is."""
    (shown,) = await person.say(UNCLEAR)
    assert [gap.question for gap in bot_data.journal.gaps()] == [UNCLEAR]
    await person.press(shown, COST)
    await person.press(shown, COST)
    assert bot_data.journal.gaps() == ()


async def test_none_of_these(person: Person) -> None:
    """Who means none of the choices is led on."""
    (shown,) = await person.say(UNCLEAR)
    (edited,) = await person.press(shown, texts.NONE_OF_THESE)
    assert edited.text == texts.DECLINED
    assert edited.message_id == shown.message_id
    assert WHEN in edited.labels


async def test_choice_whose_message_is_gone(person: Person, telegram: Telegram) -> None:
    """Where the message with the choices cannot be edited any more, the answer is sent."""
    (shown,) = await person.say(UNCLEAR)
    del telegram.messages[shown.chat_id, shown.message_id]
    (sent,) = await person.press(shown, COST)
    assert sent.text.startswith(COST)


async def test_choice_whose_fact_is_gone(
    person: Person, bot_data: BotData, mill_folder: Path, telegram: Telegram
) -> None:
    """A button says so where its fact is gone, and the message leads on."""
    (shown,) = await person.say(UNCLEAR)
    _forget_the_cost(mill_folder, bot_data)
    (edited,) = await person.press(shown, COST)
    assert telegram.notices == [texts.GONE_SHORT]
    assert edited.text == texts.GONE
    assert WHEN in edited.labels


async def test_further_question_whose_fact_is_gone(
    person: Person, bot_data: BotData, mill_folder: Path, telegram: Telegram
) -> None:
    """An answer stays when one of its buttons leads nowhere any more; the button goes."""
    (shown,) = await person.say(WHEN)
    _forget_the_cost(mill_folder, bot_data)
    (edited,) = await person.press(shown, COST)
    assert telegram.notices == [texts.GONE_SHORT]
    assert edited.text == shown.text
    assert edited.labels == [HURT, *ABOUT]


async def test_stale_press(person: Person, telegram: Telegram) -> None:
    """A press that Telegram no longer wants answered still has its effect, and is no error."""
    (shown,) = await person.say(UNCLEAR)
    (edited,) = await person.press(shown, COST, id="long-gone")
    assert edited.text.startswith(COST)
    assert telegram.notices == []


async def test_unknown_button(person: Person, telegram: Telegram) -> None:
    """A button of another age, or an invented one, ends with a notice."""
    (shown,) = await person.say(WHEN)
    for data in ("zz", "t:nothex:0", "m:-1", "v:+", "c:"):
        assert await person.press_data(shown, data) == []
    assert telegram.notices == [texts.GONE_SHORT] * 5


def _forget_the_cost(folder: Path, bot_data: BotData) -> None:
    path = folder / "mill" / "facts.yaml"
    path.write_text(path.read_text().replace("mill-cost", "mill-price"))
    assert bot_data.live.reload().error is None
