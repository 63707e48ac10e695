"""Another instance with the same token: the later one gives way, the earlier one goes on.

A poll ends the one that another program has under way, so of two instances both see conflicts.
The later one sees its first soon after its own first poll, when the earlier one polls again; the
earlier one was left alone until the later one came. Where it is not clear which it is, an instance
is patient for a little longer, so that one that is surely the later goes before it.
"""

from __future__ import annotations

import logging
import math
import time
from typing import TYPE_CHECKING

from bot.errors import DeliveryError

if TYPE_CHECKING:
    from collections.abc import Callable

log = logging.getLogger(__name__)

SURELY_LATER_SECONDS = 0.35
"""This bot tries again sooner than this after a conflict, and takes longer than this to start."""
SURELY_FIRST_SECONDS = 1.2
"""Other bots try again after a second: who is left alone for longer was there before."""
LISTENING_SECONDS = 2
"""The first polls are this short, so that it shows when Telegram holds back a conflict."""
HELD_BACK_SECONDS = 3.0
"""Telegram holds back a conflict for so long that follows another."""
PATIENCE_SECONDS = 30.0
PATIENCE_IN_DOUBT_SECONDS = 36.0
PEACE_SECONDS = 600.0
"""After so long without a conflict, the next one is news again."""


class ConflictTracker:
    """Follows the polls of one instance, the first of which begins when this is made.

    ``clock`` returns seconds and never goes back.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._began = clock()
        self._last_conflict: float | None = None
        self._patience = math.inf

    @property
    def listening(self) -> bool:
        """True at the beginning, when polls should last ``LISTENING_SECONDS``."""
        return self._clock() - self._began < LISTENING_SECONDS

    def met(self, waited: float, asked: float) -> None:
        """Note a conflict that ended a poll after so many seconds, of those that it asked for.

        Raises :class:`~bot.errors.DeliveryError` where this instance is the later one and has
        been patient for long enough.
        """
        now, last = self._clock(), self._last_conflict
        self._last_conflict = now
        if last is None:
            held_back = HELD_BACK_SECONDS if waited > asked else 0.0
            self._patience = _patience(now - self._began - held_back)
        elif now - last >= PATIENCE_SECONDS:
            self._patience = math.inf
        if last is None or now - last >= PEACE_SECONDS:
            log.warning("Another program polls with this bot's token; questions may go to either.")
        if now - self._began >= self._patience:
            raise DeliveryError(
                "Another program is polling with this bot's token; stop that one before this one"
                " is started."
            )


def _patience(alone: float) -> float:
    """Return the seconds after which to give way, having been left alone for so long at first."""
    if alone < SURELY_LATER_SECONDS:
        return PATIENCE_SECONDS
    return PATIENCE_IN_DOUBT_SECONDS if alone < SURELY_FIRST_SECONDS else math.inf
