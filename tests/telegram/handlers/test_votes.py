"""Votes under answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.journal import Votes
from bot.telegram.views import texts

if TYPE_CHECKING:
    from bot.telegram.context import BotData
    from tests.fakes.person import Person
    from tests.fakes.telegram import Telegram

ASKED = "injured people"
COST = "What will the repairs cost?"


async def test_votes_are_counted_by_person(
    person: Person, bot_data: BotData, telegram: Telegram
) -> None:
    """Each person has one vote on an answer."""
    (shown,) = await person.say(ASKED)
    for user in (7, 8):
        await person.press(shown, texts.RIGHT, user=user)
    assert telegram.notices == [texts.THANKS_UP] * 2
    await person.press(shown, texts.RIGHT)
    assert telegram.notices[-1] == texts.VOTED_BEFORE
    assert bot_data.journal.totals() == {"mill-hurt": Votes(2, 0)}


async def test_vote_can_be_changed(person: Person, bot_data: BotData, telegram: Telegram) -> None:
    """A changed mind moves the vote; the question is kept for as long as it is a thumb down."""
    (shown,) = await person.say(ASKED)
    await person.press(shown, texts.WRONG)
    assert bot_data.journal.totals() == {"mill-hurt": Votes(0, 1)}
    assert [gap.question for gap in bot_data.journal.gaps()] == [ASKED]
    await person.press(shown, texts.RIGHT)
    assert bot_data.journal.totals() == {"mill-hurt": Votes(1, 0)}
    assert bot_data.journal.gaps() == ()
    assert telegram.notices == [texts.THANKS_DOWN, texts.CHANGED_UP]
    await person.press(shown, texts.WRONG)
    assert telegram.notices[-1] == texts.CHANGED_DOWN
    assert (bot_data.metrics.up, bot_data.metrics.down) == (0, 1)


async def test_each_answer_is_voted_on_by_itself(person: Person, bot_data: BotData) -> None:
    """The same person votes on each answer."""
    for question in (ASKED, COST, ASKED):
        (shown,) = await person.say(question)
        await person.press(shown, texts.RIGHT)
    assert bot_data.journal.totals() == {"mill-hurt": Votes(2, 0), "mill-cost": Votes(1, 0)}


async def test_vote_on_several_answers(person: Person, bot_data: BotData) -> None:
    """A vote under a message with several answers goes to each of them."""
    (shown,) = await person.say(f"{ASKED} and {COST}")
    await person.press(shown, texts.WRONG)
    assert bot_data.journal.totals() == {"mill-hurt": Votes(0, 1), "mill-cost": Votes(0, 1)}


async def test_vote_on_a_choice_keeps_what_was_typed(person: Person, bot_data: BotData) -> None:
    """A thumb down on a chosen answer is about the question that was typed."""
    (choices,) = await person.say("near")
    (shown,) = await person.press(choices, COST)
    await person.press(shown, texts.WRONG)
    assert [gap.question for gap in bot_data.journal.gaps()] == ["near"]


async def test_vote_after_a_restart(person: Person, bot_data: BotData) -> None:
    """A vote on an answer that is not remembered counts for the fact on its button."""
    (shown,) = await person.say(ASKED)
    bot_data.turns = type(bot_data.turns)(1)
    await person.press(shown, texts.WRONG)
    assert bot_data.journal.totals() == {"mill-hurt": Votes(0, 1)}
    assert bot_data.journal.gaps() == ()


async def test_vote_on_what_is_unknown(
    person: Person, bot_data: BotData, telegram: Telegram
) -> None:
    """An invented id is not counted."""
    (shown,) = await person.say(ASKED)
    await person.press_data(shown, "v:+:nobody")
    assert telegram.notices == [texts.GONE_SHORT]
    assert bot_data.journal.totals() == {}


async def test_vote_is_marked(person: Person) -> None:
    """The button that was pressed has a tick in a private chat, and a count in a group."""
    (shown,) = await person.say(ASKED)
    marked = (await person.press(shown, texts.RIGHT))[0]
    assert marked.labels[2:4] == [f"{texts.RIGHT} ✓", texts.WRONG]
    changed = (await person.press(marked, texts.WRONG))[0]
    assert changed.labels[2:4] == [texts.RIGHT, f"{texts.WRONG} ✓"]
    (group,) = await person.say(f"/ask {ASKED}", chat=-5)
    await person.press(group, texts.RIGHT, user=7)
    (counted,) = await person.press(group, texts.RIGHT, user=8)
    assert counted.labels[2:4] == [f"{texts.RIGHT} (2)", texts.WRONG]


async def test_wrong_asks_what_was_expected(person: Person, bot_data: BotData) -> None:
    """A thumb down asks which other fact was meant; the one tapped is given and noted."""
    (shown,) = await person.say(ASKED)
    _, asked, *_ = await person.press(shown, texts.WRONG)
    assert asked.text == texts.WHAT_WAS_EXPECTED
    assert asked.labels == ["When did the mill burn down?", COST, texts.SOMETHING_ELSE]
    (answer,) = await person.press(asked, COST)
    assert answer.message_id == asked.message_id
    assert answer.text.startswith(f"{COST}\n\nThe council reckons")
    (gap,) = bot_data.journal.gaps()
    assert (gap.question, gap.given, gap.expected) == (ASKED, "mill-hurt", "mill-cost")


async def test_something_else_was_expected(person: Person, bot_data: BotData) -> None:
    """Who expected none of those is thanked, and the question stays among those asked in vain."""
    (shown,) = await person.say(ASKED)
    _, asked, *_ = await person.press(shown, texts.WRONG)
    (noted,) = await person.press(asked, texts.SOMETHING_ELSE)
    assert (noted.text, noted.labels) == (texts.NOTED, [])
    assert [gap.expected for gap in bot_data.journal.gaps()] == [None]


async def test_reactions_are_votes(person: Person, bot_data: BotData) -> None:
    """A thumb as a reaction counts like the button, once, until it is taken away."""
    (shown,) = await person.say(ASKED)
    await _react(person, shown.message_id, [], ["👍"])
    await person.press(shown, texts.RIGHT)
    assert bot_data.journal.totals() == {"mill-hurt": Votes(1, 0)}
    await _react(person, shown.message_id, ["👍"], ["👎"])
    assert bot_data.journal.totals() == {"mill-hurt": Votes(0, 1)}
    await _react(person, shown.message_id, ["👎"], [])
    assert bot_data.journal.totals() == {}


async def test_other_reactions_are_none(person: Person, bot_data: BotData) -> None:
    """A heart, and a thumb on a message that is no answer, count for nothing."""
    (shown,) = await person.say(ASKED)
    await _react(person, shown.message_id, [], ["❤"])
    (hello,) = await person.say("hello")
    await _react(person, hello.message_id, [], ["👍"])
    await _react(person, 99_999, [], ["👍"])
    assert bot_data.journal.totals() == {}


async def _react(person: Person, message_id: int, old: list[str], new: list[str]) -> None:
    """Change one's reactions to a message in the private chat."""

    def reactions(emoji: list[str]) -> list[dict[str, str]]:
        return [{"type": "emoji", "emoji": each} for each in emoji]

    await person.update(
        {
            "message_reaction": {
                "chat": {"id": 7, "type": "private", "first_name": "Ann"},
                "message_id": message_id,
                "user": {"id": 7, "is_bot": False, "first_name": "Ann"},
                "date": 0,
                "old_reaction": reactions(old),
                "new_reaction": reactions(new),
            }
        }
    )
