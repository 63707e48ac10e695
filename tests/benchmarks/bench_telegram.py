"""The way of a question through Telegram, beside a bot that has one answer to everything."""

from __future__ import annotations

import statistics
import time
from typing import TYPE_CHECKING

from tests.benchmarks.conftest import KNOWLEDGE
from tests.e2e.bot_process import BotProcess
from tests.fakes.bot_api import BotApi

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

BLOCKS = 4
"""How often the two take turns, so that neither has the machine's better minutes."""

ALONE, AT_ONCE = 150, 400
QUESTION = "/ask who led the round?"
CONSTANT = "import sys; from tests.benchmarks.constant_bot import main; main(); sys.exit()"


async def test_round_trip(tmp_path: Path, note: Callable[..., None]) -> None:
    """One question at a time, from the poll's answer to the reply; then many at once."""
    alone: dict[str, list[float]] = {"ours": [], "constant": []}
    rates: dict[str, list[float]] = {"ours": [], "constant": []}
    for block in range(BLOCKS):
        for name in ("ours", "constant") if block % 2 else ("constant", "ours"):
            folder = tmp_path / f"{name}-{block}"
            folder.mkdir()
            took, rate = await _measured(folder, constant=name == "constant")
            alone[name] += took
            rates[name].append(rate)
    ours, constant = (1000 * statistics.median(alone[name]) for name in ("ours", "constant"))
    note("round trip, one at a time, median", f"{ours:.2f} ms")
    note("  of a constant reply", f"{constant:.2f} ms")
    note("  ours by that", f"{ours / constant:.2f}")
    ours, constant = (statistics.median(rates[name]) for name in ("ours", "constant"))
    note(f"questions a second, {AT_ONCE} at once", f"{ours:.0f}", "60")
    note("  with a constant reply", f"{constant:.0f}")
    note("  ours by that", f"{ours / constant:.2f}")


async def _measured(folder: Path, *, constant: bool) -> tuple[list[float], float]:
    """Return the seconds that single questions took, and how many a second were answered."""
    async with BotApi() as api:
        bot = BotProcess(folder, KNOWLEDGE, api.url)
        if constant:
            bot.sabotage(CONSTANT)
        async with bot:
            assert await api.until(lambda: api.polls > 0), bot.output
            for number in range(ALONE):
                api.ask(-1 - number, QUESTION)
                assert await api.until(lambda: api.all_answered), bot.output
            took = [each.answered[0] - each.asked for each in api.questions.values()]
            api.questions.clear()
            start = time.monotonic()
            for number in range(AT_ONCE):
                api.ask(-1 - number, QUESTION)
            assert await api.until(lambda: api.all_answered), bot.output
            return took[10:], AT_ONCE / (time.monotonic() - start)
