"""One person's conversation in a terminal, line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot import reloader
from bot.cli.session import Session
from bot.journal import Journal
from bot.reloader import LiveAnswerer
from tests.fakes.answerer import LiteralAnswerer

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def session(mill_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Session:
    monkeypatch.setattr(reloader, "Answerer", LiteralAnswerer)
    return Session(LiveAnswerer(mill_folder, print), Journal(None))


def test_what_is_suggested_can_be_picked(session: Session) -> None:
    """By the number before it."""
    said = session.answer("mill-when")

    assert "  1  Was anybody hurt?" in said
    assert session.answer("1").startswith("Nobody was hurt")
