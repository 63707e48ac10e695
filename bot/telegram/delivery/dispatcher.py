"""Hands on what was taken in: a chat's updates one after another, the chats side by side."""

from __future__ import annotations

import asyncio
import logging
import time
from typing import TYPE_CHECKING, Any

from bot.telegram.delivery.concurrency import INLINE_SLOTS, Slots

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Hashable

log = logging.getLogger(__name__)

Json = dict[str, Any]

MOST_OF_A_CHAT = 100
"""Updates that may wait in one chat. Telegram lets a bot say 20 things a minute in a group, so
that is five minutes' worth; who asks in one that is busier waits in vain anyway."""
MOST_OF_A_PERSON = 100
"""Updates of one person that may wait, in however many chats."""
REPORT_SECONDS = 60.0


class Dispatcher:
    """Calls ``handle``, which may not raise, for each update in turn, holding one of ``slots``.

    A chat takes one slot at most, however much waits behind; the others are not held back by it.
    Where too much waits in a chat, or of a person, ``drop`` is called for the oldest there, and
    never for anybody else's. Updates are known by the numbers of the inbox.
    """

    def __init__(
        self,
        handle: Callable[[int, Json], Awaitable[None]],
        drop: Callable[[int], None],
        slots: Slots,
    ) -> None:
        self._handle = handle
        self._drop = drop
        self._slots = slots
        self._inline_slots = Slots(INLINE_SLOTS)
        # Dictionaries keep their order and lose any item at once, which a queue does not.
        self._chats: dict[Hashable, dict[int, Json]] = {}
        self._people: dict[Hashable, dict[int, Hashable]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._dropped = 0
        self._reported_at: float | None = None
        self.waiting = 0

    def put(self, number: int, update: Json) -> None:
        """Line this update up behind those of its chat; it is begun with the loop's next turn."""
        self.waiting += 1
        chat, person = chat_of(update), person_of(update)
        is_new = chat not in self._chats
        queue = self._chats.setdefault(chat, {})
        if is_inline(update):
            # What was typed before the last key is of no interest any more.
            for earlier in [each for each, waiting in queue.items() if is_inline(waiting)]:
                self._forget(chat, earlier)
        queue[number] = update
        numbers = self._people.setdefault(person, {})
        numbers[number] = chat
        if len(queue) > MOST_OF_A_CHAT:
            self._drop_oldest(chat, next(iter(queue)))
        elif person is not None and len(numbers) > MOST_OF_A_PERSON:
            oldest, where = next(iter(numbers.items()))
            self._drop_oldest(where, oldest)
        if is_new:
            task = asyncio.create_task(self._serve(chat))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def settle(self, seconds: float) -> None:
        """Wait until all is handled, but only so long; nothing is broken off."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=seconds)

    async def drain(self, seconds: float) -> int:
        """Wait until all is handled, but only so long; break off and count what is left then."""
        await self.settle(seconds)
        late = tuple(self._tasks)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)
        return self.waiting

    async def _serve(self, chat: Hashable) -> None:
        queue = self._chats[chat]
        while queue:
            first = next(iter(queue.values()))
            slots = self._inline_slots if is_inline(first) else self._slots
            async with slots.taken():
                if not queue:  # what waited for the slot was dropped meanwhile
                    break
                number = next(iter(queue))
                await self._handle(number, self._remove(chat, number))
            self.waiting -= 1
        del self._chats[chat]

    def _drop_oldest(self, chat: Hashable, number: int) -> None:
        self._forget(chat, number)
        self._dropped += 1
        now = time.monotonic()
        if self._reported_at is None or now - self._reported_at >= REPORT_SECONDS:
            self._reported_at = now
            log.warning(
                "Too much waits in one chat or of one person; the oldest there is dropped (%d"
                " so far).",
                self._dropped,
            )

    def _forget(self, chat: Hashable, number: int) -> None:
        self._remove(chat, number)
        self.waiting -= 1
        self._drop(number)

    def _remove(self, chat: Hashable, number: int) -> Json:
        update = self._chats[chat].pop(number)
        person = person_of(update)
        numbers = self._people[person]
        del numbers[number]
        if not numbers:
            del self._people[person]
        return update


def chat_of(update: Json) -> Hashable:
    """Return what an update's order is kept within: its chat, else the person it came from."""
    content = _content(update)
    message = content.get("message")
    of_message = message.get("chat") if isinstance(message, dict) else None
    for name, owner in (("chat", content.get("chat") or of_message), ("person", _sender(content))):
        if (owner_id := _id(owner)) is not None:
            return name, owner_id
    return None


def is_inline(update: Json) -> bool:
    """Return whether an update is a query that somebody types after the bot's name."""
    return "inline_query" in update


def person_of(update: Json) -> Hashable:
    """Return the id of who sent an update, None where it does not say."""
    return _id(_sender(_content(update)))


def _content(update: Json) -> Json:
    content = next((part for name, part in update.items() if name != "update_id"), None)
    return content if isinstance(content, dict) else {}


def _sender(content: Json) -> object:
    return content.get("sender_chat") or content.get("from")


def _id(owner: object) -> int | str | None:
    found = owner.get("id") if isinstance(owner, dict) else None
    return found if isinstance(found, (int, str)) else None
