"""What tests of several parts share."""

from __future__ import annotations

import logging
import warnings
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from bot.knowledge.loader import load
from bot.logs import CHATTY
from tests.mill import write_mill

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bot.knowledge.model import Knowledge

settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("steady")


@pytest.fixture
def mill_folder(tmp_path: Path) -> Path:
    """A knowledge folder, the test's own, with the article of the mill in it."""
    folder = tmp_path / "knowledge"
    write_mill(folder)
    return folder


@pytest.fixture
def mill(mill_folder: Path) -> Knowledge:
    """The knowledge of that folder."""
    return load(mill_folder)


@pytest.fixture
def log_as_before() -> Iterator[None]:
    """Puts the process's log back to how it was."""
    root, shown = logging.getLogger(), warnings.showwarning
    handlers, level = root.handlers[:], root.level
    yield
    logging.captureWarnings(capture=False)
    logging.raiseExceptions = True
    root.handlers[:], warnings.showwarning = handlers, shown
    root.setLevel(level)
    for name in CHATTY:
        logging.getLogger(name).setLevel(logging.NOTSET)
