"""What the matcher returns: an entry, a score on one scale, and every reason that moved it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.knowledge.model import Entry


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
