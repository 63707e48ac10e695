"""A file that a supervisor can look at: while its time moves on, the bot is alive.

The polling touches it at every turn, reachable or not, so its time is never older than
``LONGEST_BEAT_SECONDS``; for example ``find var/heartbeat -mmin -2`` prints nothing once it is.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

log = logging.getLogger(__name__)

FILE_NAME = "heartbeat"
LONGEST_BEAT_SECONDS = 60


class Heartbeat:
    """Touches the file ``path``; where that fails it says so once, and the bot goes on."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._warned = False

    def beat(self) -> None:
        """Move the file's time to now."""
        try:
            self._path.touch()
        except OSError as error:
            if not self._warned:
                log.warning("The heartbeat cannot be written: %s", error)
            self._warned = True
