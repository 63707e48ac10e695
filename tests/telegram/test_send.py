"""Sending: where a message goes, and what becomes of it where that is gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.telegram.send import tell_admins
from bot.telegram.views.messages import text_message
from tests.telegram.conftest import ADMIN

if TYPE_CHECKING:
    import pytest

    from tests.fakes.person import Person
    from tests.fakes.telegram import Telegram

GROUP = -100
ASK = "/ask When did the mill burn down?"
TOPIC = {"message_thread_id": 5, "is_topic_message": True}


async def test_topic_that_is_gone(person: Person, telegram: Telegram) -> None:
    """Where Telegram refuses the topic, the answer goes to the group without it."""
    telegram.gone_threads.add(5)
    (shown,) = await person.say(ASK, chat=GROUP, **TOPIC)
    assert shown.text.startswith("It burned down")
    threads = [call.get("message_thread_id") for call in telegram.sent("sendMessage")]
    assert threads == [5, None]


async def test_other_refusals_are_not_tried_again(
    person: Person, telegram: Telegram, caplog: pytest.LogCaptureFixture
) -> None:
    """What Telegram refuses for another reason is refused once."""
    telegram.refuse = "sendMessage"
    await person.say(ASK, chat=GROUP, **TOPIC)
    assert len(telegram.sent("sendMessage")) == 1
    assert caplog.messages == ["An answer could not be delivered: BadRequest: Not today"]
    caplog.clear()


async def test_direct_messages_of_a_channel(person: Person, telegram: Telegram) -> None:
    """Who writes to a channel directly is answered in the same person's topic."""
    topic = {"topic_id": 9, "user": {"id": 7, "is_bot": False, "first_name": "Ann"}}
    await person.say(ASK, chat=GROUP, direct_messages_topic=topic)
    (call,) = telegram.sent("sendMessage")
    assert call["direct_messages_topic_id"] == 9


async def test_news_reach_every_admin_who_can_be_told(
    person: Person, telegram: Telegram, caplog: pytest.LogCaptureFixture
) -> None:
    """Notifier are sent to each admin as they are; who cannot be told is a line in the log."""
    await tell_admins(person.application.bot, [ADMIN, 98], text_message("facts.yaml:3:1: <broken>"))
    shown = list(telegram.messages.values())
    assert [(each.chat_id, each.text) for each in shown] == [
        (ADMIN, "facts.yaml:3:1: <broken>"),
        (98, "facts.yaml:3:1: <broken>"),
    ]
    telegram.refuse = "sendMessage"
    await tell_admins(person.application.bot, [ADMIN], text_message("more"))
    assert caplog.messages == [f"Admin {ADMIN} could not be told: BadRequest: Not today"]
    caplog.clear()
