"""The inbox as a file: whole transactions, and what can still be read of a damaged one."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from bot.telegram.delivery.inbox_file import InboxFile, Row, UnknownSchemaError, salvaged

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the file is."""
    return tmp_path / "inbox.sqlite3"


def row(number: int, **more: Any) -> Row:
    """A row with an update."""
    return Row.of(number, {"update_id": number, **more})


def test_rows_come_back_as_they_were(path: Path) -> None:
    """Answered rows keep their digest, and attempts are counted."""
    first, second = row(1), row(2, message={"text": "\ud83d"})
    with closing(InboxFile(path)) as file:
        file.add([first, second], confirmed=0)
        file.wipe(1)
        file.set_attempts(2, 2)
        first.update, second.attempts = None, 2
        assert file.rows() == [first, second]
        file.add([], confirmed=2)
        assert file.rows() == [second]
        file.replace([first])
        assert file.rows() == [first]


def test_batch_is_written_whole_or_not_at_all(path: Path) -> None:
    """Where one row cannot be written none is."""
    with closing(InboxFile(path)) as file:
        with pytest.raises(sqlite3.IntegrityError):
            file.add([row(1), row(2), row(1)], confirmed=0)
        assert file.rows() == []
        file.add([row(1)], confirmed=0)


def test_one_process_at_a_time(path: Path) -> None:
    """A second one is told that the file is busy."""
    with closing(InboxFile(path)), pytest.raises(sqlite3.OperationalError, match="locked"):
        InboxFile(path)


def test_other_schema_is_told_from_an_empty_file(path: Path) -> None:
    """A file of another version is not written to."""
    path.write_bytes(b"")
    InboxFile(path).close()
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA user_version = 3")
    with pytest.raises(UnknownSchemaError, match="version 3, not 2"):
        InboxFile(path)


def test_file_that_somebody_else_wrote_is_noticed(path: Path) -> None:
    """Own writes do not count, those of others do."""
    with closing(InboxFile(path)) as file:
        file.add([row(1)], confirmed=0)
        assert file.in_place
        file.checkpoint()
        assert file.in_place
        with path.open("r+b") as other:
            other.write(b"scribbled")
        assert not file.in_place


def test_salvage_leaves_out_what_was_answered(path: Path) -> None:
    """What waits is read, once, by its update id; nonsense is no reason to stop."""
    with closing(InboxFile(path)) as file:
        file.add([row(3), row(1), row(2)], confirmed=0)
        file.wipe(2)
        file.wipe(1)
    assert salvaged(path) == [{"update_id": 3}]
    with path.open("ab") as other:
        other.write(b'{"update_id": 9} {"update_id": "x"} {"update_id": 1} {"update_id": [[[')
    assert salvaged(path) == [{"update_id": 3}, {"update_id": 9}]


def test_nothing_can_be_read_of_what_is_no_inbox(path: Path) -> None:
    """A file that is missing, empty or something else holds no updates."""
    assert salvaged(path.with_name("missing")) == []
    path.write_bytes(b"x" * 5000)
    assert salvaged(path) == []
