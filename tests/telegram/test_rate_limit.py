"""More questions than a person asks: a notice, then silence, and nobody else is slowed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.telegram import rate_limit as module
from bot.telegram.rate_limit import Pace, Verdict
from bot.telegram.views import texts as wording

if TYPE_CHECKING:
    from bot.telegram.context import Desk
    from tests.fakes.person import Person

ANSWER, NOTICE, SILENCE = Verdict.ANSWER, Verdict.NOTICE, Verdict.SILENCE


class Clocks:
    """Both clocks at once: Telegram's, and ours."""

    def __init__(self, limit: int) -> None:
        self.now = 0.0
        self.pace = Pace(limit, lambda: self.now)

    def ask(self, *times: float, person: int = 7) -> list[Verdict]:
        """Ask at these times."""
        verdicts = []
        for self.now in times:
            verdicts.append(self.pace.judge(person, self.now))
        return verdicts


def test_beyond_the_limit_one_notice_then_silence() -> None:
    """Of a burst, as many as the limit are answered, one gets the notice, and the rest nothing."""
    assert Clocks(3).ask(1, 2, 3, 4, 5, 6) == [ANSWER] * 3 + [NOTICE, SILENCE, SILENCE]


def test_it_is_over_after_a_pause() -> None:
    """Who pauses for a minute is answered again, and told again the next time."""
    clocks = Clocks(2)
    clocks.ask(1, 2, 3, 4)
    assert clocks.ask(64, 65, 66, 67) == [ANSWER, ANSWER, NOTICE, SILENCE]


def test_who_goes_on_is_not_told_again() -> None:
    """Somebody who never pauses gets one notice, not one a minute."""
    verdicts = Clocks(20).ask(*(0.5 * number for number in range(1000)))
    assert verdicts.count(NOTICE) == 1
    assert verdicts.count(ANSWER) == 20


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
    pace = Pace(2, lambda: 5000.0)
    assert [pace.judge(7, asked_at=60.0 * number) for number in range(10)] == [ANSWER] * 10


def test_people_are_forgotten_in_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is held of people is bounded; the one who asked least lately goes first."""
    monkeypatch.setattr(module, "PEOPLE_HELD", 2)
    pace = Pace(1, lambda: 0.0)
    assert [pace.judge(person, 0) for person in (1, 2, 3, 1)] == [ANSWER] * 4


@pytest.fixture
def desk(desk: Desk) -> Desk:
    """A desk that answers two questions a minute."""
    desk.settings = replace(desk.settings, questions_per_minute=2)
    return desk


async def test_notice_in_the_chat(person: Person) -> None:
    """The third question gets the notice, the fourth nothing, and somebody else an answer."""
    question = "Was anybody hurt?"
    answers = [[shown.text for shown in await person.say(question)] for _ in range(4)]
    assert [len(texts) for texts in answers] == [1, 1, 1, 0]
    assert answers[2] == [wording.TOO_MANY]
    (other,) = await person.say(question, user=8)
    assert other.text.startswith("Nobody was hurt")


async def test_talk_among_people_is_not_counted(person: Person) -> None:
    """In a group, what is not meant for the bot counts for nothing."""
    for _ in range(10):
        assert await person.say("nice weather", chat=-5) == []
    (shown,) = await person.say("/ask Was anybody hurt?", chat=-5)
    assert shown.text.startswith("Nobody was hurt")
