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
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)
from telegram.ext import BaseRateLimiter

from bot.telegram.delivery.connection import brief, pause_asked_by, pauses

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterator

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
SLOW_SECONDS = 1.0
"""A request that has no answer by then leaves its slot to others; most take a tenth of it."""
REFUSALS_AT_START = 3
"""A token that was never accepted is a wrong one after so many refusals in a row."""

_TAG = re.compile("<[^<>]*>")
_REFUSED_FORMATTING = "can't parse entities"
_NOTHING_TO_CHANGE = "message is not modified"
_STALE = ("query is too old", "query id is invalid")
_IS_ANSWER_TO_QUERY = ("answerCallbackQuery", "answerInlineQuery")
_GONE = {
    "message thread not found": "message_thread_id",
    "message to be replied not found": "reply_parameters",
    "message to reply not found": "reply_parameters",
    "replied message not found": "reply_parameters",
}
"""Arguments that a message can be sent without, where Telegram says that it is gone."""
_question: ContextVar[Json | None] = ContextVar("question", default=None)
_RETURNS_MESSAGE = ("sendMessage",)
_RETURNS_MESSAGE_OR_TRUE = ("editMessageText", "editMessageReplyMarkup")


class Sender(BaseRateLimiter[None]):
    """Stands between the bot's methods and the requests they make, polls excepted.

    Raises the library's errors for what cannot be delivered: refused by Telegram, or given up.
    A query that grew stale and an edit that changes nothing count as done. A refusal of the token
    or for a conflict is no final word while polling goes on: a proxy, or a server that is being
    restarted, refuses now and then. ``trouble`` says what was last in the way.
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
        self._was_accepted = False
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
        _name_question(endpoint, data)
        patience = _Patience(self._connection, self._clock)
        while True:
            try:
                async with self._slots.released_after(SLOW_SECONDS):
                    result = await callback(*args, **kwargs)
                _check_shape(endpoint, result)
            except BadRequest as error:
                if _is_harmless(endpoint, str(error).lower()):
                    return True
                _adapt(data, error)
            except ChatMigrated as error:
                _follow(data, error)
            except (RetryAfter, NetworkError, InvalidToken, Conflict) as error:
                self.trouble = brief(error)
                if isinstance(error, InvalidToken) and not self._was_accepted:
                    patience.refused(error)
                await self._slots.release_while(patience.after(error))
            else:
                self._was_accepted = True
                return result


class _Patience:
    """The time that one request has been waiting, and its cause."""

    def __init__(self, connection: Connection, clock: Callable[[], float]) -> None:
        self._connection = connection
        self._clock = clock
        self._failing_since = clock()
        self._pauses = pauses(LONGEST_PAUSE_SECONDS)
        self._put_off = 0.0
        self._refusals = 0

    def refused(self, error: InvalidToken) -> None:
        """Count a refusal of a token that was never accepted; raise it where that is enough."""
        self._refusals += 1
        if self._refusals >= REFUSALS_AT_START:
            raise error

    async def after(self, error: TelegramError) -> None:
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

    async def _failed(self, error: TelegramError) -> None:
        # While nobody can be answered, it is not this request that fails.
        if not self._connection.up:
            self._failing_since = self._clock()
        if self._clock() - self._failing_since > GIVE_UP_SECONDS:
            raise error
        await self._connection.pause(next(self._pauses))


@contextmanager
def naming(update: Json) -> Iterator[None]:
    """Let what is sent in the block name the message of ``update`` by replying to it.

    In a private chat an answer follows its question, and need not name it; but for one that comes
    late, or after others that were lost.
    """
    message = update.get("message")
    token = _question.set(message if isinstance(message, dict) else None)
    try:
        yield
    finally:
        _question.reset(token)


def _name_question(endpoint: str, data: dict[str, Any]) -> None:
    message = _question.get()
    if message is None or endpoint != "sendMessage" or data.get("reply_parameters"):
        return
    if data.get("chat_id") == message["chat"]["id"]:
        data["reply_parameters"] = {
            "message_id": message["message_id"],
            "allow_sending_without_reply": True,
        }


def _check_shape(endpoint: str, result: object) -> None:
    """Raise ``NetworkError`` for a result that this method never has, such as no message."""
    is_message = isinstance(result, dict) and "message_id" in result and "chat" in result
    if endpoint in _RETURNS_MESSAGE or endpoint in _RETURNS_MESSAGE_OR_TRUE:
        sound = is_message or (result is True and endpoint in _RETURNS_MESSAGE_OR_TRUE)
    elif endpoint == "getMe":
        sound = isinstance(result, dict) and {"id", "is_bot", "first_name"} <= result.keys()
    else:
        sound = result is not None
    if not sound:
        raise NetworkError("the answer holds no result")


def _is_harmless(endpoint: str, error: str) -> bool:
    if endpoint in _IS_ANSWER_TO_QUERY:
        return any(stale in error for stale in _STALE)
    return _NOTHING_TO_CHANGE in error


def _adapt(data: dict[str, Any], error: BadRequest) -> None:
    """Change what Telegram refused in a message that can do without; raise what is not that."""
    said = str(error).lower()
    gone = next((field for text, field in _GONE.items() if text in said), None)
    if gone is not None and data.pop(gone, None) is not None:
        return
    if _REFUSED_FORMATTING not in said or not data.pop("parse_mode", None):
        raise error
    data["text"] = html.unescape(_TAG.sub("", data["text"]))


def _follow(data: dict[str, Any], error: ChatMigrated) -> None:
    """Turn to the group that this one became; raise where that was tried."""
    if data.get("chat_id") in (None, error.new_chat_id):
        raise error
    data["chat_id"] = error.new_chat_id
