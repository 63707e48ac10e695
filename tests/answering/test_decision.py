"""What is decided by the probabilities of entries and passages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.answering.decision import MOST_CHOICES, decide
from bot.answering.reply import Outcome
from bot.matching.match import Match, PassageMatch, Ranking
from bot.matching.model import models
from bot.matching.passages import Sentence
from tests.builders import fact, not_stated

if TYPE_CHECKING:
    from bot.answering.decision import Decision
    from bot.knowledge.model import Entry

LEAD = fact("lead", quotes=("It was led by Alibaba.",))
SUM = fact("sum", quotes=("It came to $600 million.",))
LED_BY = fact("led-by", quotes=LEAD.quotes)
SHARE = not_stated("share")
NEAR = (PassageMatch(Sentence("mill", "It was led by Alibaba."), 60.0),)
LIMITS = models().thresholds


def _decided(*entries: tuple[Entry, float], off_topic: float = 0.0, **kwargs: object) -> Decision:
    ranked = sorted(entries, key=lambda pair: -pair[1])
    matches = tuple(Match(entry, chance, entry.question) for entry, chance in ranked)
    missing = kwargs.get("unmentioned", ())
    assert isinstance(missing, tuple)
    return decide(Ranking(matches, NEAR, off_topic), missing)


def test_a_likely_fact_is_the_answer() -> None:
    """From the threshold on, with why in words."""
    decision = _decided((LEAD, LIMITS.answer + 0.01), (SUM, 0.1))
    assert (decision.outcome, decision.match and decision.match.entry) == (Outcome.ANSWER, LEAD)
    assert decision.why.startswith("lead is meant (")


def test_facts_of_the_same_quote_are_meant_together() -> None:
    """The sentence that is shown is the same, whichever of them is given."""
    both = (LEAD, LIMITS.answer - 0.1), (LED_BY, 0.2)
    assert _decided(*both).outcome is Outcome.ANSWER
    assert _decided(both[0], (SUM, 0.2)).outcome is Outcome.CHOICES


def test_a_likely_not_stated_entry_is_told() -> None:
    """Only then does the bot say that the article does not say."""
    decision = _decided((SHARE, LIMITS.not_stated + 0.01), (LEAD, 0.2))
    assert (decision.outcome, decision.match and decision.match.entry) == (
        Outcome.NOT_STATED,
        SHARE,
    )
    assert _decided((SHARE, LIMITS.not_stated - 0.01)).outcome is Outcome.PASSAGE


def test_several_likely_facts_are_offered() -> None:
    """At most three, best first."""
    facts = [(fact(f"fact-{n}", quotes=(f"Sentence {n}.",)), 0.3 - n / 20) for n in range(5)]
    decision = _decided(*facts)
    assert decision.outcome is Outcome.CHOICES
    assert [c.fact.id for c in decision.choices] == ["fact-0", "fact-1", "fact-2"]
    assert len(decision.choices) == MOST_CHOICES


def test_passages_are_shown_where_no_fact_is_clear() -> None:
    """With and without facts."""
    assert _decided((LEAD, 0.2)).outcome is Outcome.PASSAGE
    assert _decided().outcome is Outcome.PASSAGE
    assert [passage.quote for passage in _decided().passages] == ["It was led by Alibaba."]


def test_nothing_is_shown_off_topic() -> None:
    """Nor where there is no sentence."""
    assert _decided((LEAD, 0.2), off_topic=0.9).outcome is Outcome.NO_ANSWER
    assert decide(Ranking()).outcome is Outcome.NO_ANSWER


@pytest.mark.parametrize("chance", [0.6, 0.99])
def test_nothing_is_answered_of_what_is_never_mentioned(chance: float) -> None:
    """However likely a fact is, it is about somebody else."""
    decision = _decided((LEAD, chance), unmentioned=("Apple",))
    assert decision.outcome is Outcome.CHOICES
    assert "Apple" in decision.why


def test_nothing_is_answered_that_asks_for_the_opposite() -> None:
    """Who led it before is another question than who leads it."""
    matches = (Match(LEAD, 0.9, LEAD.question),)
    decision = decide(Ranking(matches, NEAR, 0.0), contrasts=("before",))
    assert decision.outcome is Outcome.CHOICES
    assert "'before'" in decision.why
