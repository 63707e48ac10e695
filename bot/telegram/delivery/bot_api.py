"""The library's bot, made safe to print, strict about what comes back, and able to poll raw."""

from __future__ import annotations

import asyncio
import json
import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, cast

import httpx
from telegram.error import NetworkError
from telegram.ext import ExtBot
from telegram.request import BaseRequest, HTTPXRequest

from bot.telegram.delivery.concurrency import SLOTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.settings import Settings
    from bot.telegram.delivery.retries import Sender

Json = dict[str, Any]

# httpcore looks for this library, which only other event loops need, at every step of a request;
# looking for it in vain takes half a millisecond of each question.
if find_spec("sniffio") is None:
    sys.modules["sniffio"] = None  # type: ignore[assignment]

POLL_SECONDS = 20
POLL_SLACK_SECONDS = 10.0
BATCH = 100
CONNECT_SECONDS = 5.0
ANSWER_SECONDS = 20.0
"""Short of this a send is not given up: it may be under way, and would be made twice."""
KEEPALIVE_SECONDS = 60.0


class Lines(BaseRequest):
    """Requests over several lines, each with one connection; the one that was used last is first.

    httpx has one pool for all, and looks at each idle connection in it several times a request:
    with sixteen that is a fifth of all the work. Garbled answers are network errors here, which
    are tried again, and not bugs.
    """

    def __init__(self, lines: Sequence[HTTPXRequest]) -> None:
        self._lines = lines
        self._free: asyncio.LifoQueue[HTTPXRequest] = asyncio.LifoQueue()
        for line in lines:
            self._free.put_nowait(line)

    @property
    def read_timeout(self) -> float | None:
        """The seconds to wait for an answer, where a request does not say."""
        return self._lines[0].read_timeout

    async def initialize(self) -> None:
        """Make the lines ready."""
        for line in self._lines:
            await line.initialize()

    async def shutdown(self) -> None:
        """Close the lines."""
        for line in self._lines:
            await line.shutdown()

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """Make a request over the first line that is free; raises ``NetworkError`` for an answer
        that cannot be Telegram's own, such as a proxy's page that says 404.
        """
        line = await self._free.get()
        try:
            status, payload = await line.do_request(*args, **kwargs)
        finally:
            self._free.put_nowait(line)
        if not payload.lstrip().startswith(b"{"):
            raise NetworkError(f"the answer, with status {status}, is none of the Bot API")
        return status, payload

    @staticmethod
    def parse_json_payload(payload: bytes) -> Json:
        """Return the answer; raise ``NetworkError`` for anything that the Bot API never says."""
        try:
            answer = json.loads(payload)
        except (ValueError, RecursionError):
            raise NetworkError("the answer is no JSON") from None
        if not (isinstance(answer, dict) and answer.keys() & {"result", "description"}):
            raise NetworkError("the answer is none of the Bot API")
        return answer


class ArticleBot(ExtBot[None]):
    """A bot that does not show its token, and that hands out updates as Telegram wrote them."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"{type(self).__name__}[id={self.token.partition(':')[0]}]"

    async def poll(self, offset: int, seconds: int, kinds: tuple[str, ...]) -> list[Json]:
        """Wait up to ``seconds`` for updates of these kinds, from the id ``offset`` on.

        What has a lower id is confirmed, and Telegram forgets it; 0 confirms nothing.
        """
        data = {"offset": offset, "timeout": seconds, "limit": BATCH, "allowed_updates": kinds}
        updates = await self._post("getUpdates", data, read_timeout=seconds + POLL_SLACK_SECONDS)
        if not (isinstance(updates, list) and all(map(_is_update, updates))):
            raise NetworkError("the answer holds no updates")
        return cast("list[Json]", updates)


def make_bot(
    settings: Settings, sender: Sender | None, transport: httpx.AsyncBaseTransport | None = None
) -> ArticleBot:
    """Return the bot of these settings, not yet connected.

    Its requests go through ``sender``; ``transport`` stands in for the network in tests.
    """
    root = settings.telegram_api_url
    kwargs = {
        "limits": httpx.Limits(max_connections=1, keepalive_expiry=KEEPALIVE_SECONDS),
        "transport": transport,
        "verify": transport is not None or httpx.create_ssl_context(),  # making one takes long
    }
    return ArticleBot(
        settings.telegram_bot_token.reveal(),
        base_url=lambda token: f"{root}/bot{token}",
        base_file_url=lambda token: f"{root}/file/bot{token}",
        request=Lines([_line(kwargs) for _ in range(SLOTS)]),
        get_updates_request=Lines([_line(kwargs)]),
        rate_limiter=sender,
    )


def _line(kwargs: dict[str, Any]) -> HTTPXRequest:
    return HTTPXRequest(
        connect_timeout=CONNECT_SECONDS,
        read_timeout=ANSWER_SECONDS,
        write_timeout=ANSWER_SECONDS,
        httpx_kwargs=kwargs,
    )


def _is_update(item: object) -> bool:
    return isinstance(item, dict) and isinstance(item.get("update_id"), int)
