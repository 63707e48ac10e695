"""A stand-in for Telegram as a plain function, as strict as the real one."""

from __future__ import annotations

import itertools
import json
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

import httpx

TOKEN = "123456:TEST"
ME = {"id": 123456, "is_bot": True, "first_name": "Article Bot", "username": "article_bot"}
MAX_TEXT = 4096
MAX_DATA = 64
MAX_BUTTONS = 100
ENTITIES = {
    "b": "bold",
    "i": "italic",
    "u": "underline",
    "s": "strikethrough",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "blockquote": "blockquote",
    "blockquote expandable": "expandable_blockquote",
}

_TAG = re.compile(r"<(/?)([a-z]+)( expandable)?(?: href=\"([^\"<>]+)\")?>")
_REFERENCE = re.compile("&(lt|gt|amp|quot);")
_REFERENCES = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}

Json = dict[str, Any]


class RefusedError(Exception):
    """A call that Telegram answers with 400; the text is the description that it gives."""


def parse_html(html: str) -> tuple[str, list[tuple[str, str]]]:
    """Return the visible text and what stands in which tag, or raise as Telegram refuses."""
    text, found = _parsed(html)
    return text, [(name, text[start:end]) for name, start, end, _ in found]


def _parsed(html: str) -> tuple[str, list[tuple[str, int, int, str]]]:
    """Return the visible text and (tag, start, end, link) of each thing marked up."""
    text, open_tags = "", list[tuple[str, int, str]]()
    found = list[tuple[str, int, int, str]]()
    for piece in re.split("(<[^<>]*>)", html):
        tag = _TAG.fullmatch(piece)
        if tag is None:
            if "<" in piece:
                raise RefusedError("Bad Request: can't parse entities: Unclosed start tag")
            text += _REFERENCE.sub(lambda match: _REFERENCES[match[1]], piece)
        elif tag[2] + (tag[3] or "") not in ENTITIES or (tag[2] == "a") > bool(tag[1] or tag[4]):
            raise RefusedError("Bad Request: can't parse entities: Unsupported start tag")
        elif not tag[1]:
            open_tags.append((tag[2] + (tag[3] or ""), len(text), tag[4] or ""))
        else:
            name, start, link = open_tags.pop() if open_tags else ("", 0, "")
            if name.split()[:1] != [tag[2]]:
                raise RefusedError("Bad Request: can't parse entities: Unmatched end tag")
            found.append((name, start, len(text), link))
    if open_tags:
        raise RefusedError("Bad Request: can't parse entities: Can't find end tag")
    text.encode()
    if not text.strip():
        raise RefusedError("Bad Request: text must be non-empty")
    if len(text.encode("utf-16-le")) // 2 > MAX_TEXT:
        raise RefusedError("Bad Request: message is too long")
    return text, found


def _entities(text: str, found: list[tuple[str, int, int, str]]) -> list[Json]:
    def units(end: int) -> int:
        return len(text[:end].encode("utf-16-le")) // 2

    return [
        {
            "type": ENTITIES[name],
            "offset": units(start),
            "length": units(end) - units(start),
            **({"url": _REFERENCE.sub(lambda m: _REFERENCES[m[1]], link)} if link else {}),
        }
        for name, start, end, link in sorted(found, key=lambda each: (each[1], -each[2]))
    ]


@dataclass(frozen=True)
class Shown:
    """A message of the bot as a person sees it."""

    chat_id: int
    message_id: int
    text: str
    html: str
    entities: tuple[tuple[str, str], ...]
    keyboard: tuple[tuple[tuple[str, str], ...], ...]
    raw: Json

    @property
    def quotes(self) -> list[str]:
        """What stands in block quotes."""
        return [text for name, text in self.entities if name.startswith("blockquote")]

    @property
    def labels(self) -> list[str]:
        """The labels of all buttons, in reading order."""
        return [label for row in self.keyboard for label, _ in row]

    def data(self, label: str) -> str:
        """What the button with this label carries."""
        return next(data for row in self.keyboard for name, data in row if name == label)


class Telegram:
    """Telegram's side of the wire: ``handle`` is the transport, the rest is what has come of it."""

    def __init__(self) -> None:
        self.messages: dict[tuple[int, int], Shown] = {}
        self.calls: list[tuple[str, Json]] = []
        self.notices: list[str] = []
        self.results: list[Json] = []
        self.broken: list[AssertionError] = []
        self.card: dict[str, Any] = {}
        self.queries: set[str] = set()
        self.refuse = ""
        self.gone_threads: set[int] = set()
        self.numbers = itertools.count(1)

    def handle(self, request: httpx.Request) -> httpx.Response:
        """Answer a call of the Bot API as Telegram does."""
        method = request.url.path.rpartition("/")[2]
        data = {name: _value(value) for name, value in parse_qsl(request.content.decode())}
        self.calls.append((method, data))
        try:
            if method == self.refuse:
                raise RefusedError("Bad Request: not today")
            result = getattr(self, "_" + re.sub("([A-Z])", r"_\1", method).lower())(data)
        except (RefusedError, AssertionError) as error:
            if isinstance(error, AssertionError):
                self.broken.append(error)
            body = {"ok": False, "error_code": 400, "description": str(error)}
            return httpx.Response(400, json=body)
        return httpx.Response(200, json={"ok": True, "result": result})

    def sent(self, method: str) -> list[Json]:
        """The arguments of all calls of this method."""
        return [data for name, data in self.calls if name == method]

    def _get_me(self, _: Json) -> Json:
        return {**ME, "can_join_groups": True, "supports_inline_queries": True}

    def _send_message(self, data: Json) -> Json:
        chat_id, reply = data["chat_id"], data.get("reply_parameters")
        raw: Json = {"chat": chat_of(chat_id), "from": ME, "date": 0}
        if thread := data.get("message_thread_id"):
            if thread in self.gone_threads:
                raise RefusedError("Bad Request: message thread not found")
            raw |= {"message_thread_id": thread, "is_topic_message": True}
        if reply and (chat_id, reply["message_id"]) in self.messages:
            raw["reply_to_message"] = self.messages[chat_id, reply["message_id"]].raw
        elif reply and not reply.get("allow_sending_without_reply"):
            raise RefusedError("Bad Request: message to be replied not found")
        return self._store(chat_id, next(self.numbers), raw, data)

    def _edit_message_text(self, data: Json) -> Json:
        before = self._editable(data)
        return self._store(before.chat_id, before.message_id, before.raw, data)

    def _edit_message_reply_markup(self, data: Json) -> Json:
        before = self._editable(data)
        same = {"text": before.html, "parse_mode": "HTML"}
        return self._store(before.chat_id, before.message_id, before.raw, {**data, **same})

    def _editable(self, data: Json) -> Shown:
        shown = self.messages.get((data["chat_id"], data["message_id"]))
        if shown is None:
            raise RefusedError("Bad Request: message to edit not found")
        return shown

    def _store(self, chat_id: int, message_id: int, raw: Json, data: Json) -> Json:
        assert data.get("parse_mode") == "HTML" or "<" not in data["text"]
        text, found = _parsed(data["text"])
        entities = [(name, text[start:end]) for name, start, end, _ in found]
        markup = data.get("reply_markup") or {"inline_keyboard": []}
        raw = {**raw, "message_id": message_id, "text": text, "reply_markup": markup}
        raw["entities"] = _entities(text, found)
        keyboard = _keyboard(markup)
        shown = Shown(chat_id, message_id, text, data["text"], tuple(entities), keyboard, raw)
        earlier = self.messages.get((chat_id, message_id))
        if earlier and (earlier.html, earlier.keyboard) == (shown.html, keyboard):
            raise RefusedError("Bad Request: message is not modified: specified new message ...")
        self.messages[chat_id, message_id] = shown
        return raw

    def _answer_callback_query(self, data: Json) -> bool:
        self._answer(data["callback_query_id"])
        assert len(data.get("text", "")) <= 200
        self.notices.append(data.get("text", ""))
        return True

    def _answer_inline_query(self, data: Json) -> bool:
        self.results = data["results"]
        assert len({result["id"] for result in self.results}) == len(self.results) <= 50
        for result in self.results:
            assert 1 <= len(result["id"].encode()) <= MAX_DATA
            parse_html(result["input_message_content"]["message_text"])
        self._answer(data["inline_query_id"])
        return True

    def _answer_guest_query(self, data: Json) -> Json:
        parse_html(data["result"]["input_message_content"]["message_text"])
        self.results = [data["result"]]
        self._answer(data["guest_query_id"])
        return {"inline_message_id": "guest-1"}

    def _answer(self, query_id: str) -> None:
        if query_id not in self.queries:
            raise RefusedError(
                "Bad Request: query is too old and response timeout expired or query ID is invalid"
            )
        self.queries.remove(query_id)

    def _set_my_commands(self, data: Json) -> bool:
        self.card[f"commands {data['scope']['type']}"] = data["commands"]
        return True

    def _get_my_commands(self, data: Json) -> list[Json]:
        commands: list[Json] = self.card.get(f"commands {data['scope']['type']}", [])
        return commands

    def _set_my_description(self, data: Json) -> bool:
        assert len(data["description"]) <= 512
        self.card["description"] = data["description"]
        return True

    def _get_my_description(self, _: Json) -> Json:
        return {"description": self.card.get("description", "")}

    def _set_my_short_description(self, data: Json) -> bool:
        assert len(data["short_description"]) <= 120
        self.card["short_description"] = data["short_description"]
        return True

    def _get_my_short_description(self, _: Json) -> Json:
        return {"short_description": self.card.get("short_description", "")}


def chat_of(chat_id: int) -> Json:
    """The chat with this number: a private one, or a group where it is negative."""
    if chat_id > 0:
        return {"id": chat_id, "type": "private", "first_name": "Ann"}
    return {"id": chat_id, "type": "supergroup", "title": "Readers"}


def _keyboard(markup: Json) -> tuple[tuple[tuple[str, str], ...], ...]:
    rows = tuple(
        tuple((button["text"], button.get("callback_data", "")) for button in row)
        for row in markup["inline_keyboard"]
    )
    assert sum(map(len, rows)) <= MAX_BUTTONS
    assert all(label for row in rows for label, _ in row)
    buttons = [button for row in markup["inline_keyboard"] for button in row]
    assert all(len(set(button) - {"text"}) == 1 for button in buttons)
    data = [button["callback_data"] for button in buttons if "callback_data" in button]
    assert all(1 <= len(each.encode()) <= MAX_DATA for each in data)
    return rows


def _value(text: str) -> Any:
    """PTB writes numbers, flags and objects as JSON; texts stand as they are."""
    try:
        return json.loads(text)
    except ValueError:
        return text
