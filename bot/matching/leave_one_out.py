"""Asks each phrasing of a knowledge against all the others, thousands of them at once.

What comes out is what the matcher would say if the phrasing were not there; how rare a word is
and which phrasings share their entries is left as it is, for one phrasing hardly changes that.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from bot.matching.confidence import leads, scores, trust
from bot.matching.matcher import CANDIDATES, content_of, name_costs
from bot.matching.naive_bayes import NOTHING
from bot.matching.sparse import SMOOTHING, ranges, sums
from bot.matching.vectorizer import PIECE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.matching.analyzer import Term
    from bot.matching.matcher import Matcher
    from bot.matching.sparse import Bools, Floats, Ints

AT_ONCE = 120_000
"""Pairs of a phrasing and an entry that are looked at together; it bounds the memory it takes."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A phrasing asked of the knowledge without it: its entry's score, and the best one's.

    Entries and phrasings are numbers, in the order of the knowledge.
    """

    phrasing: int
    entry: int
    score: float
    winner: int
    winning_score: float


def leave_one_out(matcher: Matcher, most: int | None = None) -> Iterator[Asked]:
    """Ask each phrasing of an entry that has several against the knowledge without it.

    Where there are more than ``most``, so many are asked, evenly spread over all.
    """
    index = matcher.index
    several = np.diff(index.first)[index.owners] > 1
    rows = np.flatnonzero(several & (index.phrasings.lengths > 0))
    if most is not None and len(rows) > most:
        rows = rows[np.linspace(0, len(rows) - 1, most).astype(np.int64)]
    step = max(AT_ONCE // max(index.size, 1), 1)
    for at in range(0, len(rows), step):
        yield from _Batch(matcher, rows[at : at + step]).ask()


class _Batch:
    """Some phrasings, each with the features that it gave to its entry.

    ``places`` tells which of ``rows`` each feature belongs to; a phrasing's own features weigh
    what they do in a question, and gave its entry that divided by the phrasing's length.
    """

    def __init__(self, matcher: Matcher, rows: Ints) -> None:
        self.index = matcher.index
        self.texts: Sequence[Sequence[Term]] = matcher.analyzer.phrasings
        self.rows = rows
        self.owners = self.index.owners[rows]
        phrasings = self.index.phrasings
        lengths = phrasings.start[rows + 1] - phrasings.start[rows]
        at = ranges(phrasings.start[rows], lengths)
        content = [[term.word for term in self.texts[row] if term.content] for row in rows]
        self.content_lengths = np.array([len(words) for words in content])
        self.content = self.index.pieces.places(chain.from_iterable(content))
        self.words = len(at)
        pieces, counts = self._pieces()
        self.places = np.concatenate((np.arange(len(rows)).repeat(lengths), pieces[0]))
        self.ids = np.concatenate((phrasings.ids[at], pieces[1]))
        norms = self.index.norms[rows][self.places]
        piece_weights = PIECE * counts * self.index.idf[pieces[1]] / norms[self.words :]
        self.given = np.concatenate((self.index.row_weights[at], piece_weights))
        self.weights = self.given * norms

    def ask(self) -> Iterator[Asked]:
        """Yield what came of each phrasing, in order."""
        odds = self._odds()
        best = np.argpartition(-odds, min(CANDIDATES, self.index.size) - 1)[:, :CANDIDATES]
        best.sort(axis=1)
        found = np.take_along_axis(odds, best, axis=1)
        order = np.argsort(-found, axis=1, kind="stable")
        entries = np.take_along_axis(best, order, axis=1)
        yield from self._judged(entries, np.take_along_axis(found, order, axis=1))

    def _pieces(self) -> tuple[tuple[Ints, Ints], Ints]:
        """Return the phrasings' pieces, each with its phrasing's place and how often it stands."""
        ids, lengths = self.index.pieces.of_each(self.content)
        places = np.arange(len(self.rows)).repeat(self.content_lengths).repeat(lengths)
        keys = places * self.index.features + ids
        keys, counts = np.unique(keys, return_counts=True)
        return np.divmod(keys, self.index.features), counts

    def _odds(self) -> Floats:
        """Return the mean log odds of each entry (columns) for each phrasing (rows)."""
        index, places, count = self.index, self.places, len(self.rows)
        own = np.arange(count), self.owners
        words = slice(self.words)
        odds = self._summed(places[words], self.ids[words], self.weights[words], count)
        odds += self._piece_odds()
        background = self.weights * index.postings.background[self.ids]
        odds -= sums(places, background, count)[:, None]
        odds[own] -= self._taken()
        odds /= sums(places, self.weights, count)[:, None]
        odds += math.log(SMOOTHING) - index.priors
        odds[own] += index.priors[self.owners] - self._priors_left()
        return odds

    def _piece_odds(self) -> Floats:
        """Return the log odds of the pieces alone, each distinct word being looked up once."""
        distinct, place = np.unique(self.content, return_inverse=True)
        ids, lengths = self.index.pieces.of_each(distinct)
        places = np.arange(len(distinct)).repeat(lengths)
        weights = PIECE * self.index.idf[ids]
        table = self._summed(places, ids, weights, len(distinct))
        filled = np.flatnonzero(self.content_lengths)
        starts = (self.content_lengths.cumsum() - self.content_lengths)[filled]
        odds = np.zeros((len(self.rows), self.index.size))
        odds[filled] = np.add.reduceat(table[place], starts, axis=0)
        return odds

    def _summed(self, places: Ints, ids: Ints, weights: Floats, count: int) -> Floats:
        """Sum the weighted log odds of features by place (rows) and by entry (columns)."""
        index = self.index
        at, lengths = index.postings.places(ids)
        cells = (places * index.size).repeat(lengths) + index.postings.entries[at]
        weighed = weights.repeat(lengths) * index.postings.logs[at]
        return sums(cells, weighed, count * index.size).reshape(count, index.size)

    def _taken(self) -> Floats:
        """Return what each phrasing's entry loses of its odds where the phrasing is left out."""
        at, _ = self.index.postings.find(self.ids, self.owners[self.places])
        left = np.maximum(self.index.postings.masses(at) - self.given, 0)
        left[left < NOTHING] = 0
        lost = self.index.postings.logs[at] - np.log1p(left / SMOOTHING)
        taken: Floats = sums(self.places, self.weights * lost, len(self.rows))
        return taken

    def _priors_left(self) -> Floats:
        given = sums(self.places, self.given, len(self.rows))
        left = np.maximum(self.index.postings.totals[self.owners] - given, 0)
        priors: Floats = np.log(left + SMOOTHING * self.index.features)
        return priors

    def _judged(self, entries: Ints, odds: Floats) -> Iterator[Asked]:
        """Judge the entries, best first, of each phrasing by its content words, as a match is."""
        content = [content_of(self.texts[row]) for row in self.rows]
        lengths = [len(terms) for terms in content]
        start = np.cumsum([0, *lengths[:-1]])
        terms = [term for found in content for term in found]
        places = np.arange(len(content)).repeat(lengths)
        known, trusts, rarities, holds = self._words(terms, places, entries)
        names = known & np.array([term.name for term in terms])
        missing = np.add.reduceat(names[:, None] & ~holds, start, axis=0, dtype=np.int64)
        ranks = odds - name_costs(missing)
        order = np.argsort(-ranks, axis=1, kind="stable")
        weight = np.add.reduceat(rarities, start)
        trusted = rarities * trusts
        known_share = np.add.reduceat(trusted, start) / weight
        covered = np.add.reduceat(trusted[:, None] * holds, start, axis=0) / weight[:, None]
        entries = np.take_along_axis(entries, order, axis=1)
        covered = np.take_along_axis(covered, order, axis=1)
        ranks = np.take_along_axis(ranks, order, axis=1)
        exact = np.zeros(ranks.shape, dtype=bool)
        found = scores(known_share[:, None], covered, leads(ranks, 1.0), exact)
        own = entries == self.owners[:, None]
        mine = (found * own).sum(axis=1)
        columns = self.rows, self.owners, mine, entries[:, 0], found[:, 0]
        yield from map(Asked, *(column.tolist() for column in columns))

    def _words(
        self, terms: Sequence[Term], places: Ints, entries: Ints
    ) -> tuple[Bools, Floats, Floats, Bools]:
        """Look up which words others have, how rare they are, and which entries have them."""
        index = self.index
        ids = np.array([index.phrasings.number(term) for term in terms])
        known = index.phrasings.used[ids] > 1
        rarities = np.where(known, index.idf[ids], index.rarest)
        at, holds = index.postings.find(ids[:, None], entries[places])
        row = index.phrasings.find(self.rows[places], ids)
        own = entries[places] == self.owners[places][:, None]
        left = index.postings.masses(at) - np.where(own, index.row_weights[row][:, None], 0)
        trusts = trust(index.phrasings.used[ids] - 1)
        return known, trusts, rarities, holds & known[:, None] & (left > NOTHING)
