"""Question sets: JSON lines of questions with what a right reply to each must hold.

A line is of one of three kinds: a single question (``question``, ``kind``, ``gold``, ``also``,
``must``), a conversation (``turns``, each like a single question), or a message that asks several
things (``question``, ``gold_all``, ``must``).
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from bot.errors import QuestionSetError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Kind(StrEnum):
    """The kind of a question, and so what should become of it."""

    ANSWERABLE = "answerable"
    NOT_STATED = "not_stated"
    OFF_TOPIC = "off_topic"
    SEVERAL_PARTS = "several_parts"


class Turn(StrEnum):
    """The place of a question: by itself, or in a conversation."""

    ALONE = "alone"
    FIRST = "first"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Question:
    """A question of a set.

    ``gold`` has a tuple for each thing that is asked: the sentences of which any one proves it.
    ``must`` are regular expressions, case ignored, that the answers with notes and quotes match.
    """

    id: str
    text: str
    kind: Kind
    gold: tuple[tuple[str, ...], ...] = ()
    must: tuple[re.Pattern[str], ...] = ()
    turn: Turn = Turn.ALONE


def read(path: Path) -> tuple[tuple[Question, ...], ...]:
    """Read a set; each item is what is asked in one conversation, in order.

    Raises :class:`~bot.errors.QuestionSetError` where the file or a line of it cannot be read.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise QuestionSetError(path, None, f"cannot be read: {error}") from error
    return tuple(
        _conversation(path, number, line) for number, line in enumerate(lines, 1) if line.strip()
    )


def _conversation(path: Path, number: int, line: str) -> tuple[Question, ...]:
    try:
        return tuple(_questions(json.loads(line), f"line {number}"))
    except KeyError as error:
        raise QuestionSetError(path, number, f"{error.args[0]!r} is missing") from error
    except json.JSONDecodeError as error:
        raise QuestionSetError(path, number, f"no JSON: {error}") from error
    except (TypeError, ValueError, re.error) as error:
        raise QuestionSetError(path, number, str(error)) from error


def _questions(item: object, unnamed: str) -> Iterator[Question]:
    if not isinstance(item, dict):
        raise TypeError("a line must be an object in braces")
    name = item.get("id", unnamed)
    if "turns" in item:
        for number, asked in enumerate(_list(item, "turns"), 1):
            turn = Turn.FIRST if number == 1 else Turn.LATER
            yield _single(asked, f"{name}.{number}", turn)
    elif "gold_all" in item:
        parts = tuple(map(tuple, _list(item, "gold_all")))
        yield Question(name, _text(item), Kind.SEVERAL_PARTS, parts, _patterns(item))
    else:
        yield _single(item, name, Turn.ALONE)


def _single(item: dict[str, Any], name: str, turn: Turn) -> Question:
    gold = (*_list(item, "gold"), *_list(item, "also"))
    return Question(name, _text(item), Kind(item["kind"]), (gold,), _patterns(item), turn)


def _text(item: dict[str, Any]) -> str:
    if not isinstance(item["question"], str):
        raise TypeError("'question' must be a text")
    return item["question"]


def _list(item: dict[str, Any], key: str) -> list[Any]:
    value = item.get(key, [])
    if not isinstance(value, list):
        raise TypeError(f"{key!r} must be a list")
    return value


def _patterns(item: dict[str, Any]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(must, re.IGNORECASE) for must in _list(item, "must"))
