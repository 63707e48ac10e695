"""Delivery: written down, handled once, wiped; and what a handler stumbles over stops nothing."""

from __future__ import annotations

import json
from contextlib import closing
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from bot.telegram import app as application
from bot.telegram.delivery.bot_api import make_bot
from bot.telegram.delivery.concurrency import Slots
from bot.telegram.delivery.connection import Connection
from bot.telegram.delivery.crash_marker import CrashMarker
from bot.telegram.delivery.inbox import Inbox
from bot.telegram.delivery.processing import Delivery
from bot.telegram.delivery.retries import Sender
from bot.telegram.views import texts

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.telegram.context import BotData
    from tests.fakes.telegram import Telegram

Json = dict[str, Any]


class Process:
    """What one process after another has of delivery, on the same files."""

    def __init__(self, folder: Path, bot_data: BotData, telegram: Telegram) -> None:
        self.inbox = Inbox(folder / "inbox.sqlite3")
        self.marker = CrashMarker(folder / "marker")
        self.refusing: httpx.Response | None = None
        self.telegram = telegram
        slots = Slots()
        sender = Sender(slots, Connection(), self.marker)
        bot = make_bot(bot_data.settings, sender, httpx.MockTransport(self._handle))
        self.app = application.build(bot, bot_data)
        self.delivery = Delivery(self.app, self.inbox, self.marker, slots)

    async def __aenter__(self) -> Process:
        await self.app.initialize()
        await self.delivery.resume()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.delivery.finish(1)
        self.inbox.close()
        self.marker.close()
        await self.app.shutdown()

    @property
    def texts(self) -> list[str]:
        """What was sent."""
        return [data["text"] for data in self.telegram.sent("sendMessage")]

    def _handle(self, request: httpx.Request) -> httpx.Response:
        if self.refusing is not None and request.url.path.endswith("sendMessage"):
            return self.refusing
        return self.telegram.handle(request)


@pytest.fixture
async def process(tmp_path: Path, bot_data: BotData, telegram: Telegram) -> AsyncIterator[Process]:
    """A process with nothing in its inbox."""
    async with Process(tmp_path, bot_data, telegram) as process:
        yield process


def question(update_id: int, text: str = "Was anybody hurt?", chat: int = 7) -> Json:
    """A question in a private chat."""
    return {
        "update_id": update_id,
        "message": {
            "message_id": update_id,
            "date": update_id,
            "chat": {"id": chat, "type": "private", "first_name": "Ann"},
            "from": {"id": chat, "is_bot": False, "first_name": "Ann"},
            "text": text,
        },
    }


async def test_question_is_answered_and_wiped(process: Process) -> None:
    """A question leads to an answer, and nothing of it is left waiting."""
    process.delivery.take([question(1)], 0)
    await process.delivery.finish(1)
    assert len(process.texts) == 1
    assert process.delivery.waiting == 0
    assert process.inbox.waiting() == []


@pytest.mark.parametrize(
    "typed",
    ["'); DROP TABLE inbox; --", "<b>bold</b> & <script>", "\0\x1b[2J\nERROR root: lost", "\ud83d"],
)
async def test_what_is_typed_is_a_text_and_nothing_else(
    process: Process, caplog: pytest.LogCaptureFixture, typed: str
) -> None:
    """Whatever is typed is asked and answered, and is no SQL, no tag and no line of the log."""
    process.delivery.take([question(1, typed), question(2)], 0)
    await process.delivery.finish(1)
    assert len(process.texts) == 2
    assert process.inbox.waiting() == []
    assert caplog.messages == []


async def test_batch_that_comes_again_is_answered_once(process: Process) -> None:
    """What Telegram delivers twice is answered once."""
    process.delivery.take([question(1)], 0)
    process.delivery.take([question(1), question(2)], 0)
    await process.delivery.finish(1)
    assert len(process.texts) == 2


async def test_next_process_answers_what_is_left(
    tmp_path: Path, bot_data: BotData, telegram: Telegram, caplog: pytest.LogCaptureFixture
) -> None:
    """What was taken in and not answered is answered after the next start, before what is new."""
    with closing(Inbox(tmp_path / "inbox.sqlite3")) as left:
        left.put([question(1), question(2, "What will the repairs cost?")])
    async with Process(tmp_path, bot_data, telegram) as process:
        process.delivery.take([question(3)], 0)
        await process.delivery.finish(1)
        starts = [text[:12] for text in process.texts]
    assert starts == ["Nobody was h", "The council ", "Nobody was h"]
    assert caplog.messages[0] == "Answering what was left from the last run: 2 updates"


async def test_deadly_update_is_dropped_in_the_end(
    tmp_path: Path, bot_data: BotData, telegram: Telegram, caplog: pytest.LogCaptureFixture
) -> None:
    """An update that the process died over three times is not tried a fourth time."""
    with closing(Inbox(tmp_path / "inbox.sqlite3")) as inbox:
        (deadly,) = inbox.put([question(1)])
        inbox.count_attempt(deadly.number)
        inbox.count_attempt(deadly.number)
    (tmp_path / "marker").write_bytes(deadly.number.to_bytes(8, "little"))
    async with Process(tmp_path, bot_data, telegram) as process:
        assert process.delivery.waiting == 0
    assert process.texts == []
    assert "An update was dropped: the bot died over it 3 times." in caplog.messages


@pytest.mark.parametrize(
    ("status", "description"),
    [(403, "Forbidden: bot was blocked by the user"), (400, "Bad Request: chat not found")],
)
async def test_chat_that_is_gone_is_a_line_in_the_log(
    process: Process, caplog: pytest.LogCaptureFixture, status: int, description: str
) -> None:
    """What cannot be delivered is said in one line, dropped, and the next question is answered."""
    body = {"ok": False, "error_code": status, "description": description}
    process.refusing = httpx.Response(status, content=json.dumps(body))
    process.delivery.take([question(1)], 0)
    await process.delivery.finish(1)
    assert process.delivery.waiting == 0
    assert len(caplog.messages) == 1
    assert caplog.messages[0].startswith("An answer could not be delivered: ")
    process.refusing = None
    process.delivery.take([question(2)], 0)
    await process.delivery.finish(1)
    assert len(process.texts) == 1


async def test_fault_of_the_bots_own_is_told(
    process: Process,
    bot_data: BotData,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Where answering fails, the person is told so, the log says why, and the bot goes on."""
    with monkeypatch.context() as patch:
        patch.setattr(type(bot_data.live.answerer), "reply", lambda *_: 1 / 0)
        process.delivery.take([question(1)], 0)
        await process.delivery.finish(1)
    process.delivery.take([question(2)], 0)
    await process.delivery.finish(1)
    assert process.texts[0] == texts.BOT_ERROR
    assert process.texts[1].startswith("Nobody was hurt")
    assert caplog.messages == ["A question could not be answered."]
    assert "ZeroDivisionError" in caplog.text


@pytest.mark.parametrize("odd", [{"message": {"message_id": "x"}}, {"message": 5}])
async def test_update_that_nobody_understands_is_set_aside(
    process: Process, caplog: pytest.LogCaptureFixture, odd: Json
) -> None:
    """An update of a shape that is not known is named in the log, and what follows is answered."""
    process.delivery.take([{"update_id": 1, **odd}, question(2)], 0)
    await process.delivery.finish(1)
    assert len(process.texts) == 1
    assert process.inbox.waiting() == []
    assert len(caplog.messages) == 1
    assert caplog.messages[0].startswith("An update cannot be read and was set aside: 1, message: ")


async def test_part_that_cannot_be_read_is_named_once(
    process: Process, caplog: pytest.LogCaptureFixture
) -> None:
    """A question beside something that the library cannot read is answered."""
    for number in (1, 2):
        odd = question(number)
        odd["message"]["forward_origin"] = {"type": "hidden_user", "date": 1}
        process.delivery.take([odd], 0)
    await process.delivery.finish(1)
    assert len(process.texts) == 2
    assert caplog.messages == [
        "Updates come with a part that cannot be read, left out: message.forward_origin"
    ]


async def test_answer_that_comes_late_names_its_question(
    tmp_path: Path, bot_data: BotData, telegram: Telegram
) -> None:
    """What a process before this one left is answered as a reply, also in a private chat."""
    with closing(Inbox(tmp_path / "inbox.sqlite3")) as left:
        left.put([question(1)])
    async with Process(tmp_path, bot_data, telegram) as process:
        process.delivery.take([question(2)], 0)
        await process.delivery.finish(1)
    late, new = telegram.sent("sendMessage")
    assert late["reply_parameters"]["message_id"] == question(1)["message"]["message_id"]
    assert "reply_parameters" not in new


async def test_suspects_go_first_and_alone(
    tmp_path: Path, bot_data: BotData, telegram: Telegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a death, what was in hand is worked on one by one, so that the next names one."""
    with closing(Inbox(tmp_path / "inbox.sqlite3")) as left:
        rows = left.put([question(number, chat=number) for number in range(1, 7)])
    # A process that dies leaves its marks; one that closes its marker does not.
    (tmp_path / "marker").write_bytes(
        b"".join(row.number.to_bytes(8, "little") for row in rows[3:])
    )
    begun: list[tuple[int, ...]] = []
    begin = CrashMarker.begin

    def noting(marker: CrashMarker, number: int) -> None:
        begin(marker, number)
        begun.append(marker.marked)

    monkeypatch.setattr(CrashMarker, "begin", noting)
    async with Process(tmp_path, bot_data, telegram) as process:
        await process.delivery.finish(1)
    assert begun[:3] == [(rows[3].number,), (rows[4].number,), (rows[5].number,)]
    assert len(process.texts) == 6


async def test_what_is_broken_off_stays(process: Process) -> None:
    """An answer that cannot be given before the end stays in the inbox for the next start."""
    process.refusing = httpx.Response(
        429, json={"ok": False, "description": "later", "parameters": {"retry_after": 60}}
    )
    process.delivery.take([question(1)], 0)
    await process.delivery.finish(0.05)
    assert [row.update_id for row in process.inbox.waiting()] == [1]
