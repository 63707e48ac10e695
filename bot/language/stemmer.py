"""Stems of English words, by the Snowball stemmer (Porter 2001)."""

from __future__ import annotations

from Stemmer import Stemmer as Snowball  # type: ignore[import-not-found]

MOST_REMEMBERED = 100_000


class Stemmer:
    """Stems words and remembers the stems; threads can share it."""

    def __init__(self) -> None:
        self._snowball = Snowball("english")
        self._known: dict[str, str] = {}

    def __call__(self, word: str) -> str:
        """Return the stem of a word in lower case."""
        stem = self._known.get(word)
        if stem is None:
            stem = self._snowball.stemWord(word)
            # A plain dict, full at some point, is read several times as fast as an LRU cache.
            if len(self._known) < MOST_REMEMBERED:
                self._known[word] = stem
        return stem
