"""What handlers share."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

from bot.answering.reply import Outcome, Reply
from bot.telegram.context import QUESTION_HELD, Turn

if TYPE_CHECKING:
    import pytest

    from bot.telegram.context import BotData
    from tests.fakes.person import Person


async def test_engine_is_asked_off_the_event_loop(
    person: Person, bot_data: BotData, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A question is answered in a thread of the engine's pool, of which there are two."""
    names = []
    reply = type(bot_data.live.answerer).reply

    def spied(*args: Any) -> Reply:
        names.append(threading.current_thread().name)
        return reply(*args)

    monkeypatch.setattr(type(bot_data.live.answerer), "reply", spied)
    for _ in range(5):
        await person.say("Was anybody hurt?")
    assert set(names) <= {"engine_0", "engine_1"}


def test_long_questions_are_remembered_cut() -> None:
    """What is held of a question in memory is bounded."""
    turn = Turn.of(Reply("x" * 4096, Outcome.NO_ANSWER))
    assert len(turn.question) == QUESTION_HELD
