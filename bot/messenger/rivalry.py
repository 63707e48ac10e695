"""Another instance with the same token: who came later gives way, who was there first goes on.

Telegram answers a poll with a conflict when another one begins, so both of two instances see
conflicts. The one that came first has polled undisturbed before; so each begins by listening for
a moment, and one that is disturbed before it has heard a quiet moment takes itself for the later.
"""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING

from bot.errors import DeliveryError

if TYPE_CHECKING:
    from collections.abc import Callable

log = logging.getLogger(__name__)

LISTENING_SECONDS = 2
"""How long the first polls wait: longer than another bot pauses after a conflict."""
QUIET_SECONDS = 1.5
UNDISTURBED_SECONDS = 6.0
"""Without a quiet moment, for the traffic: a rival would have been met by then."""
PATIENCE_SECONDS = 30.0
PEACE_SECONDS = 600.0
"""After so long without a conflict, the next one is news again."""


class Rivalry:
    """Follows the polls of one instance. ``clock`` returns seconds and never goes back."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._began = clock()
        self._last_conflict: float | None = None
        self._established = False

    @property
    def listening(self) -> bool:
        """True while it is still open who came first, and polls should be short."""
        return not self._established and self._last_conflict is None

    def undisturbed(self, seconds: float) -> None:
        """Note a poll that went well after waiting so long."""
        if self.listening:
            waited_enough = self._clock() - self._began >= UNDISTURBED_SECONDS
            self._established = seconds >= QUIET_SECONDS or waited_enough

    def met(self) -> None:
        """Note a conflict; raises :class:`~bot.errors.DeliveryError` where it has to give way."""
        now, last = self._clock(), self._last_conflict
        self._last_conflict = now
        if last is None or now - last >= PEACE_SECONDS:
            log.warning("Another program polls with this bot's token; questions may go to either.")
        if last is not None and now - last >= PATIENCE_SECONDS:
            self._established = True
        if not self._established and now - self._began >= PATIENCE_SECONDS:
            raise DeliveryError(
                "Another program is polling with this bot's token; stop that one before this one"
                " is started."
            )
