"""The bot that talks to Telegram: nothing secret to see, garbled answers are faults of the way."""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from telegram.error import InvalidToken, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.errors import SettingsError
from bot.settings import Secret, Settings
from bot.telegram import app as application
from bot.telegram.delivery import bot_api
from bot.telegram.delivery.bot_api import make_bot
from bot.telegram.delivery.connection import pause_asked_by

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from bot.telegram.context import BotData
    from bot.telegram.delivery.bot_api import ArticleBot

TOKEN = "123456:AAbb-ccDDee_ff"


def bot_that_gets(answer: Callable[[httpx.Request], httpx.Response] | httpx.Response) -> ArticleBot:
    """A bot all of whose requests get this answer."""
    settings = Settings(telegram_bot_token=Secret(TOKEN), telegram_api_url="https://tele{gram}.org")
    handle = answer if callable(answer) else lambda _: answer
    return make_bot(settings, None, httpx.MockTransport(handle))


def test_token_is_not_shown(bot_data: BotData) -> None:
    """Neither the bot nor the application shows the token."""
    bot = bot_that_gets(httpx.Response(200))
    app = application.build(bot, bot_data)
    assert f"{bot!r} {bot}" == "ArticleBot[id=123456] ArticleBot[id=123456]"
    assert TOKEN not in f"{app!r} {app}"


async def test_updates_come_as_telegram_wrote_them() -> None:
    """A poll asks for what it is told to and returns updates that no library has read yet."""
    asked: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(f"{request.url} {request.content.decode()}")
        return httpx.Response(200, json={"ok": True, "result": [{"update_id": 5, "new_kind": {}}]})

    updates = await bot_that_gets(answer).poll(7, 20, ("message", "poll"))
    assert updates == [{"update_id": 5, "new_kind": {}}]
    assert asked == [
        f"https://tele{{gram}}.org/bot{TOKEN}/getUpdates offset=7&timeout=20&limit=100"
        "&allowed_updates=%5B%22message%22%2C+%22poll%22%5D"
    ]


@pytest.mark.parametrize(
    "body",
    [
        b'{"ok":true,"result":{"upda',
        b"",
        b"[]",
        b"null",
        b'{"ok":true}',
        b'{"ok":false}',
        b'{"ok":true,"result":null}',
        b'{"ok":true,"description":"x"}',
        b"[" * 100_000,
        b"\xff\xfe",
        b'{"ok":true,"result":{}}',
        b'{"ok":true,"result":[5]}',
        b'{"ok":true,"result":[{"update_id":"5"}]}',
    ],
)
async def test_garbled_answer_is_a_network_error(body: bytes) -> None:
    """Whatever comes that is not what the Bot API says can be asked for again."""
    with pytest.raises(NetworkError):
        await bot_that_gets(httpx.Response(200, content=body)).poll(0, 0, ())


@pytest.mark.parametrize(
    ("status", "body", "error"),
    [
        (502, b"<html>Bad Gateway</html>", NetworkError),
        (500, b"[]", NetworkError),
        (404, b"<html>Not Found</html>", NetworkError),
        (403, b"this site is blocked", NetworkError),
        (429, b'{"ok":false,"description":"slow down"}', NetworkError),
        (401, b'{"ok":false,"description":"Unauthorized"}', InvalidToken),
    ],
)
async def test_refusals_are_told_from_faults(
    status: int, body: bytes, error: type[TelegramError]
) -> None:
    """An error page is a fault of the way; what Telegram says itself is taken at its word."""
    with pytest.raises(error):
        await bot_that_gets(httpx.Response(status, content=body)).poll(0, 0, ())


async def test_dripping_answer_has_a_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    """A request takes no longer in all than it may, however slowly its answer comes."""
    monkeypatch.setattr(bot_api, "POLL_SLACK_SECONDS", 0.01)

    class Dripping(httpx.AsyncByteStream):
        async def __aiter__(self) -> AsyncIterator[bytes]:
            while True:
                yield b" "
                await asyncio.sleep(0)

    bot = bot_that_gets(httpx.Response(200, stream=Dripping()))
    with pytest.raises(TimedOut):
        await asyncio.wait_for(bot.poll(0, 0, ()), 5)


@pytest.mark.parametrize(
    ("asked", "seconds"), [(5, 5), ("7", 7), (10**20, bot_api.LONGEST_PAUSE_SECONDS)]
)
async def test_pause_asked_for_is_sound(asked: Any, seconds: int) -> None:
    """A pause is a number of seconds within a day, whatever the answer says."""
    body = {"ok": False, "description": "slow down", "parameters": {"retry_after": asked}}
    with pytest.raises(RetryAfter) as caught:
        await bot_that_gets(httpx.Response(429, json=body)).poll(0, 0, ())
    assert pause_asked_by(caught.value) == seconds


@pytest.mark.parametrize("parameters", [5, {"retry_after": "soon"}, {"retry_after": None}, []])
async def test_pause_that_is_no_number_is_a_network_error(parameters: Any) -> None:
    """A refusal whose pause cannot be read is tried again like any other fault."""
    body = {"ok": False, "description": "slow down", "parameters": parameters}
    with pytest.raises(NetworkError):
        await bot_that_gets(httpx.Response(429, json=body)).poll(0, 0, ())


@pytest.mark.parametrize(
    ("proxy", "said"),
    [
        (
            "socks5://ann:secret@127.0.0.1:1",
            "names a SOCKS proxy, which takes one more package: pip",
        ),
        ("wormhole://ann:secret@127.0.0.1:1", "holds no address of a proxy; it must look like"),
        ("http://[ann:secret", "holds no address of a proxy; it must look like"),
    ],
)
def test_proxy_that_cannot_be_used(monkeypatch: pytest.MonkeyPatch, proxy: str, said: str) -> None:
    """A proxy variable that does not do is said in a sentence, without what it holds."""
    monkeypatch.setitem(sys.modules, "socksio", None)  # as where the extra is not installed
    monkeypatch.setenv("ALL_PROXY", proxy)
    with pytest.raises(SettingsError, match=r"^A proxy variable ") as caught:
        make_bot(Settings(telegram_bot_token=Secret(TOKEN)), None)
    assert said in str(caught.value)
    assert "secret" not in str(caught.value)
