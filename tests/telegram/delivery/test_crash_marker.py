"""The crash marker tells the next process which updates the last one was working on."""

from __future__ import annotations

import asyncio
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from bot.telegram.delivery.concurrency import INLINE_SLOTS, SLOTS
from bot.telegram.delivery.crash_marker import CrashMarker

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the marker is."""
    return tmp_path / "marker"


def left_in(path: Path) -> tuple[int, ...]:
    """What a process that starts now would find."""
    with closing(CrashMarker(path)) as marker:
        return marker.left


async def test_marks_outlive_the_process(path: Path) -> None:
    """What was being worked on is found without any closing, one number for each task."""
    with closing(CrashMarker(path)) as marker:
        assert (marker.left, marker.marked) == ((), ())
        begun = [asyncio.Event() for _ in range(SLOTS + INLINE_SLOTS)]
        may_end = asyncio.Event()

        async def work(number: int) -> None:
            marker.begin(number)
            begun[number - 1].set()
            await may_end.wait()
            marker.end()

        tasks = [asyncio.create_task(work(number)) for number in range(1, SLOTS + INLINE_SLOTS + 1)]
        await asyncio.gather(*(event.wait() for event in begun))
        assert left_in(path) == tuple(range(1, SLOTS + INLINE_SLOTS + 1))
        may_end.set()
        await asyncio.gather(*tasks)
        assert left_in(path) == ()


def test_ending_twice_or_without_beginning_does_nothing(path: Path) -> None:
    """What is sent beside the answers ends nobody's mark."""
    with closing(CrashMarker(path)) as marker:
        marker.end()
        marker.begin(1 << 40)
        marker.end()
        marker.end()
        assert marker.marked == ()


@pytest.mark.parametrize("content", [b"", b"\1\2\3", b"\xff" * 1000, bytes(8)])
def test_damaged_file_names_nobody(path: Path, content: bytes) -> None:
    """A file with anything else in it does not keep the bot from starting."""
    path.write_bytes(content)
    assert left_in(path) == ()


def test_file_that_is_cut_off_meanwhile_is_written_anew(path: Path) -> None:
    """Nothing is mapped into memory, so that a file that shrinks cannot kill the process."""
    with closing(CrashMarker(path)) as marker:
        path.write_bytes(b"")
        marker.begin(7)
        assert left_in(path) == (7,)


def test_full_disk_is_said_once(path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Where it cannot be written the bot goes on without it."""
    marker = CrashMarker(path)
    marker.close()
    with path.open("rb", buffering=0) as unwritable:
        marker._file = unwritable
        marker.begin(1)
        marker.begin(2)
    assert len(caplog.messages) == 1
    assert f"The crash marker {path} cannot be written: " in caplog.text
