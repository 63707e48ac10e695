"""Which updates the process is working on, written where the next process finds it after a death.

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

from bot.telegram.delivery.concurrency import SLOTS

if TYPE_CHECKING:
    from pathlib import Path

log = logging.getLogger(__name__)

_NUMBERS = struct.Struct(f"<{SLOTS}q")
_NONE = 0

_current: ContextVar[int] = ContextVar("current_update", default=_NONE)


class CrashMarker:
    """The numbers of the updates that are being worked on, in the file ``path``.

    ``left`` holds those that the process before this one was working on when it died.
    """

    def __init__(self, path: Path) -> None:
        path.touch()
        self._file = path.open("r+b", buffering=0)
        self.left = _numbers(self._file.read(_NUMBERS.size))
        self._marked: dict[int, None] = {}
        self._warned = False

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
        """Let go of the file."""
        self._file.close()

    def _write(self) -> None:
        numbers = [*self._marked, *[_NONE] * SLOTS][:SLOTS]
        try:
            self._file.seek(0)
            self._file.write(_NUMBERS.pack(*numbers))
        except OSError as error:
            if not self._warned:
                log.warning("The crash marker cannot be written: %s", error)
            self._warned = True


def _numbers(content: bytes) -> tuple[int, ...]:
    whole = content[: len(content) // 8 * 8]
    return tuple(number for (number,) in struct.iter_unpack("<q", whole) if number > 0)
