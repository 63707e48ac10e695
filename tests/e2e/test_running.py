"""Running for weeks: outages, second instances, deadly updates, starts that cannot succeed."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from bot.telegram.delivery.conflict import PATIENCE_SECONDS
from bot.telegram.delivery.inbox import MOST_ATTEMPTS
from bot.telegram.service import START_SECONDS
from tests.e2e.bot_process import BotProcess

if TYPE_CHECKING:
    from pathlib import Path

    from tests.e2e.bench import Bench

NEWS = "Another program polls with this bot's token"
GARBAGE = 8 << 20
"""The bytes that may wait to be collected; what each poll leaves behind for good would be more."""
DEADLY = """
import os
from bot.answering.answerer import Answerer
reply = Answerer.reply
Answerer.reply = lambda self, asked, *more: (
    os.abort() if asked == "die" else reply(self, asked, *more)
)
"""
HURRIED = """
from bot.telegram.delivery import connection as connection
from bot.telegram.delivery import polling
connection.FIRST_PAUSE_SECONDS = polling.LONGEST_PAUSE_SECONDS = 0.0005
"""


@pytest.mark.full
async def test_second_instance_gives_way(bench: Bench, tmp_path: Path, mill_folder: Path) -> None:
    """One that comes later, from elsewhere, ends with 1 after half a minute; the first goes on."""
    bench.ask(1)
    await bench.until_answered(1)
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    began = time.monotonic()
    async with BotProcess(folder, mill_folder, bench.api.url) as second:
        assert await second.ended(2 * PATIENCE_SECONDS) == 1
        assert time.monotonic() - began >= PATIENCE_SECONDS
        assert second.output.splitlines()[-1].startswith("Another program is polling with this bo")
    bench.ask(1)
    await bench.until_answered(2)
    assert bench.bot.output.count(NEWS) == 1


@pytest.mark.full
async def test_second_instance_on_the_same_folder_gives_way(
    bench: Bench, tmp_path: Path, mill_folder: Path
) -> None:
    """One that is started beside the first, on the same folder, does not even disturb it."""
    async with BotProcess(tmp_path, mill_folder, bench.api.url) as second:
        assert await second.ended(2 * PATIENCE_SECONDS) == 1
    assert bench.api.conflicts == 0
    assert bench.bot.output.splitlines()[-1].startswith("Another instance of this bot is running")


@pytest.mark.full
async def test_unreachable_at_the_start(tmp_path: Path, mill_folder: Path) -> None:
    """Telegram that is out of reach is tried for 15 seconds, and then it ends with 1."""
    began = time.monotonic()
    async with BotProcess(tmp_path, mill_folder, "http://127.0.0.1:1") as bot:
        assert await bot.ended(2 * START_SECONDS) == 1
    assert time.monotonic() - began >= START_SECONDS
    assert len(bot.output.splitlines()) == 1


@pytest.mark.full
async def test_update_that_kills_is_dropped(bench: Bench) -> None:
    """A question over which the process dies is given up after the third death, and no other."""
    bench.bot.sabotage(DEADLY)
    await bench.bot.kill()
    await bench.bot.start()
    bench.ask(5)
    deadly = bench.api.ask(-1, "/ask die")
    bench.ask(5)
    for _ in range(MOST_ATTEMPTS):
        assert await bench.bot.ended(60) != 0
        await bench.bot.start()
    assert await bench.api.until(lambda: bench.api.answered == 10)
    assert not deadly.answered
    assert bench.bot.output.count("An update was dropped: the bot died over it 3 times.") == 1


@pytest.mark.full
async def test_outage_leaves_no_trace(bench: Bench) -> None:
    """Thousands of failed polls, hours of them in life, grow neither the memory nor the log."""
    bench.bot.sabotage(HURRIED)
    await bench.bot.stop()
    await bench.bot.start()
    bench.ask(1)
    await bench.until_answered(1)
    bench.api.begin_outage("502")
    assert await bench.api.until(lambda: bench.api.faults["502"] > 2000, 120)
    before = bench.bot.memory
    assert await bench.api.until(lambda: bench.api.faults["502"] > 6000, 120)
    assert bench.bot.memory - before < GARBAGE
    bench.api.end_outage()
    bench.ask(1)
    await bench.until_answered(2)
    assert len(bench.bot.output.splitlines()) <= 6
