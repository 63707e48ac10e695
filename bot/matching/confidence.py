"""One score on one scale: how sure it is that a question means an entry, and why.

The score is a logistic regression on three figures of the match. Its weights were fitted on 1,700
questions put to five knowledge bases that were not made from them, each base counting the same;
fitted on four of the five, it tells questions from strangers as well on the fifth.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from bot.matching.match import Reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.matching.analyzer import Term
    from bot.matching.naive_bayes import Query
    from bot.matching.sparse import Bools, Floats, Ints

KNOWN = 1.2
"""For the share of the question's content, rare words weighing more, that the knowledge has."""

COVERED = 3.1
"""For the share of it that the entry's own phrasings have."""

LEAD = 2.6
"""For each unit of mean log odds ahead of the best other entry, as far as words are known."""

BASE = -2.5

EXACT = 4.0
"""For a question that is one of the entry's phrasings, word for word."""

LEAST_LEAD, MOST_LEAD = -2.0, 1.0


def trust(used: Floats | Ints) -> Floats:
    """Return how far a word is trusted that so many phrasings use: a half, two thirds, and so on.

    A word that stands in one phrasing alone may have come there by any way.
    """
    trusted: Floats = used / (used + 1)
    return trusted


@dataclass(frozen=True)
class Words:
    """A question's content words, and which of the entries looked at have them.

    ``weights`` is how rare each word is; ``known`` whether any phrasing has it; ``trusts`` how far
    it is trusted, from 0 to 1 (:func:`trust`); ``holds`` has a row for each entry and a column for
    each word.
    """

    terms: tuple[Term, ...]
    weights: Floats
    known: Bools
    trusts: Floats
    holds: Bools

    @cached_property
    def known_share(self) -> float:
        """The share, by weight, of the words that the knowledge has; a mended word counts less."""
        return float(self._near.sum() / self.weights.sum())

    @cached_property
    def covered_shares(self) -> Floats:
        """The share, by weight, of the words that each entry has."""
        shares: Floats = self.holds @ self._near / self.weights.sum()
        return shares

    @cached_property
    def _near(self) -> Floats:
        nearness = np.array([term.nearness for term in self.terms])
        near: Floats = self.weights * self.trusts * nearness
        return near


@dataclass(frozen=True)
class Weighed:
    """The entries looked at for a question, best first, with the figures that they are judged by.

    ``ranks`` are mean log odds less what missing names cost; ``exact`` marks entries that have
    the very question among their phrasings.
    """

    query: Query
    words: Words
    entries: Ints
    ranks: Floats
    exact: Bools

    def other(self, place: int) -> int:
        """Return the place of the best entry beside the one at ``place``."""
        return 1 if place == 0 and len(self.entries) > 1 else 0

    @cached_property
    def leads(self) -> Floats:
        """How far each entry is ahead of the best other one; below 0 for all but the first."""
        return leads(self.ranks, self.query.known)

    @cached_property
    def scores(self) -> Floats:
        """From 0 to 100, for each entry; never more than the score of a better one."""
        words = self.words
        return scores(words.known_share, words.covered_shares, self.leads, self.exact)

    @cached_property
    def general(self) -> tuple[Reason, ...]:
        """The reasons that are the same for every entry; the points are their evidence."""
        known = KNOWN * self.words.known_share
        return (
            Reason("base", BASE, "what every match starts from"),
            Reason("known", known, _known_text(self.words)),
        )

    @cached_property
    def readings(self) -> tuple[Reason, ...]:
        """How words of the question were come by that were not typed as they are read."""
        return tuple(_readings(self.words.terms))


def leads(ranks: Floats, known: Floats | float) -> Floats:
    """Return how far entries are ahead of the best other one, as far as words are known.

    ``ranks`` has the entries of a question along its last axis, best first.
    """
    if ranks.shape[-1] == 1:
        return np.full(ranks.shape, MOST_LEAD) * known
    found = ranks - ranks[..., :1]
    found[..., 0] = ranks[..., 0] - ranks[..., 1]
    ahead: Floats = np.minimum(np.maximum(found, LEAST_LEAD), MOST_LEAD) * known
    return ahead


def scores(known_share: Floats | float, covered: Floats, ahead: Floats, exact: Bools) -> Floats:
    """Return scores from 0 to 100; the entries are along the last axis, best first."""
    evidence = BASE + KNOWN * known_share + COVERED * covered + LEAD * ahead + EXACT * exact
    found: Floats = np.minimum.accumulate(100 / (1 + np.exp(-evidence)), axis=-1)
    return found


def reasons(
    weighed: Weighed, place: int, nearest: tuple[str, float], other: str
) -> tuple[Reason, ...]:
    """Say what moved the score of the entry at ``place``; the points add up to its evidence.

    ``nearest`` is the entry's nearest phrasing with its cosine, ``other`` the id of the best
    other entry. Evidence of 0 is a score of 50, of 2.2 one of 90, of -2.2 one of 10.
    """
    return (
        *weighed.general,
        *_particular(weighed, place, other),
        *weighed.readings,
        *_remarks(weighed, place, nearest),
    )


def _particular(weighed: Weighed, place: int, other: str) -> Iterator[Reason]:
    covered = COVERED * float(weighed.words.covered_shares[place])
    yield Reason("covered", covered, _covered_text(weighed.words, place))
    lead = float(weighed.leads[place])
    text = f"{'ahead of' if lead >= 0 else 'behind'} {other} by {abs(lead):.2f}"
    yield Reason("lead", LEAD * lead, text if len(weighed.entries) > 1 else "no other entry")
    if weighed.exact[place]:
        yield Reason("exact", EXACT, "the question is one of its phrasings")


def _readings(terms: Iterable[Term]) -> Iterator[Reason]:
    for term in terms:
        if term.share < 1:
            yield Reason("context", 0.0, f"{term.word!r} comes from the conversation")
        elif term.nearness < 1:
            yield Reason("mended", 0.0, f"read {term.typed!r} as {term.word!r}")


def _remarks(weighed: Weighed, place: int, nearest: tuple[str, float]) -> Iterator[Reason]:
    missing = _names_missing(weighed.words, place)
    if missing:
        yield Reason("names", 0.0, f"never mentions {missing}, which counts in the lead")
    phrasing, cosine = nearest
    yield Reason("nearest", 0.0, f"{cosine:.0%} like {phrasing!r}")


def _known_text(words: Words) -> str:
    unknown = [
        term.typed for term, known in zip(words.terms, words.known, strict=True) if not known
    ]
    return f"no phrasing has {_listed(unknown)}" if unknown else "every content word is known"


def _covered_text(words: Words, place: int) -> str:
    pairs = list(zip(words.terms, words.holds[place], strict=True))
    has = [term.word for term, held in pairs if held]
    lacks = [term.word for term, held in pairs if not held]
    return f"has {_listed(has) or 'no word'}" + (f"; lacks {_listed(lacks)}" if lacks else "")


def _names_missing(words: Words, place: int) -> str:
    columns = zip(words.terms, words.known, words.holds[place], strict=True)
    return _listed([t.word for t, known, held in columns if t.name and known and not held])


def _listed(names: list[str]) -> str:
    return ", ".join(names)
