"""Asks Telegram for updates, for as long as the process runs and whatever becomes of Telegram.

The library's own polling would do for the happy path. This one hands over whole batches before
they are confirmed, so that one write keeps them, keeps the log still during an outage, and knows a
second instance, or a webhook that was left set, from a fault.
"""

from __future__ import annotations

import asyncio
import logging
import time
from typing import TYPE_CHECKING, Any, Protocol

from telegram import Update
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.errors import BotError, SettingsError
from bot.telegram.delivery.bot_api import POLL_SECONDS
from bot.telegram.delivery.conflict import LISTENING_SECONDS, ConflictTracker
from bot.telegram.delivery.connection import brief, pause_asked_by, pauses

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.telegram.delivery.bot_api import ArticleBot
    from bot.telegram.delivery.connection import Connection
    from bot.telegram.delivery.heartbeat import Heartbeat

log = logging.getLogger(__name__)

LONGEST_PAUSE_SECONDS = 5.0
CONFLICT_PAUSE_SECONDS = 0.1
REFUSALS_UNTIL_END = 5
"""A token that worked before is only given up when it is refused so many times in a row."""
BREATH_SECONDS = 0.003
"""After a batch the answers go first: preparing the next poll takes a third as long as one."""
CROWDED_PAUSE_SECONDS = 0.1
LONGEST_FLOOD_SECONDS = 30.0
"""Telegram asks a bot that polls too fast for seconds. Where something asks for an hour, polls ever
more rarely, down to one in half a minute, find out whether it still means it."""
FIRST_FLOOD_SECONDS = 5.0

KINDS = (
    Update.MESSAGE,
    Update.EDITED_MESSAGE,
    Update.CALLBACK_QUERY,
    Update.INLINE_QUERY,
    Update.GUEST_MESSAGE,
    Update.MESSAGE_REACTION,
)
"""Kinds of updates that handlers know; Telegram keeps the rest to itself."""


class Receiver(Protocol):
    """The taker of a batch, before the next poll confirms it."""

    @property
    def crowded(self) -> bool:
        """True while nothing should be taken in."""

    def take(self, updates: Sequence[dict[str, Any]], confirmed: int) -> int:
        """Keep a batch, got with the offset ``confirmed``; return how many of it are new."""


def refused_token() -> SettingsError:
    """Return the error that says that Telegram does not know the token."""
    return SettingsError(
        "TELEGRAM_BOT_TOKEN",
        "Telegram refuses the token in TELEGRAM_BOT_TOKEN; copy it anew from @BotFather.",
    )


class Poller:
    """Polls until it is cancelled, and hands each batch to ``receiver``."""

    def __init__(
        self, bot: ArticleBot, receiver: Receiver, connection: Connection, heartbeat: Heartbeat
    ) -> None:
        self._bot = bot
        self._receiver = receiver
        self._connection = connection
        self._heartbeat = heartbeat
        self._conflicts = ConflictTracker()
        self._tries = pauses(LONGEST_PAUSE_SECONDS)
        self._offset = 0
        self._refusals = 0
        self._floods = pauses(LONGEST_FLOOD_SECONDS, FIRST_FLOOD_SECONDS)
        self._is_put_off = False
        self._is_webhook_known = False

    async def run(self) -> None:
        """Poll. Raises :class:`~bot.errors.BotError` where another instance is to go on instead,
        or where Telegram no longer accepts the token.
        """
        while True:
            self._heartbeat.beat()
            if self._receiver.crowded:
                await asyncio.sleep(CROWDED_PAUSE_SECONDS)
                continue
            try:
                is_quiet = await self._poll()
            except RetryAfter as error:
                await self._put_off(pause_asked_by(error))
            except BotError:
                raise
            except Exception as error:
                self._failed(error)
                await asyncio.sleep(next(self._tries))
            else:
                if is_quiet:
                    self._tries = pauses(LONGEST_PAUSE_SECONDS)

    async def _poll(self) -> bool:
        """Ask once, and hand over what came; the next poll confirms it.

        Return whether all went as it should.
        """
        began = time.monotonic()
        seconds = LISTENING_SECONDS if self._conflicts.listening else POLL_SECONDS
        try:
            updates = await self._bot.poll(self._offset, seconds, KINDS)
        except Conflict as error:
            await self._conflicted(error, time.monotonic() - began, seconds)
            return False
        self._connection.worked()
        self._refusals = 0
        if self._is_put_off:
            self._is_put_off = False
            self._floods = pauses(LONGEST_FLOOD_SECONDS, FIRST_FLOOD_SECONDS)
        if not updates:
            self._receiver.take((), self._offset)
            return True
        return await self._hand_over(updates)

    async def _hand_over(self, updates: Sequence[dict[str, Any]]) -> bool:
        try:
            taken = self._receiver.take(updates, self._offset)
        except Exception:
            log.exception("A batch could not be taken in; it is asked for again.")
            await asyncio.sleep(next(self._tries))
            return False
        self._offset = max(0, 1 + max(update["update_id"] for update in updates))
        # A server that sends the same again and again, whatever is confirmed, is asked less often.
        await asyncio.sleep(BREATH_SECONDS if taken else next(self._tries))
        return taken > 0

    async def _conflicted(self, error: Conflict, waited: float, asked: float) -> None:
        if "webhook" not in str(error).lower():
            self._conflicts.met(waited, asked)
            await asyncio.sleep(CONFLICT_PAUSE_SECONDS)
            return
        if not self._is_webhook_known:
            log.warning("A webhook was set for this bot while it polls; it is deleted.")
        self._is_webhook_known = True
        try:
            await self._bot.delete_webhook()
        except TelegramError as refusal:
            log.warning("The webhook could not be deleted: %s", brief(refusal))
        await asyncio.sleep(next(self._tries))

    async def _put_off(self, asked: float) -> None:
        """Wait as long as Telegram asks for, but not for hours without asking again."""
        if asked <= LONGEST_FLOOD_SECONDS:
            await asyncio.sleep(asked)
            return
        if not self._is_put_off:
            log.warning(
                "Telegram asks for a pause of %.0f seconds before the next poll; it is asked again"
                " every %.0f seconds at least.",
                asked,
                LONGEST_FLOOD_SECONDS,
            )
        self._is_put_off = True
        await asyncio.sleep(next(self._floods))

    def _failed(self, error: Exception) -> None:
        self._connection.failed(error)
        self._refusals = self._refusals + 1 if isinstance(error, InvalidToken) else 0
        if self._refusals >= REFUSALS_UNTIL_END:
            raise refused_token() from None
