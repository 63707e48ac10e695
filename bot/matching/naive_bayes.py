"""Weighs how each feature of the phrasings speaks for each entry, and finds the nearest phrasing.

The model is multinomial naive Bayes over weighted features: a feature counts by how few entries
have it and a phrasing by its length, after Rennie et al., "Tackling the Poor Assumptions of Naive
Bayes Text Classifiers" (2003). It is kept as postings: for every feature, the entries having it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bot.matching.sparse import SMOOTHING, Postings, inverse_frequency, sums
from bot.matching.vectorizer import PIECE, Phrasings, Pieces

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.matching.analyzer import Term
    from bot.matching.sparse import Floats, Ints

NOTHING = 1e-9


@dataclass(frozen=True, slots=True)
class Query:
    """A question's features that the index has, as numbers, with their weights.

    The first ``words`` of them are words and pairs, each once; the rest are pieces. ``known`` is
    the share, from 0 to 1, of the question's whole weight that they carry.
    """

    ids: Ints
    weights: Floats
    words: int
    known: float


class Index:
    """The features of all phrasings, built once and then only read.

    ``texts`` are the phrasings as terms; ``counts`` tells how many of them, in order, belong to
    each entry. Entries and phrasings are known here by their number, from 0.
    """

    def __init__(self, texts: Sequence[Sequence[Term]], counts: Sequence[int]) -> None:
        self.size = len(counts)
        self.first = np.concatenate(([0], np.cumsum(counts, dtype=np.int64)))
        self.owners = np.arange(self.size).repeat(counts)
        self.rarest = math.log((1 + self.size) / 0.5)
        self.phrasings = Phrasings(texts)
        keys, masses = self._word_masses()
        piece_keys, piece_masses = self._piece_masses(texts)
        self.features = self.phrasings.features + self.pieces.count
        self.postings = Postings(
            np.concatenate((keys, piece_keys)),
            np.concatenate((masses, piece_masses)),
            self.size,
            self.features,
        )
        self.priors: Floats = np.log(self.postings.totals + SMOOTHING * max(self.features, 1))

    def _word_masses(self) -> tuple[Ints, Floats]:
        """Give each phrasing the length 1, and sum the words and pairs of each entry's."""
        rows, ids = self.phrasings.rows, self.phrasings.ids
        keys, place = np.unique(ids * self.size + self.owners[rows], return_inverse=True)
        having = np.bincount(keys // max(self.size, 1), minlength=self.phrasings.features)
        self.idf = inverse_frequency(having, self.size)
        # What was counted is not needed again, and in large knowledge it is many megabytes.
        self.row_weights = self.phrasings.weights
        self.row_weights *= self.idf[ids]
        norms = np.sqrt(sums(rows, self.row_weights**2, len(self.owners)))
        self.norms = np.maximum(norms, NOTHING)
        self.row_weights /= self.norms[rows]
        return keys, sums(place, self.row_weights, len(keys))

    def _piece_masses(self, texts: Sequence[Sequence[Term]]) -> tuple[Ints, Floats]:
        """Sum the pieces of the content words of each entry, each word by its phrasing's length."""
        words = [term.word for terms in texts for term in terms if term.content]
        rows = self.phrasings.content_rows
        self.pieces = Pieces(words, self.phrasings.features)
        keys = self.pieces.places(words) * self.size + self.owners[rows]
        keys, place = np.unique(keys, return_inverse=True)
        counts = sums(place, 1 / self.norms[rows], len(keys))
        places, owners = np.divmod(keys, max(self.size, 1))
        ids, lengths = self.pieces.of_each(places)
        keys, place = np.unique(ids * self.size + owners.repeat(lengths), return_inverse=True)
        masses = sums(place, counts.repeat(lengths), len(keys))
        ids = keys // max(self.size, 1) - self.phrasings.features
        idf = inverse_frequency(np.bincount(ids, minlength=self.pieces.count), self.size)
        self.idf = np.concatenate((self.idf, idf))
        return keys, PIECE * masses * idf[ids]

    def read(self, terms: Sequence[Term]) -> Query:
        """Weigh the features of a question."""
        weights, unknown = self.phrasings.weigh(terms)
        shares: dict[str, float] = {}
        for term in terms:
            if term.content:
                share = PIECE * term.nearness * term.share
                shares[term.word] = shares.get(term.word, 0.0) + share
        found = [self.pieces.of(word) for word in shares]
        ids = np.concatenate((np.array(list(weights), dtype=np.int64), *found))
        lengths = [1] * len(weights) + [len(ids) for ids in found]
        values = np.array([*weights.values(), *shares.values()], dtype=float).repeat(lengths)
        values *= self.idf[ids]
        total = float(values.sum())
        known = total / max(total + unknown * self.rarest, NOTHING)
        return Query(ids, values, len(weights), known)

    def rarity(self, term: Term) -> float:
        """Return what a term weighs by how few entries use it; an unknown one is the rarest."""
        number = self.phrasings.number(term)
        return self.rarest if number is None else float(self.idf[number])

    def bayes(self, query: Query) -> Floats:
        """Return, for each entry, the mean log odds of the question's known features under it.

        The odds are against the knowledge as a whole; the mean is weighted.
        """
        total = float(query.weights.sum())
        if not total:
            return np.zeros(self.size)
        places, lengths = self.postings.places(query.ids)
        odds = self.postings.logs[places]
        odds *= query.weights.repeat(lengths)
        found = sums(self.postings.entries[places], odds, self.size)
        expected = float(query.weights @ self.postings.background[query.ids])
        found /= total
        found -= self.priors
        found += math.log(SMOOTHING) - expected / total
        return found

    def nearest(self, query: Query, entry: int) -> tuple[int, float]:
        """Return the phrasing of an entry that is nearest to the question, and their cosine."""
        ids, weights = query.ids[: query.words], query.weights[: query.words]
        dense = np.zeros(self.phrasings.features)
        dense[ids] = weights
        low, high = self.first[entry], self.first[entry + 1]
        span = slice(self.phrasings.start[low], self.phrasings.start[high])
        products = dense[self.phrasings.ids[span]] * self.row_weights[span]
        cosines = sums(self.phrasings.rows[span] - low, products, int(high - low))
        best = int(cosines.argmax())
        length = max(math.sqrt(weights @ weights), NOTHING)
        return int(low) + best, float(cosines[best]) / length
