"""Updates whose answer could not be given."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.telegram.views import texts

if TYPE_CHECKING:
    from bot.telegram.context import BotData
    from tests.fakes.person import Person
    from tests.fakes.telegram import Telegram


@pytest.fixture
def failing(bot_data: BotData, monkeypatch: pytest.MonkeyPatch) -> None:
    """An engine that fails at every question."""
    monkeypatch.setattr(type(bot_data.live.answerer), "reply", lambda *_: 1 / 0)


@pytest.mark.usefixtures("failing")
async def test_fault_is_told(person: Person, caplog: pytest.LogCaptureFixture) -> None:
    """The person is told in a sentence, the log says why."""
    (shown,) = await person.say("Was anybody hurt?")
    assert shown.text == texts.BOT_ERROR
    assert "ZeroDivisionError" in caplog.text
    caplog.clear()


@pytest.mark.usefixtures("failing")
async def test_fault_that_cannot_be_told(
    person: Person, telegram: Telegram, caplog: pytest.LogCaptureFixture
) -> None:
    """Where the person cannot be told either, that is a line in the log and no traceback more."""
    telegram.refuse = "sendMessage"
    await person.say("Was anybody hurt?")
    assert caplog.messages == [
        "A question could not be answered.",
        "The person could not be told: BadRequest: Not today",
    ]
    caplog.clear()


async def test_forged_press(person: Person, telegram: Telegram) -> None:
    """A press on no message is met with silence."""
    sender = {"id": 7, "is_bot": False, "first_name": "Ann"}
    query = {"id": "q", "from": sender, "inline_message_id": "i", "chat_instance": "1"}
    await person.update({"callback_query": {**query, "data": "f:mill-when"}})
    assert telegram.sent("sendMessage") == []
