"""A sparse table of features and entries, laid out by feature, to be read and summed quickly."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from typing import Any, TypeAlias

    from numpy.typing import NDArray

    Floats: TypeAlias = NDArray[np.floating[Any]]
    Ints: TypeAlias = NDArray[np.signedinteger[Any]]
    Bools: TypeAlias = NDArray[np.bool_]

SMOOTHING = 0.05
"""Added to every count. From 0.01 to 0.2 the right entry is first equally often, within 1 %."""


class Postings:
    """For every feature the entries that have it, in ascending order, each with its mass.

    ``keys`` are feature times ``size`` plus entry, ascending and each once; ``size`` is how many
    entries there are and ``features`` how many features. ``totals`` are the masses summed by
    entry; ``background`` is the logarithm of each feature's share of all mass; ``logs`` are
    log(1 + mass / smoothing), which is what a question asks for.
    """

    def __init__(self, keys: Ints, masses: Floats, size: int, features: int) -> None:
        ids, entries = np.divmod(keys, max(size, 1))
        self.size = size
        self.keys = keys
        self.entries = entries.astype(np.int32)
        self.logs: Floats = np.log1p(masses / SMOOTHING)
        self.start = np.searchsorted(ids, np.arange(features + 1))
        self.totals = sums(entries, masses, size)
        share = sums(ids, masses, features) / max(float(masses.sum()), 1e-9)
        self.background: Floats = np.log(np.maximum(share, 1e-12))

    def places(self, ids: Ints) -> tuple[Ints, Ints]:
        """Return where the postings of the features stand, and how many each has."""
        starts = self.start[ids]
        lengths = self.start[ids + 1] - starts
        return ranges(starts, lengths), lengths

    def masses(self, places: Ints) -> Floats:
        """Return the masses of the postings at these places."""
        found: Floats = SMOOTHING * np.expm1(self.logs[places])
        return found

    def find(self, ids: Ints, entries: Ints) -> tuple[Ints, Bools]:
        """Return where each feature's posting for an entry stands, and whether there is one."""
        keys = ids * self.size + entries
        places = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        return places, self.keys[places] == keys


def sums(places: Ints, values: Floats, count: int) -> Floats:
    """Return the sum of the values at each of the places 0 to ``count`` - 1."""
    return np.bincount(places, values, count).astype(float, copy=False)


def ranges(starts: Ints, lengths: Ints) -> Ints:
    """Return all numbers of the ranges that begin at ``starts``, one range after the other."""
    ends = lengths.cumsum()
    found: Ints = np.arange(ends[-1] if len(ends) else 0)
    found += (starts - ends + lengths).repeat(lengths)
    return found


def inverse_frequency(having: Ints, size: int) -> Floats:
    """Weigh features by how few of ``size`` entries have them."""
    weights: Floats = np.log((1 + size) / (having + 0.5))
    return weights


def highest(values: Floats, count: int) -> list[int]:
    """Return the places of the highest values, best first; of equals, the earlier first."""
    found: list[int] = np.argsort(-values, kind="stable")[:count].tolist()
    return found
