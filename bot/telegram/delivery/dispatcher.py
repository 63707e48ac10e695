"""Hands on what was taken in: a chat's updates one after another, the chats side by side."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Hashable

    from bot.telegram.delivery.concurrency import Slots
    from bot.telegram.delivery.inbox import StoredUpdate


class Dispatcher:
    """Calls ``handle``, which may not raise, for each update in turn, holding one of ``slots``.

    A chat takes one slot at most, however much waits behind; the others are not held back by it.
    """

    def __init__(self, handle: Callable[[StoredUpdate], Awaitable[None]], slots: Slots) -> None:
        self._handle = handle
        self._slots = slots
        self._queues: dict[Hashable, deque[StoredUpdate]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self.waiting = 0

    def put(self, taken: StoredUpdate) -> None:
        """Line this update up behind those of its chat; it is begun with the loop's next turn."""
        self.waiting += 1
        chat = chat_of(taken.update)
        queue = self._queues.get(chat)
        if queue is not None:
            queue.append(taken)
            return
        self._queues[chat] = deque([taken])
        task = asyncio.create_task(self._serve(chat))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def drain(self, seconds: float) -> int:
        """Wait until all is handled, but only so long; break off and count what is left then."""
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=seconds)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        return self.waiting

    async def _serve(self, chat: Hashable) -> None:
        queue = self._queues[chat]
        while queue:
            async with self._slots.taken():
                await self._handle(queue[0])
            queue.popleft()
            self.waiting -= 1
        del self._queues[chat]


def chat_of(update: dict[str, Any]) -> Hashable:
    """Return what an update's order is kept within: its chat, else the person it came from."""
    content: Any = next((part for name, part in update.items() if name != "update_id"), None)
    if not isinstance(content, dict):
        return None
    message = content.get("message") or {}
    for name, owner in (
        ("chat", content.get("chat") or message.get("chat")),
        ("person", content.get("from")),
    ):
        if isinstance(owner, dict) and "id" in owner:
            return name, owner["id"]
    return None
