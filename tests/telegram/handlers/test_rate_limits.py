"""The pause as people see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.telegram.rate_limit import RateLimiter
from bot.telegram.views import texts

if TYPE_CHECKING:
    from bot.telegram.context import BotData
    from tests.fakes.person import Person
    from tests.fakes.telegram import Telegram

HURT = "Was anybody hurt?"


@pytest.fixture
def bot_data(bot_data: BotData) -> BotData:
    """Data that allow two questions and six presses a minute."""
    bot_data.rate_limiter = RateLimiter(2, lambda: 0.0)
    return bot_data


async def test_notice_in_the_chat(person: Person) -> None:
    """The third question gets the notice, the fourth nothing, and somebody else an answer."""
    answers = [[shown.text for shown in await person.say(HURT)] for _ in range(4)]
    assert [len(shown) for shown in answers] == [1, 1, 1, 0]
    assert answers[2] == [texts.TOO_MANY]
    (other,) = await person.say(HURT, user=8)
    assert other.text.startswith("Nobody was hurt")


async def test_only_questions_count(person: Person) -> None:
    """Commands and what has no words leave the questions their minute."""
    for _ in range(5):
        await person.say("/topics")
        await person.say("/help")
        await person.send({"dice": {"emoji": "🎲", "value": 1}})
    (shown,) = await person.say(HURT)
    assert shown.text.startswith("Nobody was hurt")


async def test_talk_among_people_is_not_counted(person: Person) -> None:
    """In a group, what is not meant for the bot counts for nothing."""
    for _ in range(10):
        assert await person.say("nice weather", chat=-5) == []
    (shown,) = await person.say(f"/ask {HURT}", chat=-5)
    assert shown.text.startswith("Nobody was hurt")


async def test_presses_are_held_back(person: Person, telegram: Telegram) -> None:
    """Too many taps in a minute get one notice, and then nothing is sent for them."""
    (topics,) = await person.say("/topics")
    for _ in range(8):
        await person.press(topics, "The fire (2)")
    assert telegram.notices == [""] * 6 + [texts.TOO_MANY_PRESSES]
