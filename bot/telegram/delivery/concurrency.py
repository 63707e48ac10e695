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

_holds_slot: ContextVar[bool] = ContextVar("holds_slot", default=False)


class Slots:
    """``size`` slots, handed on in the order in which they were asked for."""

    def __init__(self, size: int = SLOTS) -> None:
        self._free = asyncio.Semaphore(size)

    @asynccontextmanager
    async def taken(self) -> AsyncIterator[None]:
        """Hold a slot for the length of the block; what is called from it may release that one."""
        async with self._free:
            token = _holds_slot.set(True)
            try:
                yield
            finally:
                _holds_slot.reset(token)

    async def release_while(self, wait: Awaitable[None]) -> None:
        """Wait for ``wait`` with the caller's slot, if it holds one, released meanwhile."""
        if not _holds_slot.get():
            await wait
            return
        self._free.release()
        try:
            await wait
        finally:
            await self._free.acquire()

    @asynccontextmanager
    async def released_after(self, seconds: float) -> AsyncIterator[None]:
        """Release the caller's slot, if it holds one, where the block takes longer than this."""
        if not _holds_slot.get():
            yield
            return
        is_released = False

        def release() -> None:
            nonlocal is_released
            is_released = True
            self._free.release()

        timer = asyncio.get_running_loop().call_later(seconds, release)
        try:
            yield
        finally:
            timer.cancel()
            if is_released:
                await self._free.acquire()
