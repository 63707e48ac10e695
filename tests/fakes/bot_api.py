"""A Bot API over real HTTP that goes wrong on demand, for a bot that runs as a process.

``getUpdates`` behaves as Telegram's: an offset confirms what is below it, what is not confirmed
comes again, a poll ends the one before it with a conflict. What all other methods do is in
``tests.fakes.telegram``.
"""

from __future__ import annotations

import asyncio
import json
import socket
import struct
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

import httpx
from aiohttp import web

from tests.fakes.person import entities_of
from tests.fakes.telegram import TOKEN, Telegram

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Self

Json = dict[str, Any]

LIMIT = 100
BAD_GATEWAY = "<html>\r\n<body><h1>502 Bad Gateway</h1><hr>nginx</body>\r\n</html>\r\n"
RESET = struct.pack("ii", 1, 0)


@dataclass(frozen=True)
class Fault:
    """What becomes of one call.

    ``kind`` is one of: an error code (429 asks for ``seconds``); ``reset`` before anything came
    of it; ``lost`` and ``garbled``, where it took effect and the answer breaks off or is no JSON;
    ``delay`` by ``seconds``.
    """

    kind: str
    seconds: float = 1.0


@dataclass
class Question:
    """A question in a group, and when the bot replied to it, on the monotonic clock."""

    chat_id: int
    message_id: int
    asked: float
    answered: list[float] = field(default_factory=list)


class BotApi:
    """The server; an async context manager. ``spoil`` decides on a fault for each call."""

    def __init__(self) -> None:
        self.telegram = Telegram()
        self.spoil: Callable[[str, Json], Fault | None] = lambda _method, _data: None
        self.outage: str | None = None
        self.questions: dict[tuple[int, int], Question] = {}
        self.faults: Counter[str] = Counter()
        self.webhook = ""
        self.polls = 0
        self.conflicts = 0
        self._pending: dict[int, Json] = {}
        self._poll: asyncio.Future[str] | None = None
        self._changed = asyncio.Event()
        app = web.Application()
        app.router.add_post(f"/bot{TOKEN}/{{method}}", self._call)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)

    async def __aenter__(self) -> Self:
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(self, *_: object) -> None:
        self._end_poll("reset")
        await self._runner.cleanup()

    def ask(
        self, chat_id: int, text: str = "/ask Was anybody hurt?", user: int | None = None
    ) -> Question:
        """Let somebody ask in a group."""
        number = next(self.telegram.numbers)
        self._push(
            {
                "message_id": number,
                "date": int(time.time()),
                "chat": {"id": chat_id, "type": "supergroup", "title": "Readers"},
                "from": {"id": user or abs(chat_id), "is_bot": False, "first_name": "Ann"},
                "text": text,
                "entities": entities_of(text),
            }
        )
        question = Question(chat_id, number, time.monotonic())
        self.questions[chat_id, number] = question
        return question

    async def until(self, condition: Callable[[], bool], seconds: float = 30.0) -> bool:
        """Wait until ``condition``, looking again at each call; False where it does not come."""
        end = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > end:
                return False
            self._changed.clear()
            try:
                await asyncio.wait_for(self._changed.wait(), 0.05)
            except TimeoutError:
                continue
        return True

    @property
    def answered(self) -> int:
        """How many questions have an answer."""
        return sum(bool(question.answered) for question in self.questions.values())

    @property
    def all_answered(self) -> bool:
        """Whether every question has an answer."""
        return self.answered == len(self.questions)

    def begin_outage(self, how: str) -> None:
        """Let every call fail from now on, those under way too: ``reset`` or ``502``."""
        self.outage = how
        self._end_poll(how)

    def end_outage(self) -> None:
        """Let calls go through again."""
        self.outage = None

    def _push(self, message: Json) -> None:
        update_id = next(self.telegram.numbers) + 700_000_000
        self._pending[update_id] = {"update_id": update_id, "message": message}
        self._end_poll("updates")

    def _end_poll(self, why: str) -> None:
        if self._poll is not None and not self._poll.done():
            self._poll.set_result(why)

    async def _call(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        body = await request.read()
        data = dict(parse_qsl(body.decode()))
        fault = Fault(self.outage) if self.outage else self.spoil(method, data)
        self._changed.set()
        if fault is not None:
            self.faults[fault.kind] += 1
            if fault.kind not in ("lost", "garbled", "delay"):
                return _failure(request, fault)
        answer = await self._effect(request, method, data, body)
        if isinstance(answer, Fault):
            return _failure(request, answer)
        return await _reply(request, answer, fault)

    async def _effect(
        self, request: web.Request, method: str, data: dict[str, str], body: bytes
    ) -> httpx.Response | Fault:
        if method == "deleteWebhook":
            self.webhook = ""
            return httpx.Response(200, json={"ok": True, "result": True})
        if method == "getWebhookInfo":
            info = {
                "url": self.webhook,
                "has_custom_certificate": False,
                "pending_update_count": 0,
            }
            return httpx.Response(200, json={"ok": True, "result": info})
        if method == "getUpdates":
            return await self._get_updates(data)
        answer = self.telegram.handle(httpx.Request("POST", str(request.url), content=body))
        target = json.loads(data.get("reply_parameters", "{}")).get("message_id")
        question = self.questions.get((int(data.get("chat_id", 0)), target))
        if method == "sendMessage" and question:
            question.answered.append(time.monotonic())
        return answer

    async def _get_updates(self, data: dict[str, str]) -> httpx.Response | Fault:
        self.polls += 1
        self._end_poll("conflict")
        offset = int(data.get("offset", 0))
        for update_id in [each for each in self._pending if each < offset]:
            del self._pending[update_id]
        if not self._pending:
            self._poll = asyncio.get_running_loop().create_future()
            try:
                why = await asyncio.wait_for(self._poll, float(data.get("timeout", 0)))
            except TimeoutError:
                why = "updates"
            if why == "conflict":
                self.conflicts += 1
                return Fault("409")
            if why != "updates":
                return Fault(why)
            await asyncio.sleep(0.001)
        result = list(self._pending.values())[:LIMIT]
        return httpx.Response(200, json={"ok": True, "result": result})


def _failure(request: web.Request, fault: Fault) -> web.Response:
    if fault.kind == "reset":
        _abort(request)
        return web.Response()
    code = int(fault.kind)
    if code == 502:
        return web.Response(status=code, text=BAD_GATEWAY, content_type="text/html")
    body: Json = {"ok": False, "error_code": code, "description": DESCRIPTIONS[code]}
    if code == 429:
        body["parameters"] = {"retry_after": int(fault.seconds)}
    return web.json_response(body, status=code)


DESCRIPTIONS = {
    401: "Unauthorized",
    403: "Forbidden: bot was blocked by the user",
    409: "Conflict: terminated by other getUpdates request",
    429: "Too Many Requests: retry later",
    500: "Internal Server Error",
}


async def _reply(
    request: web.Request, answer: httpx.Response, fault: Fault | None
) -> web.StreamResponse:
    body = answer.content
    if fault is not None and fault.kind == "delay":
        await asyncio.sleep(fault.seconds)
    if fault is not None and fault.kind == "garbled":
        body = body[: len(body) // 2]
    if fault is not None and fault.kind == "lost":
        response = web.StreamResponse(headers={"Content-Length": str(len(body))})
        await response.prepare(request)
        await response.write(body[: len(body) // 2])
        _abort(request)
        return response
    return web.Response(body=body, status=answer.status_code, content_type="application/json")


def _abort(request: web.Request) -> None:
    """End the connection with a reset, not with a farewell."""
    if request.transport is not None:
        request.transport.get_extra_info("socket").setsockopt(
            socket.SOL_SOCKET, socket.SO_LINGER, RESET
        )
        request.transport.abort()
