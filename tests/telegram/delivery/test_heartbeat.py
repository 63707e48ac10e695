"""The heartbeat: a file whose time moves on, for a supervisor to look at."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

from bot.telegram.delivery.heartbeat import Heartbeat

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

LONG_AGO = 1_000_000_000


def test_beat_moves_the_time_on(tmp_path: Path) -> None:
    """At the first one the file is made, for its owner alone."""
    path = tmp_path / "heartbeat"
    heartbeat = Heartbeat(path)
    heartbeat.beat()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600

    os.utime(path, (LONG_AGO, LONG_AGO))
    heartbeat.beat()

    assert path.stat().st_mtime > LONG_AGO


def test_file_that_was_removed_comes_again(tmp_path: Path) -> None:
    """Somebody may tidy up while the bot runs."""
    path = tmp_path / "heartbeat"
    heartbeat = Heartbeat(path)
    heartbeat.beat()
    path.unlink()
    heartbeat.beat()

    assert path.exists()


def test_heartbeat_that_cannot_be_written_is_said_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A folder that is gone does not stop the bot."""
    heartbeat = Heartbeat(tmp_path / "gone" / "heartbeat")
    heartbeat.beat()
    heartbeat.beat()
    assert len(caplog.messages) == 1
    assert caplog.messages[0].startswith("The heartbeat cannot be written: ")
