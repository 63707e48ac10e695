"""The table of figures beside their targets."""

from __future__ import annotations

import datetime as dt
import os
import platform
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from bot.knowledge.loader import load

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.knowledge.model import Knowledge

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"
LINE = "{:<58} {:>22} {:>16}"


class Row(NamedTuple):
    """A figure, in words, with its target."""

    what: str
    figure: str
    target: str = ""


ROWS = pytest.StashKey[list[Row]]()


def pytest_configure(config: pytest.Config) -> None:
    """Keep a place for the table."""
    config.stash[ROWS] = []


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Print the table."""
    if not config.stash[ROWS]:
        return
    terminalreporter.section(f"figures of {dt.date.today()}, {machine()}")
    terminalreporter.line(LINE.format("what", "figure", "target"))
    for row in config.stash[ROWS]:
        terminalreporter.line(LINE.format(*row))


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
