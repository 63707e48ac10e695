"""The bench for the fault tests, and the table of what came of the faults."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.e2e.bench import Bench

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from tests.e2e.bench import Result

RESULTS = pytest.StashKey[list["Result"]]()
ROW = "{:<44} {:>9} {:>10} {:>5} {:>16}"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Offer ``--full``: every fault by itself, 200 questions each, and what takes long."""
    parser.addoption("--full", action="store_true", help="run the whole fault suite")


def pytest_configure(config: pytest.Config) -> None:
    """Keep a place for the results."""
    config.stash[RESULTS] = []


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is marked ``full`` where it was not asked for."""
    if not config.getoption("--full", default=False):
        for item in items:
            if "full" in item.keywords:
                item.add_marker(pytest.mark.skip(reason="only with --full"))


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Print the table."""
    if config.stash[RESULTS]:
        terminalreporter.section("faults")
        names = ("fault", "questions", "unanswered", "twice", "time to recover")
        terminalreporter.line(ROW.format(*names))
        for each in config.stash[RESULTS]:
            cells = each.fault, each.questions, each.unanswered, each.twice
            terminalreporter.line(ROW.format(*cells, f"{each.recovery:.1f} s"))


@pytest.fixture
async def bench(tmp_path: Path, mill_folder: Path) -> AsyncIterator[Bench]:
    """A bot that knows the mill and has begun to poll."""
    async with Bench(tmp_path, mill_folder) as bench:
        yield bench


@pytest.fixture
def noted(request: pytest.FixtureRequest) -> Callable[[Result], Result]:
    """Puts a result into the table."""

    def note(result: Result) -> Result:
        request.config.stash[RESULTS].append(result)
        return result

    return note
