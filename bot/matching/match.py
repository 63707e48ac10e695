"""What the matcher returns: an entry, a score on one scale, and every reason that moved it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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


@dataclass(frozen=True, slots=True)
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
