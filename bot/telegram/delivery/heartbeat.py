"""A file that a supervisor can look at: while its time moves on, the bot is alive.

The polling touches it at every turn, whether Telegram can be reached or not, and a turn takes
less than a minute; so ``find var/heartbeat -mmin -2`` prints nothing once something hangs.
"""

from __future__ import annotations

import logging
import os
from typing import TYPE_CHECKING

from bot.private_files import claim

if TYPE_CHECKING:
    from pathlib import Path

log = logging.getLogger(__name__)

FILE_NAME = "heartbeat"


class Heartbeat:
    """Touches the file ``path``; where that fails it says so once, and the bot goes on."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._warned = False
        self._is_claimed = False

    def beat(self) -> None:
        """Move the file's time to now."""
        try:
            if not (self._is_claimed and self._path.exists()):
                claim(self._path)
                self._is_claimed = True
            os.utime(self._path)
        except OSError as error:
            if not self._warned:
                log.warning("The heartbeat cannot be written: %s", error)
            self._warned = True
