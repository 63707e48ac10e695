"""From Telegram to the handlers and no further until answered: the inbox and the handing on."""

from __future__ import annotations

import asyncio
import logging
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any

from bot.telegram.delivery.dispatcher import Dispatcher
from bot.telegram.delivery.parsing import parse
from bot.telegram.delivery.retries import naming

if TYPE_CHECKING:
    from collections.abc import Sequence

    from telegram import Update
    from telegram.ext import Application

    from bot.telegram.delivery.concurrency import Slots
    from bot.telegram.delivery.crash_marker import CrashMarker
    from bot.telegram.delivery.inbox import Inbox
    from bot.telegram.delivery.inbox_file import Row

log = logging.getLogger(__name__)

Json = dict[str, Any]

TIDY_SECONDS = 0.3
"""For so long after an answer SQLite's own log may hold what was asked. Tidying waits for the
disk, 7 ms on a shared server, so it is not done after each."""
ALONE_SECONDS = 1.0
"""An update over which the process may have died is worked on so long before others begin."""
MOST_WAITING = 10_000
"""Of all chats together, some 30 MB of memory. What comes beyond it is left with Telegram."""
MOST_IN_MEMORY = 500
"""The same while the disk is full, when a kill would lose them."""
MOST_NAMES = 100
"""Of parts that could not be read, each of which is logged once."""


class Delivery:
    """Writes updates down, has them handled in order, and wipes each once it is answered."""

    def __init__(
        self,
        application: Application[Any, Any, Any, Any, Any, Any],
        inbox: Inbox,
        marker: CrashMarker,
        slots: Slots,
    ) -> None:
        self._application = application
        self._inbox = inbox
        self._marker = marker
        self._dispatcher = Dispatcher(self._handle, self._done, slots)
        self._tidying: asyncio.TimerHandle | None = None
        self._left_out: set[str] = set()
        self._left: set[int] = set()

    @property
    def waiting(self) -> int:
        """The number of updates taken in and not handled yet."""
        return self._dispatcher.waiting

    @property
    def crowded(self) -> bool:
        """True while more waits than memory is meant for; nothing should be taken in then."""
        return self.waiting >= (MOST_IN_MEMORY if self._inbox.in_memory_alone else MOST_WAITING)

    async def resume(self) -> None:
        """Hand on what a process before this one took in and did not answer.

        Those that it was working on when it died go first and one by one, so that at the next
        death the one to blame is known.
        """
        for number in self._marker.left:
            self._inbox.count_attempt(number)
        left = self._inbox.waiting()
        self._left = {row.number for row in left}
        if left:
            log.warning("Answering what was left from the last run: %d updates", len(left))
        for row in left:
            if row.attempts:
                self._put(row)
                await self._dispatcher.settle(ALONE_SECONDS)
        for row in left:
            if not row.attempts:
                self._put(row)

    def take(self, updates: Sequence[Json], confirmed: int) -> int:
        """Write down a batch, then hand it on, and return how many of it are new.

        On return it is safe, handled or not. ``confirmed`` is the offset that it was asked for
        with.
        """
        taken = self._inbox.put(updates, confirmed)
        for row in taken:
            self._put(row)
        if taken:
            self._tidy_soon()
        return len(taken)

    async def finish(self, seconds: float) -> None:
        """Wait so long for what is in hand; what is not answered then stays for the next start."""
        left = await self._dispatcher.drain(seconds)
        if left:
            log.warning("Stopped with %d updates unanswered; the next start answers them.", left)
        if self._tidying is not None:
            self._tidying.cancel()
            self._tidy()

    def _put(self, row: Row) -> None:
        assert row.update is not None
        self._dispatcher.put(row.number, row.update)

    async def _handle(self, number: int, raw: Json) -> None:
        self._marker.begin(number)
        update = self._parsed(raw)
        is_late = number in self._left or self._inbox.was_damaged
        try:
            if update is not None:
                with naming(raw) if is_late else nullcontext():
                    await self._application.process_update(update)
        except Exception:
            log.exception("An update could not be handled.")
        self._marker.end()
        self._done(number)

    def _parsed(self, raw: Json) -> Update | None:
        parsed = parse(raw, self._application.bot)
        if parsed.update is None:
            self._inbox.put_unreadable(raw, parsed.why)
        for name in parsed.left_out:
            if name not in self._left_out and len(self._left_out) < MOST_NAMES:
                log.warning("Updates come with a part that cannot be read, left out: %s", name)
                self._left_out.add(name)
        return parsed.update

    def _done(self, number: int) -> None:
        self._inbox.done(number)
        self._tidy_soon()

    def _tidy_soon(self) -> None:
        if self._tidying is None:
            self._tidying = asyncio.get_running_loop().call_later(TIDY_SECONDS, self._tidy)

    def _tidy(self) -> None:
        self._tidying = None
        self._inbox.tidy()
