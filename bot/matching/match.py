"""What the matcher returns: an entry, a score on one scale, and every reason that moved it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.knowledge.model import Entry

CERTAIN = 99.99
"""Beyond this score, and as near to 0, evidence is taken as no greater."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that moved a score.

    ``points`` is what it added to (or, below 0, took from) the evidence; ``text`` says it in words.
    """

    name: str
    points: float
    text: str


@dataclass(frozen=True)
class Match:
    """An entry with its score, from 0 (surely not meant) to 100 (surely meant).

    ``phrasing`` is the entry's own phrasing that is nearest to the question.
    """

    entry: Entry
    score: float
    phrasing: str
    reasons: tuple[Reason, ...] = ()

    @property
    def evidence(self) -> float:
        """The score as log odds, the scale on which evidence adds up: 50 is 0, 90 is 2.2."""
        score = min(max(self.score, 100 - CERTAIN), CERTAIN)
        return math.log(score / (100 - score))

    def moved(self, reason: Reason) -> Match:
        """Return the match with one reason more, the score moved by its points."""
        score = 100 / (1 + math.exp(-self.evidence - reason.points))
        return Found(self.entry, score, lambda: (self.phrasing, (*self.reasons, reason)))


class Found(Match):
    """A match whose nearest phrasing and reasons are worked out once they are looked at.

    Few are: those of every match of every question would take longer than finding the matches.
    """

    def __init__(
        self, entry: Entry, score: float, explain: Callable[[], tuple[str, tuple[Reason, ...]]]
    ) -> None:
        self.__dict__.update(entry=entry, score=score, _explain=explain)

    @cached_property
    def _explained(self) -> tuple[str, tuple[Reason, ...]]:
        explain: Callable[[], tuple[str, tuple[Reason, ...]]] = self.__dict__["_explain"]
        return explain()

    @property
    def phrasing(self) -> str:
        """The entry's own phrasing that is nearest to the question."""
        return self._explained[0]

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Every reason that moved the score."""
        return self._explained[1]
