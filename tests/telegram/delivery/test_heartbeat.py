"""The heartbeat tells a supervisor that the bot is alive."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

import pytest

from bot.telegram.delivery.heartbeat import Heartbeat

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the heartbeat is."""
    return tmp_path / "heartbeat"


def test_each_beat_moves_the_time(path: Path) -> None:
    """Made with the first beat, for its owner alone; then touched."""
    heartbeat = Heartbeat(path)
    heartbeat.beat()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    os.utime(path, (0, 0))
    heartbeat.beat()
    assert path.stat().st_mtime > 0


def test_file_that_was_removed_is_made_anew(path: Path) -> None:
    """Whoever cleans up the folder does not make the bot look dead."""
    heartbeat = Heartbeat(path)
    heartbeat.beat()
    path.unlink()
    heartbeat.beat()
    assert path.exists()


def test_link_is_not_followed(path: Path, tmp_path: Path) -> None:
    """What a planted link leads to is not touched."""
    target = tmp_path / "target"
    target.write_bytes(b"")
    os.utime(target, (0, 0))
    path.symlink_to(target)
    Heartbeat(path).beat()
    assert target.stat().st_mtime == 0


def test_what_cannot_be_written_is_said_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A folder that is gone does not stop the bot."""
    heartbeat = Heartbeat(tmp_path / "gone" / "heartbeat")
    heartbeat.beat()
    heartbeat.beat()
    assert len(caplog.messages) == 1
    assert caplog.messages[0].startswith("The heartbeat cannot be written: ")
