"""Marks the updates being worked on, where the next process finds them after a death.

An update that kills the process would be replayed at each start and kill it again, for ever. So
the numbers of those that are being worked on stand in a small file, from the moment when the work
begins until an answer is ready to be sent: whatever kills the process after that is not their
doing. Writing it is one system call of some microseconds.
"""

from __future__ import annotations

import logging
import struct
from contextvars import ContextVar
from typing import TYPE_CHECKING

from bot.private_files import claim
from bot.telegram.delivery.concurrency import INLINE_SLOTS, SLOTS

if TYPE_CHECKING:
    from io import FileIO
    from pathlib import Path

log = logging.getLogger(__name__)

MOST_MARKED = SLOTS + INLINE_SLOTS
_NUMBERS = struct.Struct(f"<{MOST_MARKED}q")
_NONE = 0

_current: ContextVar[int] = ContextVar("current_update", default=_NONE)


class CrashMarker:
    """The numbers of the updates that are being worked on, in the file ``path``.

    ``left`` holds those that the process before this one was working on when it died.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: FileIO | None = None
        self._marked: dict[int, None] = {}
        self._warned = False
        self.left: tuple[int, ...] = ()
        try:
            claim(path)
            self._file = path.open("r+b", buffering=0)
            self.left = _numbers(self._file.read(_NUMBERS.size))
        except OSError as error:
            self._warn(error)

    @property
    def marked(self) -> tuple[int, ...]:
        """The numbers of the updates that are being worked on, longest first."""
        return tuple(self._marked)

    def begin(self, number: int) -> None:
        """Note that the caller's task works on this update from now on; numbers count from 1."""
        _current.set(number)
        self._marked[number] = None
        self._write()

    def end(self) -> None:
        """Note that the update that the caller's task works on does no harm any more."""
        number = _current.get()
        if number in self._marked:
            del self._marked[number]
            self._write()

    def close(self) -> None:
        """Note that the process ends in good order, and let go of the file."""
        self._marked.clear()
        if self._file is not None:
            self._write()
            self._file.close()

    def _write(self) -> None:
        numbers = [*self._marked, *[_NONE] * MOST_MARKED][:MOST_MARKED]
        try:
            if self._file is not None:
                self._file.seek(0)
                self._file.write(_NUMBERS.pack(*numbers))
        except OSError as error:
            self._warn(error)

    def _warn(self, error: Exception) -> None:
        if not self._warned:
            log.warning("The crash marker %s cannot be written: %s", self._path, error)
        self._warned = True


def _numbers(content: bytes) -> tuple[int, ...]:
    whole = content[: len(content) // 8 * 8]
    return tuple(number for (number,) in struct.iter_unpack("<q", whole) if number > 0)
