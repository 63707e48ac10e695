"""A mapping that forgets, so that what is held of people in memory stays bounded."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Hashable

K = TypeVar("K", bound="Hashable")
V = TypeVar("V")


class Recent(Generic[K, V]):
    """Holds the last ``size`` values that were put in; the oldest goes first."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._held: OrderedDict[K, V] = OrderedDict()

    def __len__(self) -> int:
        return len(self._held)

    def put(self, key: K, value: V) -> None:
        """Hold ``value`` under ``key`` as the newest, in the place of an earlier one."""
        self._held.pop(key, None)
        self._held[key] = value
        if len(self._held) > self._size:
            self._held.popitem(last=False)

    def get(self, key: K) -> V | None:
        """Return what is held under ``key``; None where it was never put in, or is forgotten."""
        return self._held.get(key)
