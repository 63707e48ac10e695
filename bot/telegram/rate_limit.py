"""Bounds what one person may ask and press in a minute: beyond it a notice, then silence."""

from __future__ import annotations

import time
from collections import deque
from enum import Enum, auto
from typing import TYPE_CHECKING

from cachetools import LRUCache

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

MINUTE_SECONDS = 60.0
PEOPLE_HELD = 10_000
PRESSES_PER_QUESTION = 3
"""Presses of buttons that count as much as one question: they search nothing."""


class Verdict(Enum):
    """The verdict on a question or a press."""

    ANSWER = auto()
    NOTICE = auto()
    SILENCE = auto()


class _Window:
    """The times of a person's last question and of silence's end: by Telegram's clock and ours."""

    __slots__ = ("asked", "silent_until")

    def __init__(self, limit: int) -> None:
        self.asked: deque[tuple[float, float]] = deque(maxlen=limit)
        self.silent_until = (0.0, 0.0)


class RateLimiter:
    """Tells whether a person may go on: ``limit`` questions in any minute are answered.

    One more gets a notice, and what follows within a minute of it gets silence. ``clock`` returns
    seconds and never goes back.
    """

    def __init__(self, limit: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._limit = limit
        self._clock = clock
        self._windows: LRUCache[Hashable, _Window] = LRUCache(PEOPLE_HELD)

    def question(self, person_id: int, asked_at: float) -> Verdict:
        """Count a question. ``asked_at`` is Telegram's time of it, in seconds.

        A minute must be too full by both clocks: what piled up during an outage was asked slowly
        and comes all at once.
        """
        return self._judge(("question", person_id), self._limit, asked_at)

    def press(self, person_id: int) -> Verdict:
        """Count the press of a button, which carries no time of its own."""
        limit = self._limit * PRESSES_PER_QUESTION
        return self._judge(("press", person_id), limit, self._clock())

    def _judge(self, key: Hashable, limit: int, asked_at: float) -> Verdict:
        window = self._windows.setdefault(key, _Window(limit))
        now = asked_at, self._clock()
        if now[0] < window.silent_until[0] and now[1] < window.silent_until[1]:
            return Verdict.SILENCE
        if len(window.asked) == limit and _within_a_minute(window.asked[0], now):
            window.silent_until = now[0] + MINUTE_SECONDS, now[1] + MINUTE_SECONDS
            return Verdict.NOTICE
        window.asked.append(now)
        return Verdict.ANSWER


def _within_a_minute(before: tuple[float, float], now: tuple[float, float]) -> bool:
    return now[0] - before[0] < MINUTE_SECONDS and now[1] - before[1] < MINUTE_SECONDS
