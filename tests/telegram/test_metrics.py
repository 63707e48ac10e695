"""Counts of what was answered."""

from __future__ import annotations

from bot.answering.reply import Outcome, Reply
from bot.telegram.metrics import TIMES_KEPT, Metrics


def test_speed() -> None:
    """The speed is that of the last questions, also where there was one or none."""
    metrics = Metrics()
    assert metrics.speed_ms == (0, 0)
    metrics.add(Reply("a", Outcome.ANSWER, took_ms=3.0))
    assert metrics.speed_ms == (3, 3)
    for took in range(TIMES_KEPT):
        metrics.add(Reply("a", Outcome.ANSWER, took_ms=float(took)))
    median, slow = metrics.speed_ms
    assert 490 < median < 510
    assert 940 < slow < 960
