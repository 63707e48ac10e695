"""Gets a request to Telegram through whatever lies between, or says why it cannot be delivered.

Nothing is paced ahead of Telegram's asking: answers are replies, not broadcasts. Where Telegram
asks for a pause, the chat concerned alone waits, for each chat's updates are handled in turn and
one that waits leaves its slot to others. A request whose fate is unknown is sent again.
"""

from __future__ import annotations

import asyncio
import html
import re
import time
from typing import TYPE_CHECKING, Any

from telegram.error import BadRequest, ChatMigrated, NetworkError, RetryAfter
from telegram.ext import BaseRateLimiter

from bot.telegram.delivery.connection import brief, pause_asked_by, pauses

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from bot.telegram.delivery.concurrency import Slots
    from bot.telegram.delivery.connection import Connection
    from bot.telegram.delivery.crash_marker import CrashMarker

Json = dict[str, Any]
Result = bool | Json | list[Json]

LONGEST_PAUSE_SECONDS = 10.0
GIVE_UP_SECONDS = 600.0
"""A request that has failed for so long, while Telegram could be reached, is given up."""
LONGEST_FLOOD_SECONDS = 3600.0
"""One that Telegram has put off for so long in all is given up as well."""

_TAG = re.compile("<[^<>]*>")
_REFUSED_FORMATTING = "can't parse entities"
_NOTHING_TO_CHANGE = "message is not modified"
_STALE = ("query is too old", "query id is invalid")
_IS_ANSWER_TO_QUERY = ("answerCallbackQuery", "answerInlineQuery")


class Sender(BaseRateLimiter[None]):
    """Stands between the bot's methods and the requests they make, polls excepted.

    Raises the library's errors for what cannot be delivered: refused by Telegram, or given up.
    A query that grew stale and an edit that changes nothing count as done. ``trouble`` says what
    was last in the way.
    """

    def __init__(
        self,
        slots: Slots,
        connection: Connection,
        marker: CrashMarker,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._slots = slots
        self._connection = connection
        self._marker = marker
        self._clock = clock
        self.trouble: str | None = None

    async def initialize(self) -> None:
        """Do nothing; the library asks for this method."""

    async def shutdown(self) -> None:
        """Do nothing; the library asks for this method."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Result]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: None,  # noqa: ARG002
    ) -> Result:
        """Make the request until it is through; ``data`` is changed where Telegram asks for it."""
        self._marker.end()
        patience = _Patience(self._connection, self._clock)
        while True:
            try:
                return await callback(*args, **kwargs)
            except BadRequest as error:
                if _is_harmless(endpoint, str(error).lower()):
                    return True
                _write_plainly(data, error)
            except ChatMigrated as error:
                _follow(data, error)
            except (RetryAfter, NetworkError) as error:
                self.trouble = brief(error)
                await self._slots.release_while(patience.after(error))


class _Patience:
    """How long one request has been waiting, and for what."""

    def __init__(self, connection: Connection, clock: Callable[[], float]) -> None:
        self._connection = connection
        self._clock = clock
        self._failing_since = clock()
        self._pauses = pauses(LONGEST_PAUSE_SECONDS)
        self._put_off = 0.0

    async def after(self, error: RetryAfter | NetworkError) -> None:
        """Wait for the next try, or raise the error where it is time to give up."""
        if isinstance(error, RetryAfter):
            await self._put_off_by(error)
        else:
            await self._failed(error)

    async def _put_off_by(self, error: RetryAfter) -> None:
        seconds = pause_asked_by(error)
        self._put_off += seconds
        if self._put_off > LONGEST_FLOOD_SECONDS:
            raise error
        await asyncio.sleep(seconds)
        self._failing_since = self._clock()

    async def _failed(self, error: NetworkError) -> None:
        # While nobody can be answered, it is not this request that fails.
        if not self._connection.up:
            self._failing_since = self._clock()
        if self._clock() - self._failing_since > GIVE_UP_SECONDS:
            raise error
        await self._connection.pause(next(self._pauses))


def _is_harmless(endpoint: str, error: str) -> bool:
    if endpoint in _IS_ANSWER_TO_QUERY:
        return any(stale in error for stale in _STALE)
    return _NOTHING_TO_CHANGE in error


def _write_plainly(data: dict[str, Any], error: BadRequest) -> None:
    """Take the formatting out of a text that Telegram refused for it; raise what is not that."""
    if _REFUSED_FORMATTING not in str(error).lower() or not data.pop("parse_mode", None):
        raise error
    data["text"] = html.unescape(_TAG.sub("", data["text"]))


def _follow(data: dict[str, Any], error: ChatMigrated) -> None:
    """Turn to the group that this one became; raise where that was tried."""
    if data.get("chat_id") in (None, error.new_chat_id):
        raise error
    data["chat_id"] = error.new_chat_id
