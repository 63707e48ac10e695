"""Placeholder of the matcher, replaced by the real one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from bot.matching.match import Match, Reason

if TYPE_CHECKING:
    from bot.knowledge.model import Knowledge


class Matcher:
    """Ranks the entries of a knowledge for a question."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._pairs = [(e, p) for e in knowledge.entries for p in e.phrasings]

    def match(self, question: str, limit: int = 10) -> tuple[Match, ...]:
        """Return the best ``limit`` matches, best first."""
        best: dict[str, Match] = {}
        for entry, phrasing in self._pairs:
            score = fuzz.token_sort_ratio(question.lower(), phrasing.lower())
            if entry.id not in best or best[entry.id].score < score:
                reason = Reason("phrasing", score, f"nearest phrasing: {phrasing}")
                best[entry.id] = Match(entry, score, phrasing, (reason,))
        return tuple(sorted(best.values(), key=lambda m: -m.score)[:limit])
