"""Votes under answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.journal import Votes
from bot.telegram.views import texts as wording

if TYPE_CHECKING:
    from bot.telegram.context import Desk
    from tests.fakes.person import Person
    from tests.fakes.telegram import Telegram

ASKED = "injured people"
COST = "What will the repairs cost?"


async def test_votes_are_counted_by_person(person: Person, desk: Desk, telegram: Telegram) -> None:
    """Each person has one vote on an answer; the message stays as it is."""
    (shown,) = await person.say(ASKED)
    for user in (7, 8):
        assert await person.press(shown, "👍", user=user) == []
    assert telegram.notices == [wording.THANKS_UP] * 2
    await person.press(shown, "👍")
    assert telegram.notices[-1] == wording.VOTED_BEFORE
    assert desk.journal.totals() == {"mill-hurt": Votes(2, 0)}


async def test_vote_can_be_changed(person: Person, desk: Desk, telegram: Telegram) -> None:
    """A changed mind moves the vote; the question is kept for as long as it is a thumb down."""
    (shown,) = await person.say(ASKED)
    await person.press(shown, "👎")
    assert desk.journal.totals() == {"mill-hurt": Votes(0, 1)}
    assert [gap.question for gap in desk.journal.gaps()] == [ASKED]
    await person.press(shown, "👍")
    assert desk.journal.totals() == {"mill-hurt": Votes(1, 0)}
    assert desk.journal.gaps() == ()
    assert telegram.notices == [wording.THANKS_DOWN, wording.CHANGED_UP]
    await person.press(shown, "👎")
    assert telegram.notices[-1] == wording.CHANGED_DOWN
    assert (desk.counts.up, desk.counts.down) == (0, 1)


async def test_each_answer_is_voted_on_by_itself(person: Person, desk: Desk) -> None:
    """The same person votes on each answer."""
    for question in (ASKED, COST, ASKED):
        (shown,) = await person.say(question)
        await person.press(shown, "👍")
    assert desk.journal.totals() == {"mill-hurt": Votes(2, 0), "mill-cost": Votes(1, 0)}


async def test_vote_on_several_answers(person: Person, desk: Desk) -> None:
    """A vote under a message with several answers goes to each of them."""
    (shown,) = await person.say(f"{ASKED} and {COST}")
    await person.press(shown, "👎")
    assert desk.journal.totals() == {"mill-hurt": Votes(0, 1), "mill-cost": Votes(0, 1)}


async def test_vote_on_a_choice_keeps_what_was_typed(person: Person, desk: Desk) -> None:
    """A thumb down on a chosen answer is about the question that was typed."""
    (choices,) = await person.say("near")
    (shown,) = await person.press(choices, COST)
    await person.press(shown, "👎")
    assert [gap.question for gap in desk.journal.gaps()] == ["near"]


async def test_vote_after_a_restart(person: Person, desk: Desk) -> None:
    """A vote on an answer that is not remembered counts for the fact on its button."""
    (shown,) = await person.say(ASKED)
    desk.turns = type(desk.turns)(1)
    await person.press(shown, "👎")
    assert desk.journal.totals() == {"mill-hurt": Votes(0, 1)}
    assert desk.journal.gaps() == ()


async def test_vote_on_what_is_unknown(person: Person, desk: Desk, telegram: Telegram) -> None:
    """An invented id is not counted."""
    (shown,) = await person.say(ASKED)
    await person.press_data(shown, "v:+:nobody")
    assert telegram.notices == [wording.GONE_SHORT]
    assert desk.journal.totals() == {}
