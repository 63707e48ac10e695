"""Sending: retried where that helps, given up where it does not, and the same chat alone waits."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.telegram.delivery.concurrency import Slots
from bot.telegram.delivery.connection import Connection
from bot.telegram.delivery.crash_marker import CrashMarker
from bot.telegram.delivery.retries import (
    GIVE_UP_SECONDS,
    LONGEST_FLOOD_SECONDS,
    REFUSALS_AT_START,
    Sender,
    naming,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Json = dict[str, Any]

MESSAGE = {"message_id": 1, "chat": {"id": 1}}


class NoError(TelegramError):
    """An answer that tells of success."""

    def __init__(self, result: object) -> None:
        super().__init__("")
        self.result = result


class Wire:
    """Makes requests that go wrong as listed, then well; time passes only by waiting."""

    def __init__(self, *errors: TelegramError) -> None:
        self.errors = list(errors)
        self.sent: list[Json] = []
        self.waits: list[float] = []
        self.now = 0.0

    async def request(self, endpoint: str, data: Json) -> Any:
        """Make one try."""
        self.sent.append(dict(data))
        if self.errors:
            error = self.errors.pop(0)
            if isinstance(error, NoError):
                return error.result
            raise error
        return MESSAGE

    async def sleep(self, seconds: float) -> None:
        """Let time pass."""
        self.waits.append(seconds)
        self.now += seconds

    def clock(self) -> float:
        """The time that has passed."""
        return self.now


class Case:
    """A sender on a wire."""

    def __init__(self, marker: CrashMarker) -> None:
        self.marker = marker
        self.connection = Connection()

    async def send(self, wire: Wire, endpoint: str = "sendMessage", **data: Any) -> Any:
        """Send through a sender of its own."""
        sender = Sender(Slots(), self.connection, self.marker, wire.clock)
        return await sender.process_request(
            wire.request, (endpoint, data), {}, endpoint, data, None
        )


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    """A sender with Telegram in reach."""
    marker = CrashMarker(tmp_path / "marker")
    yield Case(marker)
    marker.close()


@pytest.fixture
def wire(monkeypatch: pytest.MonkeyPatch) -> Wire:
    """A wire whose time is the sender's."""
    wire = Wire()
    monkeypatch.setattr("asyncio.sleep", wire.sleep)
    return wire


@pytest.mark.parametrize(
    "error",
    [NetworkError("httpx.ReadError"), TimedOut(), NetworkError("Internal Server Error (500)")],
)
async def test_network_errors_are_tried_again(case: Case, wire: Wire, error: TelegramError) -> None:
    """A request that fails on the way, or whose fate is unknown, is made again after a while."""
    wire.errors = [error, error, error]
    assert await case.send(wire, chat_id=1) == MESSAGE
    assert wire.waits == [0.5, 1.0, 2.0]


async def test_pauses_grow_to_a_limit_and_end(case: Case, wire: Wire) -> None:
    """One request that fails on and on is given up, while Telegram can be reached."""
    wire.errors = [NetworkError("Internal Server Error (500)")] * 1000
    with pytest.raises(NetworkError):
        await case.send(wire, chat_id=1)
    assert max(wire.waits) == 10
    assert GIVE_UP_SECONDS < wire.now <= GIVE_UP_SECONDS + 10


async def test_outage_is_not_counted_against_a_request(
    case: Case, wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While Telegram cannot be reached at all nothing is given up, however long that takes."""
    for _ in range(2):
        case.connection.failed(NetworkError("no route"))
    monkeypatch.setattr(case.connection, "pause", wire.sleep)
    wire.errors = [NetworkError("no route")] * 1000
    await case.send(wire, chat_id=1)
    assert wire.now > 10 * GIVE_UP_SECONDS


async def test_flood_wait_is_waited_out(case: Case, wire: Wire) -> None:
    """Where Telegram asks for a pause, the request is made again when it is over."""
    wire.errors = [RetryAfter(5), RetryAfter(30)]
    await case.send(wire, chat_id=1)
    assert wire.waits == [5, 30]


async def test_endless_flood_wait_is_given_up(case: Case, wire: Wire) -> None:
    """A chat that is put off again and again does not wait for ever."""
    wire.errors = [RetryAfter(1000)] * 100
    with pytest.raises(RetryAfter):
        await case.send(wire, chat_id=1)
    assert wire.now <= LONGEST_FLOOD_SECONDS


async def test_flood_wait_releases_the_slot(case: Case) -> None:
    """While one chat waits, its slot serves others."""
    slots, wire = Slots(1), Wire(RetryAfter(1))
    sender = Sender(slots, case.connection, case.marker)

    async def send(wire: Wire) -> None:
        async with slots.taken():
            await sender.process_request(wire.request, ("sendMessage", {}), {}, "", {}, None)

    slow = asyncio.create_task(send(wire))
    await asyncio.sleep(0)
    await asyncio.wait_for(send(Wire()), 0.5)
    assert not slow.done()
    slow.cancel()
    await asyncio.gather(slow, return_exceptions=True)


async def test_refused_formatting_is_sent_plainly(case: Case, wire: Wire) -> None:
    """A text whose tags Telegram refuses goes out without them."""
    wire.errors = [BadRequest("Can't parse entities: can't find end tag")]
    await case.send(wire, chat_id=1, text="<b>a &lt; b</b>", parse_mode="HTML")
    assert wire.sent[1] == {"chat_id": 1, "text": "a < b"}
    assert wire.waits == []


@pytest.mark.parametrize("result", [None, True, {}, [], "x", {"message_id": 1}])
async def test_answer_without_a_message_is_tried_again(
    case: Case, wire: Wire, result: object
) -> None:
    """Where Telegram says that it sent a message and shows none, nobody knows what it did."""
    wire.errors = [NoError(result)]
    assert await case.send(wire, chat_id=1) == MESSAGE


async def test_edit_may_tell_no_more_than_success(case: Case, wire: Wire) -> None:
    """An edit answers with the message or, of an inline message, with true."""
    wire.errors = [NoError(None), NoError(True)]
    assert await case.send(wire, "editMessageText", chat_id=1) is True
    assert len(wire.sent) == 2


@pytest.mark.parametrize("error", [InvalidToken(), Conflict("terminated by other getUpdates")])
async def test_refusal_of_what_worked_before_is_tried_again(
    case: Case, wire: Wire, error: TelegramError
) -> None:
    """A token that was accepted is not given up for a send; polling finds out if it is wrong."""
    sender = Sender(Slots(), case.connection, case.marker, wire.clock)

    async def send() -> Any:
        return await sender.process_request(wire.request, ("", {}), {}, "sendMessage", {}, None)

    await send()
    wire.errors = [error] * 10
    assert await send() == MESSAGE


async def test_token_that_never_worked_is_refused_soon(case: Case, wire: Wire) -> None:
    """At the start a refusal is tried again a little, for servers refuse while they start too."""
    wire.errors = [InvalidToken()] * 10
    with pytest.raises(InvalidToken):
        await case.send(wire, "getMe")
    assert len(wire.sent) == REFUSALS_AT_START


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ("Message thread not found", "message_thread_id"),
        ("Message to be replied not found", "reply_parameters"),
    ],
)
async def test_message_is_sent_without_what_is_gone(
    case: Case, wire: Wire, said: str, field: str
) -> None:
    """A topic or a question that is gone is no reason not to answer."""
    fields: Json = {"message_thread_id": 1, "reply_parameters": {"message_id": 2}}
    wire.errors = [BadRequest(said)]
    await case.send(wire, chat_id=1, **fields)
    assert field in wire.sent[0]
    assert field not in wire.sent[1]
    wire.errors = [BadRequest(said), BadRequest(said)]
    with pytest.raises(BadRequest):
        await case.send(wire, chat_id=1, **fields)


async def test_late_answer_names_its_question(case: Case, wire: Wire) -> None:
    """What is sent to the asker replies to the question, where it does not already reply."""
    asked = {"update_id": 1, "message": {"message_id": 5, "chat": {"id": 1}}}
    with naming(asked):
        await case.send(wire, chat_id=1)
        await case.send(wire, chat_id=2)
        await case.send(wire, chat_id=1, reply_parameters={"message_id": 4})
        await case.send(wire, "editMessageText", chat_id=1)
    await case.send(wire, chat_id=1)
    named = [(data.get("reply_parameters") or {}).get("message_id") for data in wire.sent]
    assert named == [5, None, 4, None, None]


@pytest.mark.parametrize(
    "error",
    [
        Forbidden("Forbidden: bot was blocked by the user"),
        BadRequest("Chat not found"),
        BadRequest("Can't parse entities: in a text without any"),
    ],
)
async def test_what_cannot_be_delivered_is_raised_at_once(
    case: Case, wire: Wire, error: TelegramError
) -> None:
    """What Telegram refuses is not tried again."""
    wire.errors = [error]
    with pytest.raises(type(error)):
        await case.send(wire, chat_id=1, text="x")
    assert len(wire.sent) == 1


@pytest.mark.parametrize(
    ("endpoint", "error"),
    [
        ("answerCallbackQuery", "Query is too old and response timeout expired or query id is inv"),
        ("answerInlineQuery", "Query is too old and response timeout expired or query id is inv"),
        ("editMessageText", "Message is not modified: specified new message content is the same"),
    ],
)
async def test_stale_query_is_no_error(case: Case, wire: Wire, endpoint: str, error: str) -> None:
    """What nobody waits for any more, and what is already so, counts as done."""
    wire.errors = [BadRequest(error)]
    assert await case.send(wire, endpoint) is True


async def test_group_that_became_a_supergroup_is_followed(case: Case, wire: Wire) -> None:
    """A chat that has a new id is written to under that."""
    wire.errors = [ChatMigrated(-100)]
    await case.send(wire, chat_id=-5)
    assert [data["chat_id"] for data in wire.sent] == [-5, -100]


async def test_group_that_leads_to_itself_is_given_up(case: Case, wire: Wire) -> None:
    """A chat whose new id is its own is not followed for ever."""
    wire.errors = [ChatMigrated(-5)]
    with pytest.raises(ChatMigrated):
        await case.send(wire, chat_id=-5)


async def test_no_update_is_to_blame_once_its_answer_is_sent(case: Case, wire: Wire) -> None:
    """When an answer is ready to go, whatever kills the process then is not the update's fault."""
    case.marker.begin(4)
    await case.send(wire, chat_id=1)
    assert case.marker.marked == ()
