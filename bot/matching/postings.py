"""A sparse table of entries and features, laid out by feature, and sums over such tables."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.floating[Any]]
Ints: TypeAlias = NDArray[np.signedinteger[Any]]
Bools: TypeAlias = NDArray[np.bool_]


class Postings:
    """For every feature the entries that have it, in ascending order, each with its mass.

    ``shape`` is how many entries and features there are. ``totals`` are the masses summed by
    entry; ``background`` is the logarithm of each feature's share of all mass.
    """

    def __init__(self, entries: Ints, ids: Ints, masses: Floats, shape: tuple[int, int]) -> None:
        size, features = shape
        order = np.lexsort((entries, ids))
        self.entries = entries[order].astype(np.int32)
        self.masses = masses[order]
        self._start = np.searchsorted(ids[order], np.arange(features + 1))
        self.totals: Floats = np.bincount(entries, masses, minlength=size).astype(float)
        share = np.bincount(ids, masses, minlength=features) / max(float(masses.sum()), 1e-9)
        self.background: Floats = np.log(np.maximum(share, 1e-12))

    def places(self, ids: Ints) -> tuple[Ints, Ints]:
        """Return where the postings of the features stand, and how many each has."""
        starts = self._start[ids]
        lengths = self._start[ids + 1] - starts
        return ranges(starts, lengths), lengths

    def having(self, id_: int) -> Ints:
        """Return the entries that have a feature, in ascending order."""
        return self.entries[self._start[id_] : self._start[id_ + 1]]

    def table(self, features: int) -> Floats:
        """Return the masses of the first features, a row for each, with a column for each entry."""
        end = self._start[features]
        table = np.zeros((features, len(self.totals)), dtype=np.float32)
        ids = np.repeat(np.arange(features), np.diff(self._start[: features + 1]))
        table[ids, self.entries[:end]] = self.masses[:end]
        return table

    def mass(self, id_: int, entry: int) -> float:
        """Return the mass of a feature in an entry; 0 where the entry does not have it."""
        having = self.having(id_)
        place = int(np.searchsorted(having, entry))
        found = place < len(having) and having[place] == entry
        return float(self.masses[self._start[id_] + place]) if found else 0.0


def ranges(starts: Ints, lengths: Ints) -> Ints:
    """Return all numbers of the ranges that begin at ``starts``, one range after the other."""
    ends = np.cumsum(lengths)
    shift = np.repeat(starts - ends + lengths, lengths)
    return np.arange(len(shift)) + shift


def inverse_frequency(owners: Ints, ids: Ints, shape: tuple[int, int]) -> Floats:
    """Weigh each feature by how few of the entries have it."""
    size, features = shape
    pairs = np.unique(owners * features + ids)
    having = np.bincount(pairs % features, minlength=features) if features else pairs
    weights: Floats = np.log((1 + size) / (having + 0.5))
    return weights


def sums(owners: Ints, ids: Ints, values: Floats, features: int) -> tuple[Ints, Ints, Floats]:
    """Add up the values that share an owner and a feature."""
    keys, place = np.unique(owners * features + ids, return_inverse=True)
    added = np.bincount(place, values, minlength=len(keys)).astype(float)
    return keys // max(features, 1), keys % max(features, 1), added
