"""The real application over a stand-in for Telegram."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
import pytest

from bot.answering.conversation import Conversations
from bot.journal import Journal
from bot.reloader import LiveAnswerer
from bot.settings import Secret, Settings
from bot.telegram import app as application
from bot.telegram.context import BotData
from bot.telegram.delivery.bot_api import make_bot
from bot.telegram.delivery.concurrency import Slots
from bot.telegram.delivery.connection import Connection
from bot.telegram.delivery.crash_marker import CrashMarker
from bot.telegram.delivery.retries import Sender
from tests.fakes.answerer import LiteralAnswerer
from tests.fakes.person import Person
from tests.fakes.telegram import TOKEN, Telegram

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

ADMIN = 99


@pytest.fixture
def telegram() -> Telegram:
    """Telegram's side of the wire."""
    return Telegram()


@pytest.fixture
def bot_data(
    tmp_path: Path, mill_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[BotData]:
    """Data with the knowledge of the mill, known word for word, and with one admin."""
    monkeypatch.setattr("bot.reloader.Answerer", LiteralAnswerer)
    bot_data = bot_data_for(mill_folder, tmp_path)
    yield bot_data
    bot_data.journal.close()


def bot_data_for(folder: Path, state: Path) -> BotData:
    """Return a bot_data with the knowledge in a folder, that keeps its journal in another."""
    settings = Settings(
        telegram_bot_token=Secret(TOKEN),
        admin_ids=frozenset({ADMIN}),
        state_dir=state,
        questions_per_minute=1000,
    )
    return BotData(LiveAnswerer(folder, print), Conversations(), Journal.of(settings), settings)


@pytest.fixture
async def person(
    telegram: Telegram, bot_data: BotData, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> AsyncIterator[Person]:
    """Somebody who writes to the bot; that nothing goes wrong unseen is checked at the end."""
    marker = CrashMarker(tmp_path / "marker")
    sender = Sender(Slots(), Connection(), marker)
    bot = make_bot(bot_data.settings, sender, httpx.MockTransport(telegram.handle))
    async with application.build(bot, bot_data) as app:
        yield Person(telegram, app)
    marker.close()
    assert telegram.broken == []
    assert not [record for record in caplog.records if record.levelname in ("ERROR", "WARNING")]
