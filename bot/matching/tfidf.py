"""Scores texts by the letters that they share with a question: TF-IDF over character n-grams.

N-grams within words forgive endings and slips that whole words don't (McNamee and Mayfield 2004,
"Character N-Gram Tokenization for European Language Text Retrieval").
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.matching.sparse import Floats

SHORTEST, LONGEST = 2, 5
"""Letters of an n-gram, the two ends of a word counting as letters."""


class TfidfIndex:
    """Texts, given as words, that are asked for by their cosine to other words."""

    def __init__(self, texts: Sequence[Sequence[str]]) -> None:
        counts = [_counted(words) for words in texts]
        having = Counter(ngram for count in counts for ngram in count)
        self._size = len(texts)
        self._columns = {ngram: column for column, ngram in enumerate(having)}
        frequencies = np.fromiter(having.values(), dtype=float, count=len(having))
        self._idf: Floats = np.log((1 + self._size) / (1 + frequencies)) + 1
        self._rarest = float(np.log(1 + self._size)) + 1
        rows: list[list[int]] = [[] for _ in having]
        weights: list[list[float]] = [[] for _ in having]
        for row, count in enumerate(counts):
            columns, values = self._weighted(count)
            values /= max(float(np.linalg.norm(values)), 1e-9)
            for column, value in zip(columns, values.tolist(), strict=True):
                rows[column].append(row)
                weights[column].append(value)
        self._rows = [np.array(each) for each in rows]
        self._weights = [np.array(each) for each in weights]

    def cosines(self, words: Sequence[str]) -> Floats:
        """Return the cosine of each text to these words, from 0 to 1."""
        found = np.zeros(self._size)
        count = _counted(words)
        columns, values = self._weighted(count)
        unknown = [n for ngram, n in count.items() if ngram not in self._columns]
        rest = (1 + np.log(np.array(unknown, dtype=float))) * self._rarest
        length = np.sqrt(values @ values + rest @ rest)
        for column, value in zip(columns, values.tolist(), strict=True):
            found[self._rows[column]] += value * self._weights[column]
        cosines: Floats = found / max(float(length), 1e-9)
        return cosines

    def _weighted(self, count: Counter[str]) -> tuple[list[int], Floats]:
        """Return the known n-grams' columns and weights: 1 + log of the count, times idf."""
        known = [(self._columns[ngram], n) for ngram, n in count.items() if ngram in self._columns]
        columns = [column for column, _ in known]
        counts = np.array([n for _, n in known], dtype=float)
        weights: Floats = (1 + np.log(counts)) * self._idf[columns] if columns else counts
        return columns, weights


def _counted(words: Iterable[str]) -> Counter[str]:
    return Counter(ngram for word in words for ngram in _ngrams(f" {word} "))


def _ngrams(padded: str) -> list[str]:
    return [
        padded[start : start + length]
        for length in range(SHORTEST, LONGEST + 1)
        for start in range(len(padded) - length + 1)
    ]
