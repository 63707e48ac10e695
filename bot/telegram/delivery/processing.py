"""From Telegram to the handlers and no further until answered: the inbox and the handing on."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from typing import TYPE_CHECKING, Any

from telegram import Update

from bot.telegram.delivery.dispatcher import Dispatcher

if TYPE_CHECKING:
    from collections.abc import Sequence

    from telegram.ext import Application

    from bot.telegram.delivery.concurrency import Slots
    from bot.telegram.delivery.crash_marker import CrashMarker
    from bot.telegram.delivery.inbox import Inbox, StoredUpdate

log = logging.getLogger(__name__)

TIDY_SECONDS = 1.0
"""How long after the last answer SQLite's own log may still hold what was asked."""


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
        self._dispatcher = Dispatcher(self._handle, slots)
        self._tidying: asyncio.TimerHandle | None = None

    @property
    def waiting(self) -> int:
        """How many updates are taken in and not handled yet."""
        return self._dispatcher.waiting

    def resume(self) -> None:
        """Hand on what a process before this one took in and did not answer."""
        for number in self._marker.left:
            self._inbox.count_attempt(number)
        left = self._inbox.waiting()
        if left:
            log.warning("Answering what was left from the last run: %d updates", len(left))
        for taken in left:
            self._dispatcher.put(taken)

    def take(self, updates: Sequence[dict[str, Any]], confirmed: int) -> None:
        """Write down a batch, then hand it on; on return it is safe, handled or not.

        ``confirmed`` is the offset that it was asked for with.
        """
        for taken in self._inbox.put(updates, confirmed):
            self._dispatcher.put(taken)

    async def finish(self, seconds: float) -> None:
        """Wait so long for what is in hand; what is not answered then stays for the next start."""
        left = await self._dispatcher.drain(seconds)
        if left:
            log.warning("Stopped with %d updates unanswered; the next start answers them.", left)
        if self._tidying is not None:
            self._tidying.cancel()

    async def _handle(self, taken: StoredUpdate) -> None:
        self._marker.begin(taken.number)
        try:
            update = Update.de_json(taken.update, self._application.bot)
            await self._application.process_update(update)
        except Exception:
            log.exception("An update could not be handled.")
        self._marker.end()
        self._done(taken.number)

    def _done(self, number: int) -> None:
        try:
            self._inbox.done(number)
        except sqlite3.Error as error:
            log.error("An answered update could not be wiped, and may be answered again: %s", error)
        if self._tidying is None:
            self._tidying = asyncio.get_running_loop().call_later(TIDY_SECONDS, self._tidy)

    def _tidy(self) -> None:
        self._tidying = None
        if self.waiting:  # tidying waits for the disk; the next answer brings it up again
            return
        try:
            self._inbox.tidy()
        except sqlite3.Error as error:
            log.error("The inbox could not be tidied: %s", error)
