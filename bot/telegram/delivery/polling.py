"""Asks Telegram for updates, for as long as the process runs and whatever becomes of Telegram.

The library's own polling would do for the happy path. This one hands over whole batches before
they are confirmed, so that one write keeps them, keeps the log still during an outage, knows a
second instance from a fault, and stops asking while more waits than can be answered soon.
"""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Any

from telegram import Update
from telegram.error import Conflict, InvalidToken, RetryAfter

from bot.errors import BotError, SettingsError
from bot.telegram.delivery.bot_api import POLL_SECONDS
from bot.telegram.delivery.conflict import LISTENING_SECONDS, ConflictTracker
from bot.telegram.delivery.connection import pause_asked_by, pauses

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.telegram.delivery.bot_api import ArticleBot
    from bot.telegram.delivery.connection import Connection
    from bot.telegram.delivery.heartbeat import Heartbeat

LONGEST_PAUSE_SECONDS = 5.0
CONFLICT_PAUSE_SECONDS = 0.1
REFUSALS_UNTIL_END = 5
"""A token that worked before is only given up when it is refused so many times in a row."""
BREATH_SECONDS = 0.003
"""After a batch the answers go first: preparing the next poll takes a third as long as one."""
MOST_WAITING = 2_000
CROWDED_PAUSE_SECONDS = 0.1

KINDS = (
    Update.MESSAGE,
    Update.EDITED_MESSAGE,
    Update.CALLBACK_QUERY,
    Update.INLINE_QUERY,
    Update.GUEST_MESSAGE,
)
"""What the handlers know what to do with; Telegram keeps the rest to itself."""


def refused_token() -> SettingsError:
    """Return the error that says that Telegram does not know the token."""
    return SettingsError(
        "TELEGRAM_BOT_TOKEN",
        "Telegram refuses the token in TELEGRAM_BOT_TOKEN; copy it anew from @BotFather.",
    )


class Poller:
    """Polls until it is cancelled.

    Each batch goes to ``take`` with the offset that it was asked for with, before the next poll
    confirms it; ``waiting`` tells how many updates are not handled yet.
    """

    def __init__(
        self,
        bot: ArticleBot,
        take: Callable[[Sequence[dict[str, Any]], int], None],
        waiting: Callable[[], int],
        connection: Connection,
        heartbeat: Heartbeat,
    ) -> None:
        self._bot = bot
        self._take = take
        self._waiting = waiting
        self._connection = connection
        self._heartbeat = heartbeat
        self._conflicts = ConflictTracker()
        self._offset = 0
        self._refusals = 0

    async def run(self) -> None:
        """Poll. Raises :class:`~bot.errors.BotError` where another instance is to go on instead,
        or where Telegram no longer accepts the token.
        """
        tries = pauses(LONGEST_PAUSE_SECONDS)
        while True:
            self._heartbeat.beat()
            if self._waiting() >= MOST_WAITING:
                await asyncio.sleep(CROWDED_PAUSE_SECONDS)
                continue
            try:
                await self._poll()
            except RetryAfter as error:
                await asyncio.sleep(pause_asked_by(error))
            except BotError:
                raise
            except Exception as error:
                self._failed(error)
                await asyncio.sleep(next(tries))
            else:
                tries = pauses(LONGEST_PAUSE_SECONDS)

    async def _poll(self) -> None:
        """Ask once, and hand over what came; the next poll confirms it."""
        began = time.monotonic()
        seconds = LISTENING_SECONDS if self._conflicts.listening else POLL_SECONDS
        try:
            updates = await self._bot.poll(self._offset, seconds, KINDS)
        except Conflict:
            self._conflicts.met(time.monotonic() - began, seconds)
            await asyncio.sleep(CONFLICT_PAUSE_SECONDS)
            return
        self._take(updates, self._offset)
        self._connection.worked()
        self._refusals = 0
        if updates:
            self._offset = max(update["update_id"] for update in updates) + 1
            await asyncio.sleep(BREATH_SECONDS)

    def _failed(self, error: Exception) -> None:
        self._connection.failed(error)
        self._refusals = self._refusals + 1 if isinstance(error, InvalidToken) else 0
        if self._refusals >= REFUSALS_UNTIL_END:
            raise refused_token() from None
