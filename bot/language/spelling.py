"""Corrects a word that the knowledge does not know to the nearest one that it does."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz import process
from rapidfuzz.distance import OSA

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SHORTEST_CORRECTED = 3
"""Letters; shorter words are near to too many others."""

LONGEST_SHORT = 4
"""Letters; in words up to here no letter is taken for another."""

CACHED_WORDS = 20_000

SQUEEZED = 0.95
"""The nearness of a word that was typed with letters repeated for emphasis ("sooo")."""

_REPEATED = re.compile(r"(.)\1{2,}")


class Speller:
    """Finds near words by optimal string alignment distance (a swap of neighbours is one edit).

    ``frequency`` tells how often the knowledge uses each word; of two words equally near, the
    more frequent one is taken.
    """

    def __init__(self, frequency: Mapping[str, int]) -> None:
        self._frequency = frequency
        self._alike: dict[tuple[int, str], list[str]] = defaultdict(list)
        for word in frequency:
            if word.isalpha():
                self._alike[len(word), word[0]].append(word)
        self._firsts = {first for _, first in self._alike}
        self._corrected = lru_cache(maxsize=CACHED_WORDS)(self._nearest)

    def correct(self, word: str) -> tuple[str, float] | None:
        """Return the nearest known word and how near it is (below 1), or None where none is near.

        Words with digits and words of under three letters are never corrected. A known word is
        not looked at: ask only for unknown ones.
        """
        return self._corrected(word)

    def _nearest(self, word: str) -> tuple[str, float] | None:
        for letters in (r"\1\1", r"\1"):
            squeezed = _REPEATED.sub(letters, word)
            if squeezed != word and squeezed in self._frequency:
                return squeezed, SQUEEZED
        word = _REPEATED.sub(r"\1\1", word)
        edits = _allowed_edits(len(word))
        if not edits or not word.isalpha():
            return None
        near = [
            (distance, -self._frequency[known], known)
            for distance, known in (*self._begun_alike(word, edits), *self._slipped_first(word))
        ]
        if not near:
            return None
        distance, _, known = min(near)
        return known, 1 - distance / max(len(word), len(known))

    def _begun_alike(self, word: str, edits: int) -> Iterator[tuple[int, str]]:
        """Yield the known words that begin alike: first letters are seldom mistyped.

        A short word ("lisa") with another letter is another word; it may lack a letter, have one
        too many, or two swapped.
        """
        for length in range(len(word) - edits, len(word) + edits + 1):
            words = self._alike.get((length, word[0]))
            if not words or length < SHORTEST_CORRECTED:
                continue
            found = process.extract(
                word, words, scorer=OSA.distance, processor=None, score_cutoff=edits, limit=None
            )
            for known, distance, _ in found:
                slipped = length > SHORTEST_CORRECTED and (
                    length != len(word) or length > LONGEST_SHORT
                )
                if slipped or sorted(known) == sorted(word):
                    yield distance, known

    def _slipped_first(self, word: str) -> Iterator[tuple[int, str]]:
        """Yield the known words that are one slip at the first letter away: often it is swapped."""
        slips = [word[1] + word[0] + word[2:]]
        if len(word) > SHORTEST_CORRECTED:
            slips += (word[1:], *(first + word for first in self._firsts))
        for slip in slips:
            if slip in self._frequency and len(slip) >= min(len(word), SHORTEST_CORRECTED + 1):
                yield 1, slip


def _allowed_edits(length: int) -> int:
    """One edit in a short word, two in a longer one, three in a long one."""
    if length < SHORTEST_CORRECTED:
        return 0
    return 1 if length < 8 else 2 if length < 12 else 3
