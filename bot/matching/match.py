"""The matcher's results: entries with their probability, and the evidence for each."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from bot.knowledge.model import Entry
    from bot.matching.passages import Sentence

LEAST = 0.02
"""The least that is taken to be left for other entries where some are ruled out."""

CERTAIN = 0.9999
"""Beyond this probability, and as near to 0, log-odds are taken as no greater."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that speaks for a match or, below 0, against it.

    ``name`` is the feature; ``points`` are log-odds beside those of an average entry; ``text``
    says it to a maintainer.
    """

    name: str
    points: float
    text: str


@dataclass(frozen=True, slots=True)
class Match:
    """An entry with the calibrated probability, from 0 to 1, that it is what was meant.

    ``phrasing`` is the entry's own phrasing that is nearest to the question.
    """

    entry: Entry
    probability: float
    phrasing: str
    evidence: tuple[Evidence, ...] = ()

    @property
    def score(self) -> float:
        """The probability as people and programs are shown it, from 0 to 100."""
        return 100 * self.probability

    @property
    def log_odds(self) -> float:
        """The probability on the scale on which evidence adds up: 50 % is 0, 90 % is 2.2."""
        probability = min(max(self.probability, 1 - CERTAIN), CERTAIN)
        return math.log(probability / (1 - probability))


@dataclass(frozen=True, slots=True)
class PassageMatch:
    """A sentence of an article with its nearness to the question, from 0 to 100."""

    sentence: Sentence
    score: float


@dataclass(frozen=True, slots=True)
class Ranking:
    """All that the matcher says of a question.

    ``matches`` are the likeliest entries and ``passages`` the nearest sentences, best first.
    ``off_topic`` is the probability, from 0 to 1, that the question has nothing to do with the
    articles. ``exact`` tells that it is a phrasing of the first match word for word.
    """

    matches: tuple[Match, ...] = ()
    passages: tuple[PassageMatch, ...] = ()
    off_topic: float = 1.0
    exact: bool = False

    def without(self, ids: Collection[str]) -> Ranking:
        """Return the ranking once these entries are known not to be meant ("who else?")."""
        kept = [match for match in self.matches if match.entry.id not in ids]
        left = 1 - sum(match.probability for match in self.matches if match.entry.id in ids)
        scaled = (replace(each, probability=each.probability / max(left, LEAST)) for each in kept)
        return replace(self, matches=tuple(scaled), exact=False)
