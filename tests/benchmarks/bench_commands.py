"""How long the commands take, as processes, and what the bot holds in memory."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from typing import TYPE_CHECKING

from tests.benchmarks.conftest import KNOWLEDGE
from tests.e2e.bot_process import BotProcess
from tests.fakes.bot_api import BotApi
from tests.mill import write_mill

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ROOT = KNOWLEDGE.parent
TIMES = 7
MEGABYTE = 1024 * 1024


def test_ask(tmp_path: Path, note: Callable[..., None]) -> None:
    """A first question, with nothing encoded before, and later ones; on the shipped knowledge."""
    first = ran(tmp_path, "ask", "who led the round?")
    later = [ran(tmp_path, "ask", "who led the round?") for _ in range(TIMES)]
    note("cold ask, the first", f"{first:.2f} s", "10 s")
    note("cold ask, later ones, median", f"{statistics.median(later):.2f} s", "1.5 s")


def test_ask_of_a_small_article(tmp_path: Path, note: Callable[..., None]) -> None:
    """The same with an article of three sentences, so of starting up above all."""
    write_mill(tmp_path / "knowledge")
    asked = ("ask", "was anybody hurt?", "--knowledge", str(tmp_path / "knowledge"))
    first = ran(tmp_path, *asked)
    later = [ran(tmp_path, *asked) for _ in range(TIMES)]
    note("cold ask of a small article, the first", f"{first:.2f} s", "2 s")
    note("  later ones, median", f"{statistics.median(later):.2f} s")


def test_check(tmp_path: Path, note: Callable[..., None]) -> None:
    """All that is looked for in the shipped knowledge."""
    ran(tmp_path, "check")
    note("cold check", f"{ran(tmp_path, 'check'):.1f} s")


async def test_memory_of_run(tmp_path: Path, note: Callable[..., None]) -> None:
    """The bot as it runs on the shipped knowledge, after some hundred answers."""
    async with BotApi() as api, BotProcess(tmp_path, KNOWLEDGE, api.url) as bot:
        for number in range(300):
            api.ask(-1 - number % 20, "/ask who led the round?")
        assert await api.until(lambda: api.all_answered), bot.output
        note("memory held by run, shipped", f"{bot.memory / MEGABYTE:.0f} MB", "260 MB")


def ran(state: Path, *arguments: str) -> float:
    """Run a command to its end, with its state and caches in a folder; return the seconds."""
    env = {**os.environ, "STATE_DIR": str(state), "XDG_CACHE_HOME": str(state)}
    start = time.perf_counter()
    command = [sys.executable, "-m", "bot", *arguments]
    subprocess.run(command, cwd=ROOT, env=env, check=False, capture_output=True)
    return time.perf_counter() - start
