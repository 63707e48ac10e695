"""The library's bot, made safe to print, strict about what comes back, and able to poll raw."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any, cast

import httpx
from telegram.error import NetworkError, TimedOut
from telegram.ext import ExtBot
from telegram.request import HTTPXRequest

from bot.errors import SettingsError
from bot.telegram.delivery.concurrency import SLOTS

if TYPE_CHECKING:
    from bot.settings import Settings
    from bot.telegram.delivery.retries import Sender

Json = dict[str, Any]

POLL_SECONDS = 20
POLL_SLACK_SECONDS = 10.0
BATCH = 100
CONNECT_SECONDS = 5.0
ANSWER_SECONDS = 30.0
"""Short of this a send is not given up: it may be under way, and would be made twice. Telegram
itself answers within a second; proxies and local servers were seen to take more than twenty."""
KEEPALIVE_SECONDS = 60.0
CONNECTIONS = 4 * SLOTS
"""Requests under way at a time. More than there are slots, for a request that gets no answer
leaves its slot to others and keeps its connection."""
LONGEST_PAUSE_SECONDS = 24 * 3600
"""Telegram asks for no longer a pause than this; more is a garbled answer."""


class BotApiRequest(HTTPXRequest):
    """Requests of the Bot API over a pool of connections.

    Whatever comes back that the Bot API never says, such as a proxy's error page or half an
    answer, raises :class:`~telegram.error.NetworkError`, and so is tried again; the library takes
    it for a bug or, where the page says 404, for a wrong token. A request takes no longer in all
    than its read timeout, however slowly the answer drips.
    """

    async def do_request(
        self, url: str, method: str, *args: Any, **kwargs: Any
    ) -> tuple[int, bytes]:
        """Make one request and return the status and the body; raises ``NetworkError``."""
        given = kwargs.get("read_timeout")
        seconds = given if isinstance(given, (int, float)) else ANSWER_SECONDS
        try:
            async with asyncio.timeout(seconds):
                status, payload = await super().do_request(url, method, *args, **kwargs)
        except TimeoutError:
            raise TimedOut(f"no whole answer within {seconds:.0f} seconds") from None
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
        if not isinstance(answer, dict) or not _is_answer(answer):
            raise NetworkError("the answer is none of the Bot API")
        return {**answer, "parameters": _sound_parameters(answer.get("parameters"))}


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

    Its requests go through ``sender``; ``transport`` stands in for the network in tests. Raises
    :class:`~bot.errors.SettingsError` for a proxy that cannot be used.
    """
    root = settings.telegram_api_url
    return ArticleBot(
        settings.telegram_bot_token.reveal(),
        base_url=lambda token: f"{root}/bot{token}",
        base_file_url=lambda token: f"{root}/file/bot{token}",
        request=_request(CONNECTIONS, transport),
        get_updates_request=_request(1, transport),
        rate_limiter=sender,
    )


def _request(connections: int, transport: httpx.AsyncBaseTransport | None) -> BotApiRequest:
    limits = httpx.Limits(max_connections=connections, keepalive_expiry=KEEPALIVE_SECONDS)
    try:
        return BotApiRequest(
            connect_timeout=CONNECT_SECONDS,
            read_timeout=ANSWER_SECONDS,
            write_timeout=ANSWER_SECONDS,
            pool_timeout=ANSWER_SECONDS,
            httpx_kwargs={"limits": limits, "transport": transport},
        )
    except (ImportError, RuntimeError) as error:  # httpx, and how the library puts it
        raise SettingsError(
            "ALL_PROXY",
            "A proxy variable (ALL_PROXY, HTTPS_PROXY or HTTP_PROXY) names a SOCKS proxy, which"
            " takes one more package: pip install 'httpx[socks]'.",
        ) from error
    except (ValueError, httpx.InvalidURL) as error:
        # The address is not repeated: it may hold a password.
        raise SettingsError(
            "ALL_PROXY",
            "A proxy variable (ALL_PROXY, HTTPS_PROXY or HTTP_PROXY) holds no address of a proxy;"
            " it must look like http://host:port or socks5://host:port.",
        ) from error


def _is_answer(answer: Json) -> bool:
    """Return whether an answer says either what came of a call or why nothing did."""
    if answer.get("ok") is True:
        return "result" in answer
    return isinstance(answer.get("description"), str)


def _sound_parameters(parameters: object) -> Json:
    """Return the parameters of a refusal that the library can work with.

    It takes any ``retry_after`` for a number of seconds, and raises where that is none.
    """
    if not isinstance(parameters, dict):
        return {}
    sound: Json = {}
    for name, most in (("retry_after", LONGEST_PAUSE_SECONDS), ("migrate_to_chat_id", None)):
        try:
            number = int(parameters[name])
        except (KeyError, TypeError, ValueError, OverflowError):
            continue
        sound[name] = number if most is None else min(number, most)
    return sound


def _is_update(item: object) -> bool:
    return isinstance(item, dict) and type(item.get("update_id")) is int
