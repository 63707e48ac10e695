"""Mends a word that the knowledge does not know to the nearest one that it does."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from rapidfuzz import process
from rapidfuzz.distance import OSA

if TYPE_CHECKING:
    from collections.abc import Mapping

SHORTEST_MENDED = 3
"""Letters; shorter words are near to too many others."""

CACHED_WORDS = 20_000


class Speller:
    """Finds near words by optimal string alignment distance (a swap of neighbours is one edit).

    ``frequency`` tells how often the knowledge uses each word; of two words equally near, the
    more frequent one is taken.
    """

    def __init__(self, frequency: Mapping[str, int]) -> None:
        self._frequency = frequency
        self._by_length: dict[int, list[str]] = defaultdict(list)
        for word in frequency:
            if word.isalpha():
                self._by_length[len(word)].append(word)
        self._mended: dict[str, tuple[str, float] | None] = {}

    def mend(self, word: str) -> tuple[str, float] | None:
        """Return the nearest known word and how near it is (below 1), or None where none is near.

        Words with digits and words of under four letters are never mended. A known word is not
        looked at: ask only for unknown ones.
        """
        if word not in self._mended:
            if len(self._mended) >= CACHED_WORDS:
                self._mended.clear()
            self._mended[word] = self._nearest(word)
        return self._mended[word]

    def _nearest(self, word: str) -> tuple[str, float] | None:
        edits = _allowed_edits(len(word))
        if not edits or not word.isalpha():
            return None
        near = [
            (distance, -self._frequency[known], known)
            for length in range(len(word) - edits, len(word) + edits + 1)
            for known, distance, _ in process.extract(
                word,
                self._by_length.get(length, ()),
                scorer=OSA.distance,
                processor=None,
                score_cutoff=edits,
                limit=None,
            )
            if _plausible(word, known, distance)
        ]
        if not near:
            return None
        distance, _, known = min(near)
        return known, 1 - distance / max(len(word), len(known))


def _allowed_edits(length: int) -> int:
    """One edit in a short word, two in a longer one, three in a long one."""
    if length < SHORTEST_MENDED:
        return 0
    return 1 if length < 6 else 2 if length < 10 else 3


def _plausible(typed: str, known: str, distance: int) -> bool:
    """Tell a slip from another word: first letters are seldom mistyped, but often swapped."""
    if min(len(typed), len(known)) < 4:
        return sorted(typed) == sorted(known) or (len(typed) < len(known) and typed[0] == known[0])
    if typed[0] == known[0]:
        return True
    return distance == 1 and (typed[:2] == known[1::-1] or typed[1:] == known or typed == known[1:])
