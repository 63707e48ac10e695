"""Follows whether Telegram can be reached; says once that it is lost, and once that it is back."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from telegram.error import RetryAfter

log = logging.getLogger(__name__)

FAILURES_UNTIL_DOWN = 2
"""A single failed poll is nothing to report: the next one, at once, mostly goes well."""
FIRST_PAUSE_SECONDS = 0.5
LONGEST_ERROR = 200


class Connection:
    """Follows the polls; senders ask it whether Telegram can be reached at all.

    ``clock`` returns seconds and never goes back.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._failures = 0
        self._failing_since = 0.0
        self._is_up = asyncio.Event()
        self._is_up.set()

    @property
    def up(self) -> bool:
        """False from the moment the log says that Telegram cannot be reached."""
        return self._is_up.is_set()

    def failed(self, error: Exception) -> None:
        """Note a poll that failed."""
        if not self._failures:
            self._failing_since = self._clock()
        self._failures += 1
        if self._failures == FAILURES_UNTIL_DOWN:
            self._is_up.clear()
            log.warning("Telegram cannot be reached, trying until it can: %s", brief(error))

    def worked(self) -> None:
        """Note a poll that went well."""
        self._failures = 0
        if not self.up:
            self._is_up.set()
            gone = self._clock() - self._failing_since
            log.warning("Telegram can be reached again, after %.0f seconds", gone)

    async def pause(self, seconds: float) -> None:
        """Wait so long, or only until Telegram is back if it cannot be reached now."""
        if self.up:
            await asyncio.sleep(seconds)
            return
        try:
            await asyncio.wait_for(self._is_up.wait(), seconds)
        except TimeoutError:
            return


def brief(error: Exception) -> str:
    """Return what an error says, cut to a length that fits a log line."""
    return f"{type(error).__name__}: {error}"[:LONGEST_ERROR]


def pause_asked_by(error: RetryAfter) -> float:
    """Return the seconds that Telegram asks to wait for."""
    asked = error.retry_after
    return asked.total_seconds() if isinstance(asked, dt.timedelta) else float(asked)


def pauses(longest: float, first: float | None = None) -> Iterator[float]:
    """Yield the seconds to wait before each new try, for ever: doubling, up to ``longest``."""
    pause = FIRST_PAUSE_SECONDS if first is None else first
    while True:
        yield pause
        pause = min(2 * pause, longest)
