"""More questions than a person asks: a notice, then silence, and nobody else is slowed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.telegram import rate_limit
from bot.telegram.rate_limit import PRESSES_PER_QUESTION, RateLimiter, Verdict

if TYPE_CHECKING:
    import pytest

ANSWER, NOTICE, SILENCE = Verdict.ANSWER, Verdict.NOTICE, Verdict.SILENCE


class Clocks:
    """Both clocks at once: Telegram's, and ours."""

    def __init__(self, limit: int) -> None:
        self.now = 0.0
        self.limiter = RateLimiter(limit, lambda: self.now)

    def ask(self, *times: float, person: int = 7) -> list[Verdict]:
        """Ask at these times."""
        verdicts = []
        for self.now in times:
            verdicts.append(self.limiter.question(person, self.now))
        return verdicts


def test_beyond_the_limit_one_notice_then_silence() -> None:
    """Of a burst, as many as the limit are answered, one gets the notice, and the rest nothing."""
    assert Clocks(3).ask(1, 2, 3, 4, 5, 6) == [ANSWER] * 3 + [NOTICE, SILENCE, SILENCE]


def test_it_is_over_a_minute_after_the_notice() -> None:
    """The pause ends when the notice said, also for who went on asking meanwhile."""
    clocks = Clocks(2)
    clocks.ask(1, 2, 3, 4, 40, 62)
    assert clocks.ask(63, 64, 65, 66) == [ANSWER, ANSWER, NOTICE, SILENCE]


def test_who_goes_on_is_told_once_a_pause() -> None:
    """Somebody who never stops gets one notice a pause, and no more answers than the limit."""
    verdicts = Clocks(20).ask(*(0.5 * number for number in range(1000)))
    assert verdicts.count(NOTICE) == 500 // 70
    assert verdicts[:140].count(ANSWER) == 20


def test_a_steady_asker_is_never_told() -> None:
    """Questions at the limit's pace are all answered."""
    assert set(Clocks(20).ask(*(3.0 * number for number in range(200)))) == {ANSWER}


def test_others_are_not_concerned() -> None:
    """Each person has a minute of their own."""
    clocks = Clocks(1)
    clocks.ask(1, 2, 3, person=7)
    assert clocks.ask(3, person=8) == [ANSWER]


def test_what_piled_up_in_an_outage_is_answered() -> None:
    """Questions that were asked slowly and come all at once are no abuse."""
    limiter = RateLimiter(2, lambda: 5000.0)
    assert [limiter.question(7, asked_at=60.0 * number) for number in range(10)] == [ANSWER] * 10


def test_presses_are_counted_apart() -> None:
    """Buttons have a greater limit of their own, and take nothing from the questions."""
    clocks = Clocks(1)
    presses = [clocks.limiter.press(7) for _ in range(PRESSES_PER_QUESTION + 2)]
    assert presses == [ANSWER] * PRESSES_PER_QUESTION + [NOTICE, SILENCE]
    assert clocks.ask(1) == [ANSWER]


def test_people_are_forgotten_in_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is held of people is bounded; the one who asked least lately goes first."""
    monkeypatch.setattr(rate_limit, "PEOPLE_HELD", 2)
    limiter = RateLimiter(1, lambda: 0.0)
    assert [limiter.question(person, 0) for person in (1, 2, 3, 1)] == [ANSWER] * 4
