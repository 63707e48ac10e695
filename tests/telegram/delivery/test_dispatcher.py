"""Handing on: in order within a chat, side by side across chats, no chat held back by another."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from bot.telegram.delivery.concurrency import Slots
from bot.telegram.delivery.dispatcher import Dispatcher, chat_of
from bot.telegram.delivery.inbox import StoredUpdate

if TYPE_CHECKING:
    from collections.abc import Callable


def message(number: int, chat: int) -> StoredUpdate:
    """A message in a chat."""
    return StoredUpdate(number, {"update_id": number, "message": {"chat": {"id": chat}}})


class Handler:
    """Handles updates when told to; ``begun`` and ``ended`` hold their numbers."""

    def __init__(self) -> None:
        self.begun: list[int] = []
        self.ended: list[int] = []
        self.released: set[int] = set()

    async def __call__(self, taken: StoredUpdate) -> None:
        self.begun.append(taken.number)
        await self.until(lambda: taken.number in self.released)
        self.ended.append(taken.number)

    async def until(self, condition: Callable[[], bool]) -> None:
        """Let the loop turn until ``condition``."""
        for _ in range(100_000):
            if condition():
                return
            await asyncio.sleep(0)
        pytest.fail("it does not come")


@pytest.fixture
def handler() -> Handler:
    """What is called for each update."""
    return Handler()


async def test_chat_is_handled_in_order(handler: Handler) -> None:
    """The next update of a chat begins when the one before it has ended."""
    dispatcher = Dispatcher(handler, Slots(4))
    for number in (1, 2, 3):
        dispatcher.put(message(number, chat=7))
    await handler.until(lambda: handler.begun == [1])
    handler.released = {3, 2}
    await asyncio.sleep(0.01)
    assert handler.begun == [1]
    handler.released = {1, 2, 3}
    await handler.until(lambda: handler.ended == [1, 2, 3])
    assert await dispatcher.drain(1) == 0


async def test_chat_with_much_to_do_takes_one_slot(handler: Handler) -> None:
    """However much waits in one chat, others are begun at once."""
    dispatcher = Dispatcher(handler, Slots(2))
    for number in range(1, 51):
        dispatcher.put(message(number, chat=7))
    dispatcher.put(message(51, chat=8))
    await handler.until(lambda: handler.begun == [1, 51])
    assert dispatcher.waiting == 51
    await dispatcher.drain(0)


async def test_no_more_than_the_slots_are_in_hand(handler: Handler) -> None:
    """Of many chats, as many are served at a time as there are slots."""
    dispatcher = Dispatcher(handler, Slots(3))
    for number in range(1, 11):
        dispatcher.put(message(number, chat=number))
    await handler.until(lambda: len(handler.begun) == 3)
    await asyncio.sleep(0.01)
    assert handler.begun == [1, 2, 3]
    handler.released = set(range(1, 11))
    assert await dispatcher.drain(1) == 0
    assert sorted(handler.ended) == list(range(1, 11))


async def test_waiting_leaves_the_slot_to_others() -> None:
    """One that waits for Telegram releases its slot, and has it again when it goes on."""
    slots, done = Slots(1), list[int]()
    flood_is_over = asyncio.Event()

    async def handle(taken: StoredUpdate) -> None:
        if taken.number == 1:
            await slots.release_while(_wait(flood_is_over))
        done.append(taken.number)

    dispatcher = Dispatcher(handle, slots)
    dispatcher.put(message(1, chat=1))
    dispatcher.put(message(2, chat=2))
    await asyncio.sleep(0.01)
    assert done == [2]
    flood_is_over.set()
    await dispatcher.drain(1)
    assert done == [2, 1]


async def test_waiting_without_a_slot_releases_none() -> None:
    """What is sent beside the answers, like the menu, has no slot to release."""
    slots = Slots(1)
    await slots.release_while(asyncio.sleep(0))
    async with slots.taken():
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(_hold(slots), 0.01)


async def test_draining_breaks_off_and_counts_what_is_left(handler: Handler) -> None:
    """What has not ended in time is broken off, and not counted as done."""
    dispatcher = Dispatcher(handler, Slots(2))
    dispatcher.put(message(1, chat=7))
    dispatcher.put(message(2, chat=7))
    assert await dispatcher.drain(0.01) == 2
    assert handler.ended == []


@pytest.mark.parametrize(
    ("content", "chat"),
    [
        ({"message": {"chat": {"id": 5}, "from": {"id": 6}}}, ("chat", 5)),
        ({"callback_query": {"from": {"id": 6}, "message": {"chat": {"id": 5}}}}, ("chat", 5)),
        ({"inline_query": {"from": {"id": 6}, "query": "who"}}, ("person", 6)),
        ({"callback_query": {"from": {"id": 6}, "inline_message_id": "x"}}, ("person", 6)),
        ({"poll": {"id": "9"}}, None),
        ({"something": 5}, None),
        ({}, None),
    ],
)
def test_order_is_kept_within(content: dict[str, Any], chat: object) -> None:
    """Order is kept within the chat, or what comes from one person where there is no chat."""
    assert chat_of({"update_id": 1, **content}) == chat


async def _wait(event: asyncio.Event) -> None:
    await event.wait()


async def _hold(slots: Slots) -> None:
    async with slots.taken():
        pass
