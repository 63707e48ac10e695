"""Which update the process was working on when it died."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from bot.telegram.delivery.crash_marker import Suspect

if TYPE_CHECKING:
    from pathlib import Path


def test_note_outlives_the_process(tmp_path: Path) -> None:
    """What was marked is found by the next process without any closing; what was cleared is not."""
    path = tmp_path / "suspect"
    with closing(Suspect(path)) as first:
        assert (first.left, first.number) == (None, None)
        first.mark(1 << 40)
        with closing(Suspect(path)) as second:
            assert second.left == 1 << 40
            second.clear()
            assert (second.left, second.number) == (1 << 40, None)
        with closing(Suspect(path)) as third:
            assert third.left is None


def test_damaged_note_names_nobody(tmp_path: Path) -> None:
    """A file of another length does not keep the bot from starting."""
    path = tmp_path / "suspect"
    path.write_bytes(b"")
    with closing(Suspect(path)) as suspect:
        assert suspect.left is None
