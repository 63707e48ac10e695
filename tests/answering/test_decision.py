"""What is decided of matches: each outcome, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.answering.decision import (
    CHOICE_SPAN,
    CLEAR,
    CLEAR_THOUGH_VAGUE,
    FACT_LEAD,
    MOST_CHOICES,
    NEAR,
    NOT_STATED_LEAD,
    Standing,
    decide,
)
from bot.answering.reply import Outcome
from tests.answering.sample_matches import match
from tests.builders import fact, not_stated

if TYPE_CHECKING:
    from bot.answering.decision import Decision

A_BIT = 0.01
LEAD = fact("lead", quotes=("It was led by Alibaba.",))
SUM = fact("sum", quotes=("It came to $600 million.",))
LED_BY = fact("led-by", quotes=LEAD.quotes)
SHARE = not_stated("share")
STAKE = not_stated("stake")
WORLD = Standing()


def _outcome(decision: Decision) -> tuple[Outcome, str | None, list[str]]:
    entry = decision.match.entry.id if decision.match else None
    return decision.outcome, entry, [choice.fact.id for choice in decision.choices]


def test_clear_fact_is_the_answer() -> None:
    """From ``CLEAR`` on, a fact without a rival is given."""
    decision = decide([match(LEAD, CLEAR + A_BIT)], WORLD)
    assert _outcome(decision) == (Outcome.ANSWER, "lead", [])
    assert decision.why == "lead is clearly meant"


def test_why_names_the_rival_that_was_beaten() -> None:
    """The lead over the best rival is told in units of evidence."""
    decision = decide([match(LEAD, CLEAR + 3), match(SUM, CLEAR + 1)], WORLD)
    assert decision.why == "lead is clearly meant, 2.0 ahead of sum"


def test_clear_entry_that_is_not_stated_is_told() -> None:
    """A not-stated entry without a rival gives ``not_stated``, with the entry."""
    decision = decide([match(SHARE, CLEAR + 3)], WORLD)
    assert _outcome(decision) == (Outcome.NOT_STATED, "share", [])
    assert decision.why == "share is clearly meant"


def test_rival_that_is_too_close_makes_choices() -> None:
    """Two facts on different sentences that are neck and neck are offered, best first."""
    close = [match(LEAD, CLEAR + 3), match(SUM, CLEAR + 3 - FACT_LEAD + A_BIT)]
    decision = decide(close, WORLD)
    assert _outcome(decision) == (Outcome.CHOICES, None, ["lead", "sum"])
    assert decision.why == "lead is near, but sum is too close"


def test_fact_on_the_same_sentence_is_no_rival() -> None:
    """The sentence is shown either way, so the better one is the answer."""
    decision = decide([match(LEAD, CLEAR + 3), match(LED_BY, CLEAR + 3)], WORLD)
    assert _outcome(decision) == (Outcome.ANSWER, "lead", [])


def test_two_gaps_are_no_rivals() -> None:
    """Of two things that are not stated, the better one is told."""
    decision = decide([match(SHARE, 3.0), match(STAKE, 3.0)], WORLD)
    assert _outcome(decision) == (Outcome.NOT_STATED, "share", [])


def test_gap_must_be_farther_ahead_than_a_fact() -> None:
    """To be refused an answer is the worse slip, so a close fact is offered instead."""
    behind = 3.0 - NOT_STATED_LEAD
    decision = decide([match(SHARE, 3.0), match(LEAD, behind + A_BIT)], WORLD)
    assert _outcome(decision) == (Outcome.CHOICES, None, ["lead"])
    assert decision.why == "share is near, but lead is too close"
    decision = decide([match(SHARE, 3.0), match(LEAD, behind - A_BIT)], WORLD)
    assert decision.outcome is Outcome.NOT_STATED


def test_near_fact_that_is_not_clear_is_offered() -> None:
    """Between ``NEAR`` and ``CLEAR`` a fact is a choice, though it has no rival."""
    decision = decide([match(LEAD, (NEAR + CLEAR) / 2)], WORLD)
    assert _outcome(decision) == (Outcome.CHOICES, None, ["lead"])
    assert decision.why == "lead is near, but not clearly meant"


def test_near_gap_with_no_fact_near_is_not_stated_without_an_entry() -> None:
    """The bot can tell that the article does not say, though not which entry is meant."""
    decision = decide([match(SHARE, (NEAR + CLEAR) / 2)], WORLD)
    assert _outcome(decision) == (Outcome.NOT_STATED, None, [])
    assert decision.why == "share is near, but not clearly meant, and no fact is near"


def test_nothing_near_is_no_answer() -> None:
    """Below ``NEAR`` there is no answer, and the best that there was is named."""
    decision = decide([match(LEAD, NEAR - 3)], WORLD)
    assert _outcome(decision) == (Outcome.NO_ANSWER, None, [])
    assert (
        decision.why == f"nothing is near: the best, lead, scores {match(LEAD, NEAR - 3).score:.0f}"
    )


def test_no_match_is_no_answer() -> None:
    """Where no word is known there is nothing to name."""
    decision = decide([], WORLD)
    assert _outcome(decision) == (Outcome.NO_ANSWER, None, [])
    assert decision.why == "nothing is near: no word is known"


def test_name_of_the_articles_makes_it_not_stated() -> None:
    """A question that is near nothing but names somebody of the article is told so."""
    decision = decide([match(LEAD, NEAR - 3)], Standing(names=True))
    assert decision.outcome is Outcome.NOT_STATED
    assert decision.why.endswith("; but it names something of the article")


@pytest.mark.parametrize(
    ("standing", "lacks"),
    [(Standing(touches=False), "word of the article"), (Standing(says=False), "content")],
)
def test_stranger_has_to_make_up_for_what_it_lacks(standing: Standing, lacks: str) -> None:
    """What would be near is not where it lacks words of the article, or any at all."""
    decision = decide([match(LEAD, NEAR + standing.handicap_to_be_near - A_BIT)], standing)
    assert decision.outcome is Outcome.NO_ANSWER
    assert decision.why.endswith(f", and the question has no {lacks}")
    enough = match(LEAD, CLEAR + standing.handicap + A_BIT)
    assert decide([enough], standing).outcome is Outcome.ANSWER


def test_stranger_is_asked_back_sooner_than_answered() -> None:
    """Of the evidence that a stranger lacks, half is forgiven before it is offered choices."""
    stranger = Standing(touches=False)
    decision = decide([match(LEAD, NEAR + stranger.handicap_to_be_near + A_BIT)], stranger)
    assert _outcome(decision) == (Outcome.CHOICES, None, ["lead"])
    assert stranger.handicap_to_be_near == stranger.handicap / 2


def test_vague_question_is_asked_back() -> None:
    """One that says next to nothing is answered only where it is a phrasing, word for word."""
    vague = Standing(vague=True)
    assert decide([match(LEAD, CLEAR_THOUGH_VAGUE - A_BIT)], vague).outcome is Outcome.CHOICES
    assert decide([match(LEAD, CLEAR_THOUGH_VAGUE + A_BIT)], vague).outcome is Outcome.ANSWER


def test_choices_are_few_near_and_facts() -> None:
    """Those far behind, and what is not stated, are not offered."""
    facts = [match(fact(f"f{n}", quotes=(f"{n}",)), NEAR + A_BIT) for n in range(9)]
    offered = decide([*facts, match(SHARE, NEAR)], WORLD).choices
    assert len(offered) == MOST_CHOICES
    decision = decide([match(LEAD, CLEAR - A_BIT), match(SUM, CLEAR - CHOICE_SPAN - 1)], WORLD)
    assert [choice.fact.id for choice in decision.choices] == ["lead"]
