"""Handing on: in order within a chat, side by side across chats, no chat held back by another."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from bot.telegram.delivery.concurrency import INLINE_SLOTS, Slots
from bot.telegram.delivery.dispatcher import (
    MOST_OF_A_CHAT,
    MOST_OF_A_PERSON,
    Dispatcher,
    chat_of,
    person_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable

Json = dict[str, Any]


class Handler:
    """Handles updates when told to; ``begun``, ``ended`` and ``dropped`` hold their numbers."""

    def __init__(self) -> None:
        self.begun: list[int] = []
        self.ended: list[int] = []
        self.dropped: list[int] = []
        self.released: set[int] = set()

    def dispatcher(self, slots: int) -> Dispatcher:
        """A dispatcher that hands on to this."""
        return Dispatcher(self.handle, self.dropped.append, Slots(slots))

    async def handle(self, number: int, _: Json) -> None:
        self.begun.append(number)
        await until(lambda: number in self.released)
        self.ended.append(number)


async def until(condition: Callable[[], bool]) -> None:
    """Let the loop turn until ``condition``."""
    for _ in range(100_000):
        if condition():
            return
        await asyncio.sleep(0)
    pytest.fail("it does not come")


async def settled() -> None:
    """Let the loop turn until all has begun that can."""
    for _ in range(50):
        await asyncio.sleep(0)


@pytest.fixture
def handler() -> Handler:
    """What is called for each update."""
    return Handler()


def message(chat: int, user: int | None = None) -> Json:
    """A message in a chat, from a person of its own where no other is given."""
    sender = {"id": chat if user is None else user}
    return {"update_id": 1, "message": {"chat": {"id": chat}, "from": sender}}


async def test_chat_is_handled_in_order(handler: Handler) -> None:
    """The next update of a chat begins when the one before it has ended."""
    dispatcher = handler.dispatcher(4)
    for number in (1, 2, 3):
        dispatcher.put(number, message(chat=7))
    await until(lambda: handler.begun == [1])
    handler.released = {3, 2}
    await settled()
    assert handler.begun == [1]
    handler.released = {1, 2, 3}
    await until(lambda: handler.ended == [1, 2, 3])
    assert await dispatcher.drain(1) == 0


async def test_chat_with_much_to_do_takes_one_slot(handler: Handler) -> None:
    """However much waits in one chat, others are begun at once."""
    dispatcher = handler.dispatcher(2)
    for number in range(1, 51):
        dispatcher.put(number, message(chat=7))
    dispatcher.put(51, message(chat=8))
    await until(lambda: handler.begun == [1, 51])
    assert dispatcher.waiting == 51
    await dispatcher.drain(0)


async def test_no_more_than_the_slots_are_in_hand(handler: Handler) -> None:
    """Of many chats, as many are served at a time as there are slots."""
    dispatcher = handler.dispatcher(3)
    for number in range(1, 11):
        dispatcher.put(number, message(chat=number))
    await until(lambda: len(handler.begun) == 3)
    await settled()
    assert handler.begun == [1, 2, 3]
    handler.released = set(range(1, 11))
    assert await dispatcher.drain(1) == 0
    assert sorted(handler.ended) == list(range(1, 11))


async def test_busy_chat_loses_its_own_oldest(
    handler: Handler, caplog: pytest.LogCaptureFixture
) -> None:
    """Past the bound a chat's oldest go, but for the one in hand; another chat's never do."""
    dispatcher = handler.dispatcher(2)
    dispatcher.put(1, message(chat=8))
    for number in range(2, MOST_OF_A_CHAT + 12):
        dispatcher.put(number, message(chat=7, user=number))
        await settled()
    assert handler.begun == [1, 2]
    assert handler.dropped == list(range(3, 12))
    assert dispatcher.waiting == MOST_OF_A_CHAT + 2
    assert len(caplog.messages) == 1
    assert caplog.messages[0].startswith("Too much waits in one chat or of one person")
    await dispatcher.drain(0)


async def test_busy_person_loses_their_own_oldest(handler: Handler) -> None:
    """Whoever asks in very many chats at once keeps nobody else waiting."""
    dispatcher = handler.dispatcher(1)
    dispatcher.put(1, message(chat=5))
    await settled()
    for number in range(2, MOST_OF_A_PERSON + 12):
        dispatcher.put(number, message(chat=100 + number, user=7))
    assert handler.dropped == list(range(2, 12))
    dispatcher.put(999, message(chat=6))
    handler.released = set(range(1000))
    assert await dispatcher.drain(1) == 0
    assert not {1, 999} & set(handler.dropped)
    assert set(handler.ended) == set(range(1, MOST_OF_A_PERSON + 12)) - set(handler.dropped) | {999}


async def test_inline_queries_hold_up_nobody(handler: Handler) -> None:
    """Many people typing inline queries leave the slots to those who asked."""
    dispatcher = handler.dispatcher(1)
    for number in range(1, 50):
        dispatcher.put(number, {"update_id": 1, "inline_query": {"from": {"id": number}}})
    dispatcher.put(99, message(chat=7))
    await until(lambda: 99 in handler.begun)
    assert handler.begun == [*range(1, INLINE_SLOTS + 1), 99]
    await dispatcher.drain(0)


async def test_only_the_last_inline_query_of_a_person_is_answered(handler: Handler) -> None:
    """What somebody typed before the last key is dropped without a word."""
    dispatcher = handler.dispatcher(1)
    for number in range(1, 6):
        dispatcher.put(number, {"update_id": 1, "inline_query": {"from": {"id": 7}}})
        await settled()
    assert (handler.begun, handler.dropped) == ([1], [2, 3, 4])
    handler.released = {1, 5}
    assert await dispatcher.drain(1) == 0
    assert handler.ended == [1, 5]


async def test_draining_breaks_off_and_counts_what_is_left(handler: Handler) -> None:
    """What has not ended in time is broken off, and not counted as done."""
    dispatcher = handler.dispatcher(2)
    dispatcher.put(1, message(chat=7))
    dispatcher.put(2, message(chat=7))
    assert await dispatcher.drain(0) == 2
    assert handler.ended == []


@pytest.mark.parametrize(
    ("content", "chat", "person"),
    [
        ({"message": {"chat": {"id": 5}, "from": {"id": 6}}}, ("chat", 5), 6),
        ({"message": {"chat": {"id": 5}, "sender_chat": {"id": 7}}}, ("chat", 5), 7),
        ({"callback_query": {"from": {"id": 6}, "message": {"chat": {"id": 5}}}}, ("chat", 5), 6),
        ({"inline_query": {"from": {"id": 6}, "query": "who"}}, ("person", 6), 6),
        ({"callback_query": {"from": {"id": 6}, "inline_message_id": "x"}}, ("person", 6), 6),
        ({"poll": {"id": "9"}}, None, None),
        ({"message": {"chat": {"id": []}, "from": 5}}, None, None),
        ({"message": {"message": 5}}, None, None),
        ({"something": 5}, None, None),
        ({}, None, None),
    ],
)
def test_order_is_kept_within(content: Json, chat: object, person: object) -> None:
    """Order is kept within the chat, or what comes from one person where there is no chat."""
    update = {"update_id": 1, **content}
    assert (chat_of(update), person_of(update)) == (chat, person)
