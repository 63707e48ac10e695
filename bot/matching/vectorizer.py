"""Counts what a text is made of: its words, its pairs of neighbours, pieces of its words."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from itertools import chain, count, pairwise
from typing import TYPE_CHECKING

import numpy as np

from bot.matching.sparse import ranges, sums

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.matching.analyzer import Term
    from bot.matching.sparse import Ints

WORD, PAIR, PIECE = 1.0, 0.5, 0.15
"""Weights of a word, of a pair of neighbours, and of a piece of 3 to 5 letters of a word.

Pairs and pieces repeat what words say, and naive Bayes takes a repetition for new evidence.
"""

GRAMMAR = 0.6
"""The weight of a function word beside a content word."""


class Phrasings:
    """All phrasings as rows of words and pairs of neighbours, both as numbers.

    The numbers of words come before those of pairs; there are ``words`` of the former and
    ``features`` in all. The two ends of a text count as a neighbour. ``rows``, ``ids`` and
    ``weights`` are aligned: ``rows`` ascends, and ``ids`` ascends within a row. ``content_rows``
    has the row of each content word.
    """

    def __init__(self, texts: Sequence[Sequence[Term]]) -> None:
        terms = list(chain.from_iterable(texts))
        self.lengths = np.fromiter(map(len, texts), np.int64, len(texts))
        words = [term.text for term in terms]
        self._numbers = {word: number for number, word in enumerate(dict.fromkeys(words))}
        self.words = self._end = len(self._numbers)
        self._strange = self._end + 1
        ids = np.array([self._numbers[word] for word in words], dtype=np.int64)
        self._same = self._by_words(ids)
        content = np.array([term.content for term in terms], dtype=bool)
        rows = np.arange(len(texts)).repeat(self.lengths)
        self.content_rows = rows[content]
        pairs, pair_rows = self._pairs_of(ids, rows)
        unique, pair_ids = np.unique(pairs, return_inverse=True)
        self._pairs = dict(zip(unique.tolist(), count(self.words)))
        self.features = self.words + len(unique)
        keys = np.concatenate((rows, pair_rows)) * self.features
        keys += np.concatenate((ids, self.words + pair_ids))
        weights = np.where(content, WORD, GRAMMAR), np.full(len(pairs), PAIR)
        unique, place = np.unique(keys, return_inverse=True)
        self.rows, self.ids = np.divmod(unique, max(self.features, 1))
        self.weights = sums(place, np.concatenate(weights), len(unique))
        self.start = np.searchsorted(self.rows, np.arange(len(texts) + 1))

    @cached_property
    def used(self) -> Ints:
        """In how many phrasings each word stands."""
        return np.bincount(self.ids[self.ids < self.words], minlength=self.words)

    def find(self, rows: Ints, ids: Ints) -> Ints:
        """Return where the features, which must be there, of the rows stand."""
        keys = self.rows * self.features + self.ids
        found: Ints = np.searchsorted(keys, rows * self.features + ids)
        return found

    def same(self, terms: Sequence[Term]) -> Sequence[int]:
        """Return the phrasings that have the same words in the same order."""
        ids = [self._numbers.get(term.text, self._strange) for term in terms]
        return self._same.get(np.array(ids, dtype=np.int64).tobytes(), ())

    def number(self, term: Term) -> int | None:
        """Return the number of a word, or None where no phrasing has it."""
        return self._numbers.get(term.text)

    def weigh(self, terms: Sequence[Term]) -> tuple[dict[int, float], float]:
        """Return the weights of a question's words and pairs by number, and of all unknown ones.

        A mended word weighs less the farther it is from what was typed.
        """
        weights: dict[int, float] = {}
        unknown = 0.0
        before = self._end
        for term in terms:
            share = term.nearness * term.share
            word = self._numbers.get(term.text, self._strange)
            worth = share * (WORD if term.content else GRAMMAR)
            if word == self._strange:
                unknown += worth
            else:
                weights[word] = weights.get(word, 0.0) + worth
            pair = self._pairs.get(self._pair(before, word))
            if pair is None:
                unknown += PAIR * share
            else:
                weights[pair] = weights.get(pair, 0.0) + PAIR * share
            before = word
        if terms:
            pair = self._pairs.get(self._pair(before, self._end))
            if pair is None:
                unknown += PAIR
            else:
                weights[pair] = PAIR
        return weights, unknown

    def _by_words(self, ids: Ints) -> dict[bytes, list[int]]:
        found: dict[bytes, list[int]] = {}
        data = ids.tobytes()
        ends = (ids.itemsize * self.lengths.cumsum()).tolist()
        for row, (start, end) in enumerate(pairwise((0, *ends))):
            found.setdefault(data[start:end], []).append(row)
        return found

    def _pair(self, before: int, word: int) -> int:
        return before * (self._strange + 1) + word

    def _pairs_of(self, ids: Ints, rows: Ints) -> tuple[Ints, Ints]:
        """Return the pairs of neighbours, in order, each with the phrasing that it is of."""
        line = np.full(len(ids) + len(self.lengths) + 1, self._end)
        line[np.arange(len(ids)) + rows + 1] = ids
        filled = self.lengths.repeat(self.lengths + 1) > 0
        pairs = line[:-1] * (self._strange + 1) + line[1:]
        return pairs[filled], np.arange(len(self.lengths)).repeat(self.lengths + 1)[filled]


class Pieces:
    """The pieces of words as numbers from ``first``; there are ``count`` of them."""

    def __init__(self, words: Iterable[str], first: int) -> None:
        self._places = {word: place for place, word in enumerate(dict.fromkeys(words))}
        numbers: defaultdict[str, int] = defaultdict(count(first).__next__)
        ids = [[numbers[piece] for piece in pieces(word)] for word in self._places]
        self._numbers = dict(numbers)
        self.count = len(numbers)
        self._ids = np.fromiter(chain.from_iterable(ids), np.int64)
        self._lengths = np.fromiter(map(len, ids), np.int64, len(ids))
        self._start = self._lengths.cumsum() - self._lengths

    def of(self, word: str) -> Ints:
        """Return the numbers of a word's pieces, without those that no known word has."""
        place = self._places.get(word)
        if place is None:
            known = map(self._numbers.get, pieces(word))
            return np.array([number for number in known if number is not None], dtype=np.int64)
        start = self._start[place]
        return self._ids[start : start + self._lengths[place]]

    def places(self, words: Iterable[str]) -> Ints:
        """Return the places of known words, in which :meth:`of_each` finds their pieces."""
        return np.array([self._places[word] for word in words], dtype=np.int64)

    def of_each(self, places: Ints) -> tuple[Ints, Ints]:
        """Return the numbers of the words' pieces, one word after the other, and how many each."""
        lengths = self._lengths[places]
        return self._ids[ranges(self._start[places], lengths)], lengths


def pieces(word: str) -> list[str]:
    """Return the pieces of 3 to 5 letters of a word, its ends marked."""
    padded = f"_{word}_"
    return [padded[i : i + n] for n in (3, 4, 5) for i in range(len(padded) - n + 1)]
