"""Slots bound what is worked on at a time, and what only waits holds none."""

from __future__ import annotations

import asyncio

import pytest

from bot.telegram.delivery.concurrency import Slots


async def test_waiting_releases_the_slot() -> None:
    """One that waits releases its slot to others, and has one again when it goes on."""
    slots, done = Slots(1), list[int]()
    is_over, is_waiting = asyncio.Event(), asyncio.Event()

    async def wait() -> None:
        is_waiting.set()
        await is_over.wait()

    async def first() -> None:
        async with slots.taken():
            await slots.release_while(wait())
            done.append(1)

    async def second() -> None:
        async with slots.taken():
            done.append(2)

    task = asyncio.create_task(first())
    await is_waiting.wait()
    await second()
    is_over.set()
    await task
    assert done == [2, 1]


async def test_slow_request_releases_the_slot() -> None:
    """What takes longer than it should leaves its slot to others until it has ended."""
    slots, is_over = Slots(1), asyncio.Event()

    async def slow() -> None:
        async with slots.taken(), slots.released_after(0):
            await is_over.wait()

    task = asyncio.create_task(slow())
    async with asyncio.timeout(5), slots.taken():
        assert not task.done()
        is_over.set()
    await task
    async with asyncio.timeout(5), slots.taken():
        pass


async def test_quick_request_keeps_its_slot() -> None:
    """What ends in time is all the while one of those in hand."""
    slots = Slots(1)
    async with slots.taken(), slots.released_after(1000):
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(_take(slots), 0)


async def test_who_holds_no_slot_releases_none() -> None:
    """What is sent beside the answers, like the commands, has no slot to release."""
    slots = Slots(1)
    await slots.release_while(asyncio.sleep(0))
    async with slots.released_after(0):
        await asyncio.sleep(0)
    async with slots.taken():
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(_take(slots), 0)


async def _take(slots: Slots) -> None:
    async with slots.taken():
        pass
