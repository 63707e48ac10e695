"""Decides what to do about a question, by the probabilities of entries and passages.

A wrong answer is worse than passages or a question back, and those are worse than the answer, so
the bot commits itself where that costs less than it can be expected to gain. The thresholds were
fitted with the evidence model and stand beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.answering.reply import Choice, Outcome, Passage
from bot.knowledge.model import Fact
from bot.matching.model import models

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.matching.match import Match, Ranking

MOST_CHOICES = 3
LEAST_CHOICE = 0.05
"""A fact less likely than this is no choice to offer."""


@dataclass(frozen=True, slots=True)
class Decision:
    """An outcome, why in a sentence, and what it is about.

    ``match`` is the entry decided on, if any; ``passages`` are the nearest sentences whatever was
    decided.
    """

    outcome: Outcome
    why: str
    match: Match | None = None
    choices: tuple[Choice, ...] = ()
    passages: tuple[Passage, ...] = ()


def decide(
    ranking: Ranking, unmentioned: Sequence[str] = (), contrasts: Sequence[str] = ()
) -> Decision:
    """Decide on a question.

    Of what it names, ``unmentioned`` occurs nowhere in the articles; ``contrasts`` are words by
    which it asks for something else than the likeliest fact. With either no fact is answered.
    """
    facts = [match for match in ranking.matches if isinstance(match.entry, Fact)]
    others = [match for match in ranking.matches if not match.entry.stated]
    said = _same_proof(facts)
    unsaid = sum(match.probability for match in others)
    limits = models().thresholds
    passages = tuple(
        Passage(each.sentence.article, each.sentence.text, each.score) for each in ranking.passages
    )
    if others and unsaid >= limits.not_stated and unsaid > said:
        top = others[0]
        why = f"{top.entry.id} is meant, which the article does not say ({unsaid:.0%})"
        return Decision(Outcome.NOT_STATED, why, top, passages=passages)
    if facts and not unmentioned and not contrasts and said >= limits.answer and said > unsaid:
        why = f"{facts[0].entry.id} is meant ({said:.0%})"
        return Decision(Outcome.ANSWER, why, facts[0], passages=passages)
    return _unclear(ranking, facts, passages, _doubt(facts, unmentioned, contrasts))


def _doubt(facts: Sequence[Match], unmentioned: Sequence[str], contrasts: Sequence[str]) -> str:
    """Say why no fact is answered."""
    if unmentioned:
        return f"the article never mentions {', '.join(unmentioned)}"
    if not facts:
        return "there is no fact"
    if contrasts:
        return f"{facts[0].entry.id} says nothing of {', '.join(contrasts)!r}"
    return f"the likeliest fact, {facts[0].entry.id}, has {facts[0].probability:.0%}"


def _unclear(
    ranking: Ranking,
    facts: Sequence[Match],
    passages: tuple[Passage, ...],
    doubt: str,
) -> Decision:
    """Ask back, show passages or say that there is nothing."""
    limits = models().thresholds
    if not passages or ranking.off_topic >= limits.off_topic:
        why = f"nothing is near ({ranking.off_topic:.0%} off topic)"
        return Decision(Outcome.NO_ANSWER, why, passages=passages)
    near = [match for match in facts if match.probability >= LEAST_CHOICE][:MOST_CHOICES]
    mass = sum(match.probability for match in near)
    if near and mass >= limits.choices:
        choices = tuple(Choice(m.entry, m.score) for m in near if isinstance(m.entry, Fact))
        why = f"one of {len(choices)} facts is meant ({mass:.0%}), but {doubt}"
        return Decision(Outcome.CHOICES, why, choices=choices, passages=passages)
    return Decision(Outcome.PASSAGE, f"sentences are near, but {doubt}", passages=passages)


def _same_proof(facts: Sequence[Match]) -> float:
    """Return the probability of the likeliest fact and of those that share a quote with it.

    Showing one for the other misleads nobody: the same sentence is shown either way.
    """
    if not facts or not isinstance(facts[0].entry, Fact):
        return 0.0
    quotes = set(facts[0].entry.quotes)
    return facts[0].probability + sum(
        match.probability
        for match in facts[1:]
        if isinstance(match.entry, Fact) and quotes & set(match.entry.quotes)
    )
