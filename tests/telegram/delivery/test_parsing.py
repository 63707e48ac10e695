"""Updates are read without the parts that the library cannot read."""

from __future__ import annotations

from typing import Any

import pytest
from telegram import Bot

from bot.telegram.delivery.parsing import parse

Json = dict[str, Any]

BOT = Bot("1:x")
POLL = {
    "id": "1",
    "question": "q",
    "options": [],
    "total_voter_count": 0,
    "is_closed": False,
    "is_anonymous": True,
    "type": "regular",
    "allows_multiple_answers": False,
}
ANN = {"id": 1, "is_bot": False, "first_name": "Ann"}
HIDDEN = {"type": "hidden_user", "date": 1422450181}
EXTERNAL = {"origin": {"type": "user", "date": 1, "sender_user": ANN}, "poll": POLL}


def message(**more: Any) -> Json:
    """A question in a private chat."""
    chat = {"id": 7, "type": "private", "first_name": "Ann"}
    return {"message_id": 5, "date": 1, "chat": chat, "from": ANN, "text": "who?", **more}


@pytest.mark.parametrize(
    ("more", "left_out"),
    [
        ({}, ()),
        ({"new_field": {"of": [1]}}, ()),
        ({"forward_origin": HIDDEN}, ("message.forward_origin",)),
        ({"external_reply": EXTERNAL}, ("message.external_reply.poll",)),
        ({"reply_to_message": message(poll={"id": "1"})}, ("message.reply_to_message.poll",)),
        ({"reply_to_message": {"message_id": 1}}, ("message.reply_to_message",)),
        (
            {"forward_origin": HIDDEN, "contact": {}, "poll": POLL | {"options": [{}]}},
            ("message.forward_origin", "message.contact", "message.poll.options"),
        ),
        ({"entities": [{"type": "bold", "offset": 0, "length": 99}]}, ("message.entities",)),
        ({"entities": [{"type": "bold", "offset": -1, "length": 1}]}, ("message.entities",)),
        ({"entities": [{"type": "bold", "offset": 0, "length": "x"}]}, ("message.entities",)),
        ({"entities": [{"offset": 0}]}, ("message.entities",)),
        ({"message_thread_id": "x"}, ("message.message_thread_id",)),
        ({"photo": [{}] * 5000}, ("message.photo",)),
    ],
)
def test_question_is_read_without_what_cannot_be(more: Json, left_out: tuple[str, ...]) -> None:
    """As little as possible is left out, and it is named."""
    parsed = parse({"update_id": 1, "message": message(**more)}, BOT)
    assert parsed.update is not None
    assert parsed.update.message is not None
    assert parsed.update.message.text == "who?"
    assert set(parsed.left_out) <= {*left_out, "message.poll"}
    assert bool(parsed.left_out) == bool(left_out)


def test_sound_entities_are_kept() -> None:
    """Of several items, those that can be read are kept; lengths count as Telegram's do."""
    entities = [
        {"type": "bot_command", "offset": 0, "length": 4},
        {"type": "bold", "offset": 5, "length": 2},
        {"type": "bold", "offset": 5, "length": 9},
    ]
    parsed = parse({"update_id": 1, "message": message(text="/ask 👍", entities=entities)}, BOT)
    assert parsed.update is not None
    assert parsed.update.message is not None
    assert [entity.length for entity in parsed.update.message.entities] == [4, 2]
    assert parsed.left_out == ("message.entities",)


def test_press_on_a_message_that_cannot_be_read_whole() -> None:
    """The button is known, and so is the message that it is on."""
    query = {"id": "1", "from": ANN, "chat_instance": "1", "data": "f:x"}
    update = {"update_id": 1, "callback_query": {**query, "message": message(contact={})}}
    parsed = parse(update, BOT)
    assert parsed.update is not None
    assert parsed.update.callback_query is not None
    assert parsed.update.callback_query.message is not None
    assert parsed.left_out == ("callback_query.message.contact",)


@pytest.mark.parametrize(
    "content",
    [
        5,
        "text",
        [],
        {},
        {"message_id": "x"},
        message(text=[1, 2]),
        message(date=10**18),
        message(chat={}),
        message(chat=5),
        {str(number): {} for number in range(10_000)},
    ],
)
def test_what_is_no_message_is_not_read(content: object) -> None:
    """What cannot be read at all says why, and takes no time to find out."""
    parsed = parse({"update_id": 1, "message": content}, BOT)
    assert parsed.update is None
    assert parsed.why.startswith("message: ")


@pytest.mark.parametrize("update", [{}, {"wormhole": {"a": [1]}}, {"message": None}])
def test_unknown_kind_is_read_as_nothing(update: Json) -> None:
    """A kind of update that comes with a later Bot API holds nothing for the handlers."""
    parsed = parse({"update_id": 1, **update}, BOT)
    assert parsed.update is not None
    assert parsed.update.effective_message is None
