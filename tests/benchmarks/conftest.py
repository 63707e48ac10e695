"""The table of figures beside their targets, and the figures of question sets below it."""

from __future__ import annotations

import datetime as dt
import os
import platform
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from bot.answering.answerer import Answerer
from bot.authoring.evaluation import figures, score
from bot.authoring.question_set import read
from bot.knowledge.loader import load

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.knowledge.model import Knowledge

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"
LINE = "{:<58} {:>22} {:>16} {:>10}"


class Row(NamedTuple):
    """A figure, in words, with its target and, where it matches questions, how many are right."""

    what: str
    figure: str
    target: str = ""
    right: str = ""


ROWS = pytest.StashKey[list[Row]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Offer ``--set FILE``: a question set to be scored beside the times."""
    parser.addoption("--set", action="append", type=Path, default=[], help="a question set")


def pytest_configure(config: pytest.Config) -> None:
    """Keep a place for the table."""
    config.stash[ROWS] = []


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Print the table, and what ``test --set`` says of the sets."""
    if not config.stash[ROWS]:
        return
    terminalreporter.section(f"figures of {dt.date.today()}, {machine()}")
    terminalreporter.line(LINE.format("what", "figure", "target", "right"))
    for row in config.stash[ROWS]:
        terminalreporter.line(LINE.format(*row))
    paths: list[Path] = config.getoption("--set", default=[])
    if paths:
        conversations = [conversation for path in paths for conversation in read(path)]
        for figure in figures(score(conversations, Answerer(load(KNOWLEDGE)))):
            cells = f"{figure.count} of {figure.of}", "", f"{figure.percent:.1f} %"
            terminalreporter.line(LINE.format(figure.name, *cells))


def machine() -> str:
    """Say what this is measured on."""
    cpus = Path("/proc/cpuinfo")
    lines = cpus.read_text(encoding="utf-8").splitlines() if cpus.exists() else []
    model = next((line.split(":")[1].strip() for line in lines if "model name" in line), "")
    cores = f"{os.cpu_count()} cores of {model or platform.machine()}"
    return f"{cores}, Python {platform.python_version()}"


@pytest.fixture
def note(request: pytest.FixtureRequest) -> Callable[..., None]:
    """Puts a row into the table."""

    def note(*cells: str) -> None:
        request.config.stash[ROWS].append(Row(*cells))

    return note


@pytest.fixture(scope="session")
def shipped() -> Knowledge:
    """The knowledge that ships with the project."""
    return load(KNOWLEDGE)
