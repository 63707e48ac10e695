"""Running the bot: signals, the webhook that was left, and what is kept."""

from __future__ import annotations

import asyncio
import os
import signal
import stat
import time
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from bot.private_files import ASIDE_SECONDS
from bot.settings import Secret, Settings
from bot.telegram import service
from bot.telegram.delivery.bot_api import make_bot

if TYPE_CHECKING:
    from pathlib import Path

TOKEN = "123456:TEST"


class Webhook:
    """Telegram, as far as webhooks go."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.calls: list[str] = []

    def handle(self, request: httpx.Request) -> httpx.Response:
        """Answer a call."""
        method = request.url.path.rpartition("/")[2]
        self.calls.append(method)
        info = {
            "url": self.url,
            "has_custom_certificate": False,
            "pending_update_count": 0,
        }
        result: Any = info if method == "getWebhookInfo" else True
        return httpx.Response(200, json={"ok": True, "result": result})


@pytest.mark.parametrize(
    ("url", "lines"),
    [
        ("", []),
        (
            f"https://example.org/{TOKEN}",
            ["A webhook to example.org was set for this bot; it is deleted, for the bot polls."],
        ),
    ],
)
async def test_webhook_that_was_left_is_named_and_deleted(
    caplog: pytest.LogCaptureFixture, url: str, lines: list[str]
) -> None:
    """Telegram answers no polls while it sends updates elsewhere."""
    webhook = Webhook(url)
    settings = Settings(telegram_bot_token=Secret(TOKEN))
    bot = make_bot(settings, None, httpx.MockTransport(webhook.handle))
    await service._delete_webhook(bot)
    assert webhook.calls == ["getWebhookInfo", "deleteWebhook"]
    assert caplog.messages == lines


async def test_stops_on_a_signal_where_the_loop_knows_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """On Windows the event loop cannot be told of signals; Python can."""

    def unknown(*_: object) -> None:
        raise NotImplementedError

    before = [signal.getsignal(number) for number in service.STOP_SIGNALS]
    monkeypatch.setattr(asyncio.get_running_loop(), "add_signal_handler", unknown)
    stopped = asyncio.Event()
    try:
        service._on_stop_signals(stopped.set)
        os.kill(os.getpid(), signal.SIGTERM)
        await asyncio.wait_for(stopped.wait(), 5)
    finally:
        for number, handler in zip(service.STOP_SIGNALS, before, strict=True):
            signal.signal(number, handler)


async def test_what_is_kept_is_private_and_tidied(tmp_path: Path) -> None:
    """Files that are there already are closed as new ones are, and old damaged ones removed."""
    folder = tmp_path / "state"
    folder.mkdir(mode=0o755)
    old = folder / "inbox-1.broken"
    old.write_bytes(b"")
    long_ago = time.time() - ASIDE_SECONDS - 1
    os.utime(old, (long_ago, long_ago))
    async with service._kept(folder, "123456"):
        await asyncio.sleep(0)
        modes = {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}
        assert modes == {0o600}
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert not old.exists()
