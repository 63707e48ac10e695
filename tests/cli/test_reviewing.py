"""What a maintainer is shown of a case, and what the keys do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.answering.reply import Outcome, Part, Reply
from bot.cli.reviewing import KEYS, Reviewing
from bot.journal import FILE_NAME, Journal
from bot.knowledge.loader import load
from tests.fakes.answerer import LiteralAnswerer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def reviewing(mill_folder: Path, tmp_path: Path) -> Iterator[Reviewing]:
    journal = Journal(tmp_path / "state" / FILE_NAME)
    part = Part("who owns it?", "who owns it?", Outcome.NOT_STATED, "")
    journal.record(Reply("who owns it?", Outcome.NOT_STATED, (part,)))
    yield Reviewing(mill_folder, journal, lambda folder: LiteralAnswerer(load(folder)))
    journal.close()


def taken(_: str, proposed: str) -> str:
    """Take what is proposed."""
    return proposed


def test_case_says_what_was_asked_and_what_is_done(reviewing: Reviewing) -> None:
    """With how often and how it went, then and today."""
    assert reviewing.show() == (
        "1 ×  who owns it?  \x1b[2mnot stated\x1b[0m\n\x1b[2mtoday: not found\x1b[0m"
    )
    assert reviewing.prompt() == KEYS


def test_skipped_case_is_not_shown_again(reviewing: Reviewing) -> None:
    """In this session."""
    reviewing.show()

    assert reviewing.press("s", taken) == "Skipped."
    assert reviewing.show() is None


def test_undo_without_a_decision_is_told(reviewing: Reviewing) -> None:
    """In a sentence, as every error is."""
    reviewing.show()

    assert reviewing.press("u", taken).startswith("There is nothing to undo")
