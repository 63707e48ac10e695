"""What is kept is readable by its owner alone, and a planted link leads nowhere."""

from __future__ import annotations

import os
import stat
import time
from typing import TYPE_CHECKING

import pytest

from bot.private_files import (
    ASIDE_SECONDS,
    claim,
    claim_database,
    make_private_folder,
    remove_old_aside,
    set_aside,
)

if TYPE_CHECKING:
    from pathlib import Path


def mode(path: Path) -> int:
    """Who may do what with a file."""
    return stat.S_IMODE(path.stat().st_mode)


def test_new_and_old_folders_are_closed(tmp_path: Path) -> None:
    """A folder is closed when it is made, and one that is there already as well."""
    folder = tmp_path / "a" / "state"
    make_private_folder(folder)
    assert mode(folder) == 0o700
    folder.chmod(0o755)
    make_private_folder(folder)
    assert mode(folder) == 0o700


def test_database_is_closed_with_all_beside_it(tmp_path: Path) -> None:
    """New or old, SQLite's own files included."""
    path = tmp_path / "inbox.sqlite3"
    beside = tmp_path / "inbox.sqlite3-wal"
    beside.write_bytes(b"words")
    beside.chmod(0o644)
    claim_database(path)
    assert mode(path) == mode(beside) == 0o600
    path.write_bytes(b"kept")
    path.chmod(0o666)
    claim_database(path)
    assert mode(path) == 0o600
    assert path.read_bytes() == b"kept"


@pytest.mark.parametrize("plant", [os.symlink, os.link])
def test_planted_link_is_taken_away(
    tmp_path: Path, plant: object, caplog: pytest.LogCaptureFixture
) -> None:
    """What a link leads to is neither written, nor opened to others, nor closed to them."""
    target = tmp_path / "target"
    target.write_bytes(b"precious")
    target.chmod(0o644)
    for path in (tmp_path / "x", tmp_path / "y.sqlite3-wal"):
        plant(target, path)  # type: ignore[operator]
    claim(tmp_path / "x")
    claim_database(tmp_path / "y.sqlite3")
    (tmp_path / "x").write_bytes(b"ours")
    assert target.read_bytes() == b"precious"
    assert mode(target) == 0o644
    assert not (tmp_path / "y.sqlite3-wal").exists()
    assert len(caplog.messages) == 2


def test_dangling_link_makes_no_file_elsewhere(tmp_path: Path) -> None:
    """A link to nothing does not create what it names."""
    (tmp_path / "x").symlink_to(tmp_path / "elsewhere")
    claim(tmp_path / "x")
    assert not (tmp_path / "elsewhere").exists()
    assert (tmp_path / "x").is_file()


def test_pipe_does_not_hold_it_up(tmp_path: Path) -> None:
    """A named pipe, which waits for a reader, is taken away too."""
    os.mkfifo(tmp_path / "x")
    claim(tmp_path / "x")
    assert (tmp_path / "x").is_file()


def test_what_is_set_aside_goes_after_a_week(tmp_path: Path) -> None:
    """A damaged file is kept for a while, in the place of an earlier one, and then removed."""
    path = tmp_path / "inbox.sqlite3"
    for content in (b"first", b"second"):
        path.write_bytes(content)
        (tmp_path / "inbox.sqlite3-wal").write_bytes(b"words")
        aside = set_aside(path)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["inbox.broken"]
    assert aside.read_bytes() == b"second"
    remove_old_aside(tmp_path)
    assert aside.exists()
    long_ago = time.time() - ASIDE_SECONDS - 1
    os.utime(aside, (long_ago, long_ago))
    remove_old_aside(tmp_path)
    assert not aside.exists()
