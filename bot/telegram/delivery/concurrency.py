"""Bounds how many updates are worked on at a time; one that only waits releases its slot."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable

SLOTS = 16
"""Updates worked on at a time. When the process is killed, at most as many answers are given twice
as requests were under way."""
INLINE_SLOTS = 4
"""Inline queries worked on at a time. They come with every key that is pressed, and are of no use
a moment later, so that they must not hold up those who asked."""

_held: ContextVar[asyncio.Semaphore | None] = ContextVar("held_slot", default=None)


class Slots:
    """``size`` slots, handed on in the order in which they were asked for."""

    def __init__(self, size: int = SLOTS) -> None:
        self._free = asyncio.Semaphore(size)

    @asynccontextmanager
    async def taken(self) -> AsyncIterator[None]:
        """Hold a slot for the length of the block; what is called from it may release that one."""
        async with self._free:
            token = _held.set(self._free)
            try:
                yield
            finally:
                _held.reset(token)

    @staticmethod
    async def release_while(wait: Awaitable[None]) -> None:
        """Wait for ``wait`` with the caller's slot, if it holds one, released meanwhile."""
        held = _held.get()
        if held is None:
            await wait
            return
        held.release()
        try:
            await wait
        finally:
            await held.acquire()

    @staticmethod
    @asynccontextmanager
    async def released_after(seconds: float) -> AsyncIterator[None]:
        """Release the caller's slot, if it holds one, where the block takes longer than this."""
        held = _held.get()
        if held is None:
            yield
            return
        is_released = False

        def release() -> None:
            nonlocal is_released
            is_released = True
            held.release()

        timer = asyncio.get_running_loop().call_later(seconds, release)
        try:
            yield
        finally:
            timer.cancel()
            if is_released:
                await held.acquire()
