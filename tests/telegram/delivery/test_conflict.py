"""Of two instances with one token, the later one gives way."""

from __future__ import annotations

import pytest

from bot.errors import DeliveryError
from bot.telegram.delivery.conflict import (
    PATIENCE_IN_DOUBT_SECONDS,
    PATIENCE_SECONDS,
    PEACE_SECONDS,
    ConflictTracker,
)

NEWS = "Another program polls with this bot's token; questions may go to either."


class Instance:
    """An instance that polls from time 0 on, with a clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 0.0
        self.tracker = ConflictTracker(lambda: self.now)

    def conflicts(self, *times: float, waited: float = 0.0, asked: float = 20.0) -> None:
        """Meet conflicts at these times."""
        for self.now in times:
            self.tracker.met(waited, asked)


@pytest.fixture
def instance() -> Instance:
    """An instance that has just begun."""
    return Instance()


def test_later_instance_gives_way_after_half_a_minute(instance: Instance) -> None:
    """One that meets conflicts from its start on ends when that has lasted for 30 seconds."""
    instance.conflicts(0.1, 7, 15, 22, 29.9)
    with pytest.raises(DeliveryError, match=r"^Another program is polling with this bot"):
        instance.conflicts(PATIENCE_SECONDS)


def test_conflict_that_telegram_held_back_is_taken_for_as_early_as_it_was(
    instance: Instance,
) -> None:
    """A conflict that comes later than the poll would have ended was met three seconds before."""
    instance.conflicts(3.2, waited=3.1, asked=2)
    with pytest.raises(DeliveryError):
        instance.conflicts(PATIENCE_SECONDS)


def test_instance_in_doubt_lets_the_other_go_first(instance: Instance) -> None:
    """One that may be either is patient until one that is surely the later has gone."""
    instance.conflicts(0.8, PATIENCE_SECONDS, 35.9)
    with pytest.raises(DeliveryError):
        instance.conflicts(PATIENCE_IN_DOUBT_SECONDS)


def test_earlier_instance_says_it_once_and_goes_on(
    instance: Instance, caplog: pytest.LogCaptureFixture
) -> None:
    """One that was left alone at first stays, whatever comes."""
    instance.conflicts(*(2.0 + 3 * number for number in range(100)))
    assert caplog.messages == [NEWS]


def test_handing_over_is_no_conflict(instance: Instance) -> None:
    """One whose predecessor ends while it starts has taken over, and stays."""
    instance.conflicts(0.1, 4)
    instance.conflicts(4 + PATIENCE_SECONDS, 100)


def test_later_conflict_is_news_again(instance: Instance, caplog: pytest.LogCaptureFixture) -> None:
    """After a time of peace the log says it again."""
    instance.conflicts(5, 6, 6 + PEACE_SECONDS)
    assert caplog.messages == [NEWS, NEWS]


def test_first_polls_are_short(instance: Instance) -> None:
    """Listening ends after two seconds."""
    assert instance.tracker.listening
    instance.now = 2.0
    assert not instance.tracker.listening
