"""``ask --batch``: whatever comes in, one line goes out for it, in order."""

from __future__ import annotations

import io
import json
from typing import Any
from unittest.mock import ANY

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.reply import Outcome, Reply
from bot.cli.batch import Batch
from bot.knowledge.model import Knowledge
from tests.fakes.answerer import LiteralAnswerer


class Counting(LiteralAnswerer):
    """Says how many questions the conversation has had."""

    def reply(self, question: str, conversation: Any = None) -> Reply:
        """Answer nothing, and remember the question."""
        if conversation is not None:
            conversation.remember(conversation.question + "I", ())
        return Reply(conversation.question if conversation else "-", Outcome.NO_ANSWER)


def answer(
    *lines: bytes, engine: LiteralAnswerer | None = None
) -> tuple[bool, list[dict[str, Any]]]:
    """Run these lines as a batch; return whether all were sound, and the replies."""
    out = io.BytesIO()
    sound = Batch(engine or LiteralAnswerer(Knowledge())).run(lines, out)
    return sound, [json.loads(line) for line in out.getvalue().split(b"\n")[:-1]]


def test_lines_are_answered_in_order(mill: Knowledge) -> None:
    """Each reply repeats its question, and its chat where it had one."""
    lines = (b'{"question": "mill-when"}\n', b'{"question": "near", "chat": "c1"}')

    sound, replies = answer(*lines, engine=LiteralAnswerer(mill))

    assert sound
    assert [(reply["question"], reply.get("chat")) for reply in replies] == [
        ("mill-when", None),
        ("near", "c1"),
    ]
    assert [reply["outcome"] for reply in replies] == ["answer", "choices"]


def test_chats_are_conversations_of_their_own() -> None:
    """Lines of one chat share a memory, whatever comes between; a line without one has none."""
    chats = ['"a"', '"b"', "null", '"a"', '"a"', '"b"', "null"]
    lines = (f'{{"question": "", "chat": {chat}}}'.encode() for chat in chats)

    _, replies = answer(*lines, engine=Counting(Knowledge()))

    assert [reply["question"] for reply in replies] == ["I", "I", "-", "II", "III", "II", "-"]


@pytest.mark.parametrize(
    ("line", "error"),
    [
        (b"who led it?", "not JSON: Expecting value: line 1 column 1 (char 0)"),
        (b'["who led it?"]', 'not a JSON object such as {"question": "who led the round?"}'),
        (b"{}", '"question" is missing or is no string'),
        (b'{"question": 5}', '"question" is missing or is no string'),
        (b'{"question": null}', '"question" is missing or is no string'),
        (b'{"question": "who", "chat": 5}', '"chat" is no string'),
        (b'{"question": "\xff"}', "not UTF-8: byte 15 cannot be read"),
        (
            b'{"question": "\\ud83d"}',
            '"question" holds half of a surrogate pair, which is no character',
        ),
        (
            b'{"question": "", "chat": "\\udc00"}',
            '"chat" holds half of a surrogate pair, which is no character',
        ),
        (b"[" * 100_000, "not JSON: maximum recursion depth exceeded"),
        (b'{"question": ' + b"1" * 5000 + b"}", "not JSON: Exceeds the limit (4300 digits)"),
    ],
)
def test_bad_line_is_answered_in_its_place(line: bytes, error: str) -> None:
    """It gets an error with its number, blank lines counted, and the batch goes on."""
    sound, replies = answer(b'{"question": "a"}', b"\n", line, b'{"question": "b"}')

    assert not sound
    assert [reply.get("question") for reply in replies] == ["a", None, "b"]
    assert replies[1]["line"] == 3
    assert replies[1]["error"].startswith(error)


@given(st.lists(st.binary(max_size=80).filter(lambda line: b"\n" not in line)))
def test_one_line_out_for_each_line_in(lines: list[bytes]) -> None:
    """No bytes whatever break a batch, and only blank lines are passed over."""
    _, replies = answer(*lines)

    numbers = [number for number, line in enumerate(lines, 1) if line.strip()]
    assert len(replies) == len(numbers)
    for number, reply in zip(numbers, replies, strict=True):
        assert reply.get("line", number) == number


@given(st.text(st.characters(codec="utf-8")), st.none() | st.text(st.characters(codec="utf-8")))
def test_any_question_comes_back_as_it_was(question: str, chat: str | None) -> None:
    """Every text is a question, and every text names a chat."""
    line = json.dumps({"question": question, "chat": chat}).encode()

    sound, (reply,) = answer(line)

    assert sound
    assert (reply["question"], reply.get("chat")) == (question, chat)
    assert {"outcome", "answers", "choices", "best", "took_ms"} <= reply.keys()


def test_byte_order_mark_is_passed_over() -> None:
    """Editors of Windows put one before the first line."""
    assert answer(b'\xef\xbb\xbf{"question": "a"}') == (True, [ANY])
