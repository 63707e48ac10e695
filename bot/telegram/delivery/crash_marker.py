"""Which update the process was working on, written where a sudden death leaves it readable.

An update that kills the process would be replayed at each start and kill it again, for ever.
Only one update is on the processor at a time, so a note of eight bytes in a memory-mapped file,
made when the work on it begins and wiped when its answer is ready to be sent, names the culprit
at the price of no system call.
"""

from __future__ import annotations

import mmap
import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_NUMBER = struct.Struct("<q")
_NOBODY = 0


class Suspect:
    """The note, in the file ``path``, which is made where it is missing.

    ``left`` is the number of the update that the process before this one died over, if it did.
    """

    def __init__(self, path: Path) -> None:
        with path.open("a+b") as file:
            file.truncate(_NUMBER.size)
            self._note = mmap.mmap(file.fileno(), _NUMBER.size)
        self.left = self.number

    @property
    def number(self) -> int | None:
        """The number of the update that is being worked on, if any."""
        (number,) = _NUMBER.unpack(self._note[:])
        return number or None

    def mark(self, number: int) -> None:
        """Note that the work on this update begins; numbers count from 1."""
        _NUMBER.pack_into(self._note, 0, number)

    def clear(self) -> None:
        """Note that nothing is being worked on: whatever happens now, no update is to blame."""
        _NUMBER.pack_into(self._note, 0, _NOBODY)

    def close(self) -> None:
        """Let go of the file."""
        self._note.close()
