"""The journal's file: nobody waits for it, and what is taken out of it leaves no trace."""

from __future__ import annotations

import logging
import sqlite3
import stat
import time
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from bot import journal_file
from bot.journal_file import JournalFile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ADD = "INSERT INTO ignored (key) VALUES ('private')"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the journal is."""
    return tmp_path / "state" / "journal.sqlite3"


@pytest.fixture
def file(path: Path) -> Iterator[JournalFile]:
    """A journal whose file is not made yet."""
    file = JournalFile(path)
    yield file
    file.close()


def test_file_is_made_with_the_first_thing_written(file: JournalFile, path: Path) -> None:
    """Reading makes none; writing makes one that its owner alone can read."""
    assert file.now(lambda db: db.execute("SELECT 1").fetchone()) is None
    assert not path.exists()
    file.later(lambda db: db.execute(ADD))
    assert file.now(lambda db: db.execute("SELECT key FROM ignored").fetchall()) == [("private",)]
    modes = {stat.S_IMODE(each.stat().st_mode) for each in path.parent.iterdir()}
    assert modes == {0o600}
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_what_is_taken_out_leaves_no_trace(file: JournalFile, path: Path) -> None:
    """Neither the file nor SQLite's own log beside it holds a word of it."""
    file.later(lambda db: db.execute(ADD))
    file.now(lambda db: db.execute("SELECT 1"))
    file.later(lambda db: db.execute("DELETE FROM ignored"))
    file.now(lambda db: db.execute("SELECT 1"))
    assert not any(b"private" in each.read_bytes() for each in path.parent.iterdir())


def test_closing_does_not_wait_for_who_holds_the_file(
    file: JournalFile,
    path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """However much is still to be written, it ends; the log says that something is missing."""
    monkeypatch.setattr(journal_file, "LOCK_SECONDS", 0.05)
    monkeypatch.setattr(journal_file, "CLOSE_SECONDS", 0.05)
    file.later(lambda db: db.execute(ADD))
    file.now(lambda db: db.execute("SELECT 1"))
    with closing(sqlite3.connect(path)) as other, caplog.at_level(logging.WARNING):
        other.execute("BEGIN EXCLUSIVE")
        for _ in range(500):
            file.later(lambda db: db.execute("DELETE FROM ignored"))
        began = time.monotonic()
        file.close()
        assert time.monotonic() - began < 2
    assert caplog.messages[-1].endswith("is held by another program; its end is cut off.")


def test_what_waits_is_bounded(
    file: JournalFile, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While the file is held for long, memory does not grow without end."""
    monkeypatch.setattr(journal_file, "MOST_PENDING", 3)
    done: list[int] = []
    file.now(lambda db: db.execute("SELECT 1"), make=True)
    with closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN EXCLUSIVE")
        for number in range(10):
            file.later(lambda _, number=number: done.append(number))  # type: ignore[misc]
        other.rollback()
    file.now(lambda _: None)
    assert len(done) <= 10
