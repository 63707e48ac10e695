"""A match's probability on the scales on which it is shown and added up."""

from __future__ import annotations

import pytest

from bot.matching.match import Match, Ranking
from tests.builders import fact


@pytest.mark.parametrize(
    ("probability", "score", "log_odds"),
    [(0.5, 50, 0.0), (0.9, 90, 2.197), (0.1, 10, -2.197), (1.0, 100, 9.21), (0.0, 0, -9.21)],
)
def test_scales(probability: float, score: float, log_odds: float) -> None:
    """What is certain has log-odds all the same: they are bounded."""
    match = Match(fact(), probability, "who led it")

    assert match.score == pytest.approx(score)
    assert match.log_odds == pytest.approx(log_odds, abs=0.01)


def test_nothing_said_is_off_topic() -> None:
    """A ranking of nothing has nothing to do with the articles."""
    assert (Ranking().matches, Ranking().off_topic) == ((), 1.0)
