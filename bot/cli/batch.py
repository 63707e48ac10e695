"""Questions in and replies out, a line of JSON each, for programs that ask many."""

from __future__ import annotations

import json
from typing import IO, TYPE_CHECKING, Any

from bot.answering.conversation import Conversations

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.answering.answerer import Answerer


class LineError(ValueError):
    """A line that is no question; its text says what is wrong with it."""


class Batch:
    """Answers question lines; those with the same ``chat`` are one conversation to the end.

    Time stands still in a batch, so that none is forgotten for the pace of the machine; of very
    many, the one least lately used is.
    """

    def __init__(self, answerer: Answerer) -> None:
        self._answerer = answerer
        self._conversations = Conversations(clock=lambda: 0.0)

    def run(self, lines: Iterable[bytes], out: IO[bytes]) -> bool:
        """Write one line for each line that is not blank, at once; say whether all were sound."""
        sound = True
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                reply = self._reply(line)
            except LineError as error:
                sound = False
                reply = {"error": str(error), "line": number}
            out.write(encoded(reply))
            out.flush()
        return sound

    def _reply(self, line: bytes) -> dict[str, Any]:
        question, chat = _parsed(line)
        if chat is None:
            return self._answerer.reply(question).as_dict()
        conversation = self._conversations.get(chat)
        return self._answerer.reply(question, conversation).as_dict(chat)


def encoded(value: dict[str, Any]) -> bytes:
    """Return a line of JSON; pure ASCII, which no terminal and no splitter of lines can misread."""
    return json.dumps(value).encode("ascii") + b"\n"


def _parsed(line: bytes) -> tuple[str, str | None]:
    try:
        value = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise LineError(f"not UTF-8: byte {error.start + 1} cannot be read") from error
    except (ValueError, RecursionError) as error:
        raise LineError(f"not JSON: {error}") from error
    if not isinstance(value, dict):
        raise LineError('not a JSON object such as {"question": "who led the round?"}')
    question, chat = value.get("question"), value.get("chat")
    if not isinstance(question, str):
        raise LineError('"question" is missing or is no string')
    if not isinstance(chat, str | None):
        raise LineError('"chat" is no string')
    for name, text in (("question", question), ("chat", chat or "")):
        if not _encodable(text):
            raise LineError(f'"{name}" holds half of a surrogate pair, which is no character')
    return question, chat


def _encodable(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
