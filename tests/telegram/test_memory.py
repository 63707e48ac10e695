"""What is held in memory stays bounded, and holds no words of people beyond their use."""

from __future__ import annotations

from bot.answering.reply import Outcome, Reply
from bot.telegram.bounded_cache import Recent
from bot.telegram.metrics import TIMES_KEPT, Counts


def test_recent_forgets_the_oldest() -> None:
    """The oldest goes first, and what is put in again is new."""
    recent: Recent[str, int] = Recent(2)
    for key, value in (("a", 1), ("b", 2), ("a", 3), ("c", 4)):
        recent.put(key, value)
    assert (recent.get("a"), recent.get("b"), recent.get("c")) == (3, None, 4)
    assert len(recent) == 2


def test_speed() -> None:
    """The speed is that of the last questions, also where there was one or none."""
    counts = Counts()
    assert counts.speed_ms == (0, 0)
    counts.add(Reply("a", Outcome.ANSWER, took_ms=3.0))
    assert counts.speed_ms == (3, 3)
    for took in range(TIMES_KEPT):
        counts.add(Reply("a", Outcome.ANSWER, took_ms=float(took)))
    median, slow = counts.speed_ms
    assert 490 < median < 510
    assert 940 < slow < 960
