"""Counts what was answered since the start, for an admin's ``/stats``."""

from __future__ import annotations

import time
from collections import Counter, deque
from statistics import quantiles
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.answering.reply import Outcome, Reply

TIMES_KEPT = 1_000


class Metrics:
    """Counts questions by outcome, and votes; keeps the last ``TIMES_KEPT`` times, no words."""

    def __init__(self) -> None:
        self.started = time.monotonic()
        self.outcomes: Counter[Outcome] = Counter()
        self.up = 0
        self.down = 0
        self._took_ms: deque[float] = deque(maxlen=TIMES_KEPT)

    def add(self, reply: Reply) -> None:
        """Count a reply to something that a person typed."""
        self.outcomes[reply.outcome] += 1
        self._took_ms.append(reply.took_ms)

    @property
    def speed_ms(self) -> tuple[float, float]:
        """The median and the 95th percentile of the time to find a reply, in milliseconds."""
        if len(self._took_ms) < 2:
            return (sum(self._took_ms), sum(self._took_ms))
        cuts = quantiles(self._took_ms, n=20, method="inclusive")
        return cuts[9], cuts[18]
