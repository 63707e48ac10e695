"""The phrasings of all entries as features, and how much each feature speaks for each entry.

The model is multinomial naive Bayes over weighted features: a feature counts by how few entries
have it and a phrasing by its length, after Rennie et al., "Tackling the Poor Assumptions of Naive
Bayes Text Classifiers" (2003). It is kept as postings: for every feature, the entries having it.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bot.matching.features import GRAM, grams, words_and_pairs
from bot.matching.postings import Postings, inverse_frequency, sums

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.matching.analysis import Term
    from bot.matching.postings import Bools, Floats, Ints

SMOOTHING = 0.05
"""Added to every count. From 0.01 to 0.2 the right entry is first equally often, within 1 %."""

NOTHING = 1e-9

AT_ONCE = 256
"""Phrasings that are looked at together where all are; it bounds the memory that this takes."""


@dataclass(frozen=True, slots=True)
class Query:
    """A question's features that the index has, as numbers, with their weights.

    ``known`` is the share, from 0 to 1, of the question's whole weight that they carry.
    """

    ids: Ints
    weights: Floats
    known: float


@dataclass(frozen=True, slots=True)
class HeldOut:
    """A phrasing to be left out of account: its owner, and the mass of each feature it gave."""

    row: int
    owner: int
    masses: dict[int, float]


class Index:
    """The features of all phrasings, built once and then only read.

    ``texts`` are the phrasings as terms; ``counts`` tells how many of them, in order, belong to
    each entry. Entries and phrasings are known here by their number, from 0.
    """

    def __init__(self, texts: Sequence[Sequence[Term]], counts: Sequence[int]) -> None:
        self._texts = texts
        self.size = len(counts)
        self.first = np.concatenate(([0], np.cumsum(counts, dtype=np.int64)))
        self.owners = np.repeat(np.arange(self.size), counts)
        self.rarest = math.log((1 + self.size) / 0.5)
        self._ids: dict[str, int] = {}
        self._used = Counter(text for terms in texts for text in {term.text for term in terms})
        entries, ids, masses = self._word_masses()
        gram_entries, gram_ids, gram_masses = self._gram_masses()
        self._postings = Postings(
            np.concatenate((entries, gram_entries)),
            np.concatenate((ids, gram_ids)),
            np.concatenate((masses, gram_masses)),
            (self.size, len(self._ids)),
        )
        self._priors: Floats = np.log(self._postings.totals + SMOOTHING * len(self._ids))

    def _id(self, feature: str) -> int:
        return self._ids.setdefault(feature, len(self._ids))

    def _word_masses(self) -> tuple[Ints, Ints, Floats]:
        """Lay out the phrasings as rows of words and pairs, length 1 each, and sum them."""
        ids: list[int] = []
        weights: list[float] = []
        lengths: list[int] = []
        for terms in self._texts:
            found = words_and_pairs(terms)
            ids.extend(map(self._id, found))
            weights.extend(found.values())
            lengths.append(len(found))
        self._words = len(self._ids)
        self._row_ids = np.asarray(ids, dtype=np.int64)
        self._row_start = np.concatenate(([0], np.cumsum(lengths, dtype=np.int64)))
        rows = np.repeat(np.arange(len(lengths)), lengths)
        owners = self.owners[rows]
        self._idf = inverse_frequency(owners, self._row_ids, (self.size, self._words))
        raw = np.asarray(weights) * self._idf[self._row_ids]
        norms = np.sqrt(np.bincount(rows, raw**2, minlength=len(lengths)))
        self._norms = np.maximum(norms, NOTHING)
        self._row_weights = raw / self._norms[rows]
        return sums(owners, self._row_ids, self._row_weights, self._words)

    def _gram_masses(self) -> tuple[Ints, Ints, Floats]:
        """Sum the pieces of the content words of each entry, each word by its phrasing's length."""
        pieces: dict[str, list[int]] = {}
        owners: list[int] = []
        ids: list[int] = []
        counts: list[float] = []
        for owner, word, count in self._content_words():
            if word not in pieces:
                pieces[word] = [self._id(gram) for gram in grams(word)]
            owners.extend([owner] * len(pieces[word]))
            ids.extend(pieces[word])
            counts.extend([count] * len(pieces[word]))
        shape = (self.size, len(self._ids))
        gram_owners, gram_ids = np.asarray(owners, np.int64), np.asarray(ids, np.int64)
        idf = inverse_frequency(gram_owners, gram_ids, shape)
        idf[: self._words] = self._idf
        self._idf = idf
        weights = GRAM * np.asarray(counts) * idf[gram_ids]
        return sums(gram_owners, gram_ids, weights, len(self._ids))

    def _content_words(self) -> Iterable[tuple[int, str, float]]:
        for owner in range(self.size):
            counter: Counter[str] = Counter()
            for row in range(self.first[owner], self.first[owner + 1]):
                for term in self._texts[row]:
                    if term.content:
                        counter[term.word] += 1 / self._norms[row]
            for word, count in counter.items():
                yield owner, word, count

    def read(self, terms: Sequence[Term]) -> Query:
        """Weigh the features of a question."""
        weights = words_and_pairs(terms)
        unknown = 0.0
        ids: list[int] = []
        known: list[float] = []
        for feature, weight in weights.items():
            id_ = self._ids.get(feature)
            if id_ is None:
                unknown += weight * self.rarest
            else:
                ids.append(id_)
                known.append(weight)
        for term in terms:
            if term.content:
                found = [id_ for gram in grams(term.word) if (id_ := self._ids.get(gram))]
                ids.extend(found)
                known.extend([GRAM * term.nearness * term.share] * len(found))
        numbers = np.asarray(ids, dtype=np.int64)
        values = np.asarray(known) * self._idf[numbers]
        total = float(values.sum())
        return Query(numbers, values, total / max(total + unknown, NOTHING))

    def rarity(self, term: Term, held_out: HeldOut | None = None) -> float:
        """Return what a term weighs by how few entries use it; an unknown one is the rarest."""
        id_ = self.id_of(term, held_out)
        return self.rarest if id_ is None else float(self._idf[id_])

    def id_of(self, term: Term, held_out: HeldOut | None = None) -> int | None:
        """Return the number of a term, or None where no phrasing (but the one held out) has it."""
        if held_out is not None and self._used[term.text] == 1:
            return None
        return self._ids.get(term.text)

    def bayes(self, query: Query, held_out: HeldOut | None = None) -> Floats:
        """Return, for each entry, the mean log odds of the question's known features under it.

        The odds are against the knowledge as a whole; the mean is weighted.
        """
        total = float(query.weights.sum())
        if not total:
            return np.zeros(self.size)
        at, lengths = self._postings.places(query.ids)
        entries, masses = self._postings.entries[at], self._postings.masses[at]
        priors = self._priors
        if held_out is not None:
            masses = self._less(entries, np.repeat(query.ids, lengths), masses, held_out)
            priors = self._priors_less(held_out)
        odds = np.repeat(query.weights, lengths) * np.log1p(masses / SMOOTHING)
        found: Floats = np.bincount(entries, odds, minlength=self.size) / total - priors
        expected = (query.weights * self._postings.background[query.ids]).sum() / total
        found += math.log(SMOOTHING) - expected
        return found

    def holds(self, ids: Sequence[int], entries: Ints, held_out: HeldOut | None = None) -> Bools:
        """Tell which of the entries (rows) have which of the terms (columns)."""
        table = np.zeros((len(entries), len(ids)), dtype=bool)
        for column, id_ in enumerate(ids):
            having = self._postings.having(id_)
            place = np.minimum(np.searchsorted(having, entries), len(having) - 1)
            table[:, column] = having[place] == entries
            if held_out is not None and id_ in held_out.masses:
                mass = self._postings.mass(id_, held_out.owner) - held_out.masses[id_]
                table[entries == held_out.owner, column] &= mass > NOTHING
        return table

    def nearest(self, query: Query, entry: int) -> tuple[int, float]:
        """Return the phrasing of an entry that is nearest to the question, and their cosine."""
        words = query.ids < self._words
        dense = np.zeros(self._words)
        dense[query.ids[words]] = query.weights[words]
        low, high = self.first[entry], self.first[entry + 1]
        begin, end = self._row_start[low], self._row_start[high]
        products = dense[self._row_ids[begin:end]] * self._row_weights[begin:end]
        cosines = np.add.reduceat(products, self._row_start[low:high] - begin)
        best = int(cosines.argmax())
        length = max(float(np.sqrt((dense**2).sum())), NOTHING)
        return int(low) + best, float(cosines[best]) / length

    def hold_out(self, row: int) -> HeldOut:
        """Return what is to be taken away where a phrasing is asked against all others."""
        span = slice(self._row_start[row], self._row_start[row + 1])
        masses = dict(
            zip(self._row_ids[span].tolist(), self._row_weights[span].tolist(), strict=True)
        )
        for term in self._texts[row]:
            for gram in grams(term.word) if term.content else ():
                id_ = self._ids[gram]
                mass = GRAM * float(self._idf[id_]) / float(self._norms[row])
                masses[id_] = masses.get(id_, 0.0) + mass
        return HeldOut(row, int(self.owners[row]), masses)

    def margins(self) -> Floats:
        """Return by how much each phrasing's entry is ahead of the best other without it.

        It is a quick look at all phrasings at once, in mean log odds of words and pairs alone:
        what is far ahead there is not lost when it is held out.
        """
        lengths = np.diff(self._row_start)
        rows = np.repeat(np.arange(len(lengths)), lengths)
        totals = np.maximum(np.bincount(rows, self._row_weights, len(lengths)), NOTHING)
        table = self._postings.table(self._words)
        left = np.maximum(table[self._row_ids, self.owners[rows]] - self._row_weights, 0)
        odds = np.bincount(rows, self._row_weights * np.log1p(left / SMOOTHING), len(lengths))
        rest = np.maximum(self._postings.totals[self.owners] - totals, 0)
        own = odds / totals - np.log(rest + SMOOTHING * len(self._ids))
        margins: Floats = own - self._best_others(np.log1p(table / SMOOTHING), totals)
        return margins

    def _best_others(self, logs: Floats, totals: Floats) -> Floats:
        """Return the mean log odds of each phrasing under the best entry beside its own."""
        best = np.full(len(totals), -np.inf)
        filled = np.flatnonzero(np.diff(self._row_start))
        for rows in np.split(filled, range(AT_ONCE, len(filled), AT_ONCE)):
            first, end = self._row_start[rows[0]], self._row_start[rows[-1] + 1]
            weighed = logs[self._row_ids[first:end]] * self._row_weights[first:end, None]
            odds = np.add.reduceat(weighed, self._row_start[rows] - first) / totals[rows, None]
            odds -= self._priors
            odds[np.arange(len(rows)), self.owners[rows]] = -np.inf
            best[rows] = odds.max(axis=1)
        return best

    def _less(self, entries: Ints, ids: Ints, masses: Floats, held_out: HeldOut) -> Floats:
        own = np.flatnonzero(entries == held_out.owner)
        taken = [held_out.masses.get(id_, 0.0) for id_ in ids[own].tolist()]
        less: Floats = masses.copy()
        less[own] = np.maximum(masses[own] - taken, 0)
        less[own[less[own] < NOTHING]] = 0
        return less

    def _priors_less(self, held_out: HeldOut) -> Floats:
        priors: Floats = self._priors.copy()
        left = self._postings.totals[held_out.owner] - sum(held_out.masses.values())
        priors[held_out.owner] = math.log(max(left, 0.0) + SMOOTHING * len(self._ids))
        return priors
