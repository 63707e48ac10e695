"""What there is to review comes with what is nearest to it, the same wherever it is shown."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answering.reply import Outcome, Passage
from bot.authoring.gaps import Gap
from bot.authoring.review_cases import Case, case_id, cases
from tests.builders import answers, match, no_answer
from tests.fakes.answerer import UNSTATED, LiteralAnswerer

if TYPE_CHECKING:
    from bot.answering.reply import Reply
    from bot.knowledge.model import Knowledge


def gap(question: str = "who did it?", outcome: str = "no_answer", **more: object) -> Gap:
    """A gap of one question, asked once."""
    return replace(Gap((question,), {outcome: 1}, (("did",),)), **more)  # type: ignore[arg-type]


def near(mill: Knowledge, *ids: str) -> Reply:
    """A reply that gives nothing, with these entries as matches."""
    reply = no_answer()
    matches = tuple(match(mill.entry(entry_id), 40.0) for entry_id in ids)
    found = (Passage("mill", "Nobody was hurt, said fire chief Ada Berg.", 30.0),)
    part = replace(reply.parts[0], matches=matches, passages=found)
    return replace(reply, parts=(part,))


def test_nearest_are_three_entries_stated_or_not(mill: Knowledge) -> None:
    """In the order of the matches."""
    ids = ["mill-cause", "mill-when", "mill-hurt", "mill-cost"]
    case = Case(gap(), near(mill, *ids), LiteralAnswerer(mill))

    assert [entry.id for entry in case.nearest] == ids[:3]
    assert case.passage is not None
    assert case.passage.quote.startswith("Nobody was hurt")


def test_what_readers_expected_comes_first(mill: Knowledge) -> None:
    """Once, and only where it is still in the knowledge."""
    expected = gap(expected=("gone", "mill-cost"))
    case = Case(expected, near(mill, "mill-when", "mill-cost"), LiteralAnswerer(mill))

    assert [entry.id for entry in case.nearest] == ["mill-cost", "mill-when"]


def test_answered_by_now(mill: Knowledge) -> None:
    """By any entry; after a thumb down, by another one than was wrong."""
    engine = LiteralAnswerer(mill)
    fact = mill.fact("mill-when")
    voted = gap(outcome="thumbs_down", given=frozenset(["mill-when"]))

    assert Case(gap(), answers(fact), engine).answered
    assert not Case(gap(), no_answer(), engine).answered
    assert not Case(voted, answers(fact), engine).answered
    assert Case(voted, answers(mill.fact("mill-cost")), engine).answered


def test_gaps_are_asked_as_they_are_taken(mill: Knowledge) -> None:
    """Each with the reply that it gets today."""
    first, *_ = cases((gap(UNSTATED), gap("mill-when")), LiteralAnswerer(mill))

    assert (first.question, first.outcome, first.count) == (UNSTATED, Outcome.NOT_STATED, 1)
    assert first.id == case_id(("did",))
    assert len(first.id) == 10
