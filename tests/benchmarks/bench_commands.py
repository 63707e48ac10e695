"""How long loading takes and the commands do, as processes, and what they hold in memory."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import yaml

from bot.knowledge.loader import load
from bot.matching.matcher import Matcher
from tests.benchmarks.conftest import KNOWLEDGE
from tests.benchmarks.synthetic import synthetic
from tests.e2e.bot_process import BotProcess
from tests.fakes.bot_api import BotApi

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from bot.knowledge.model import Knowledge

ROOT = KNOWLEDGE.parent
TIMES = 9
IMPORTS = "import numpy, yaml, rapidfuzz, Stemmer, click"
MEGABYTE = 1024 * 1024


def test_loading_and_building(benchmark: Any, note: Callable[..., None]) -> None:
    """The shipped knowledge, from its files to the first question."""
    benchmark.pedantic(lambda: Matcher(load(KNOWLEDGE)), rounds=5)
    note("loading and building, shipped", f"{benchmark.stats.stats.median:.2f} s", "0.5 s")


def test_loading_and_building_much(
    tmp_path: Path, benchmark: Any, note: Callable[..., None]
) -> None:
    """Fifteen thousand phrasings, from a file as an editor would write it."""
    _write(synthetic(15_000)[0], tmp_path / "news")
    benchmark.pedantic(lambda: Matcher(load(tmp_path)), rounds=3)
    note("loading and building, 15,000", f"{benchmark.stats.stats.median:.2f} s", "5 s")


def test_memory_of_much(note: Callable[..., None]) -> None:
    """A hundred and fifty thousand phrasings, with what it takes to make them up."""
    command = [sys.executable, "-m", "tests.benchmarks.footprint", "150000"]
    found = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    note("most memory held, 150,000", f"{int(found.stdout)} MB", "1,000 MB")


def test_cold_commands(note: Callable[..., None]) -> None:
    """From the start of the process to its end, in turn with importing what it needs."""
    ask = [sys.executable, "-m", "bot", "ask", "who led the round?"]
    check = [sys.executable, "-m", "bot", "check"]
    asked, imported, checked = zip(
        *((_ran(ask), _ran([sys.executable, "-c", IMPORTS]), _ran(check)) for _ in range(TIMES)),
        strict=True,
    )
    above = statistics.median(asked) - statistics.median(imported)
    note("cold ask", f"{statistics.median(asked):.2f} s", "1 s")
    note("cold ask above importing what it needs", f"{above:.2f} s", "0.4 s")
    note("cold check", f"{statistics.median(checked):.2f} s", "2 s")


async def test_memory_of_run(tmp_path: Path, note: Callable[..., None]) -> None:
    """The bot as it runs on the shipped knowledge, after some hundred answers."""
    async with BotApi() as api, BotProcess(tmp_path, KNOWLEDGE, api.url) as bot:
        for number in range(300):
            api.ask(-1 - number % 20, "/ask who led the round?")
        assert await api.until(lambda: api.all_answered), bot.output
        note("memory held by run, shipped", f"{bot.memory / MEGABYTE:.0f} MB", "120 MB")


def _ran(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, cwd=ROOT, env=dict(os.environ), check=False, capture_output=True)
    return time.perf_counter() - start


def _write(knowledge: Knowledge, folder: Path) -> None:
    """Write knowledge with facts alone as a folder of one article."""
    folder.mkdir()
    (article,) = knowledge.articles
    folder.joinpath("article.txt").write_text(article.text, encoding="utf-8")
    data = {
        "article": {"title": article.title, "published": "2021-03-08", "text": "article.txt"},
        "facts": list(_facts(knowledge)),
    }
    text = yaml.dump(data, Dumper=yaml.CSafeDumper)
    folder.joinpath("facts.yaml").write_text(text, encoding="utf-8")


def _facts(knowledge: Knowledge) -> Iterator[dict[str, object]]:
    for fact in knowledge.facts:
        yield {
            "id": fact.id,
            "question": fact.question,
            "asked_as": list(fact.asked_as),
            "answer": fact.answer,
            "quotes": [knowledge.article(fact.article).text],
        }
