"""Question sets are read line by line, and what is wrong with one is said with its line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.authoring.question_set import Kind, Turn, read
from bot.errors import QuestionSetError

if TYPE_CHECKING:
    from pathlib import Path

SINGLE = (
    '{"id": "d1", "kind": "answerable", "style": "plain", "question": "Who led?", '
    '"gold": ["A led."], "also": ["So A did."], "must": ["ALI"]}'
)
TURNS = (
    '{"id": "c1", "turns": [{"question": "Who led?", "kind": "answerable", "gold": ["A led."], '
    '"must": []}, {"question": "when?", "kind": "not_stated", "gold": [], "must": []}]}'
)
PARTS = '{"id": "p1", "question": "Who, and when?", "gold_all": [["A."], ["B.", "C."]], "must": []}'


def _file(folder: Path, *lines: str) -> Path:
    path = folder / "set.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_a_single_question_is_a_conversation_of_one(tmp_path: Path) -> None:
    """What it names as ``also`` counts beside ``gold``, and case does not matter to ``must``."""
    ((question,),) = read(_file(tmp_path, SINGLE))
    assert (question.id, question.text, question.kind) == ("d1", "Who led?", Kind.ANSWERABLE)
    assert question.gold == (("A led.", "So A did."),)
    assert question.turn is Turn.ALONE
    assert question.must[0].search("alibaba")


def test_a_conversation_has_its_turns_in_order(tmp_path: Path) -> None:
    """The first turn is told from the later ones, and each has a name of its own."""
    ((first, later),) = read(_file(tmp_path, TURNS))
    assert (first.id, first.turn) == ("c1.1", Turn.FIRST)
    assert (later.id, later.turn, later.kind) == ("c1.2", Turn.LATER, Kind.NOT_STATED)


def test_a_message_that_asks_several_things_has_the_gold_of_each(tmp_path: Path) -> None:
    """Any sentence of a part's list proves that part."""
    ((question,),) = read(_file(tmp_path, PARTS))
    assert (question.kind, question.gold) == (Kind.SEVERAL_PARTS, (("A.",), ("B.", "C.")))


def test_the_three_kinds_mix_in_one_file_and_blank_lines_are_skipped(tmp_path: Path) -> None:
    """The kind is told line by line."""
    assert [len(asked) for asked in read(_file(tmp_path, SINGLE, "", TURNS, PARTS, ""))] == [
        1,
        2,
        1,
    ]


def test_a_question_without_an_id_is_called_by_its_line(tmp_path: Path) -> None:
    """So that it can be found when it went wrong."""
    ((question,),) = read(_file(tmp_path, "", '{"kind": "off_topic", "question": "Why?"}'))
    assert question.id == "line 2"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "no JSON: Expecting property name enclosed in double quotes"),
        ('"text"', "a line must be an object in braces"),
        ('{"kind": "answerable"}', "'question' is missing"),
        ('{"question": "Who?"}', "'kind' is missing"),
        ('{"question": "Who?", "kind": "odd"}', "'odd' is not a valid Kind"),
        ('{"question": "Who?", "kind": "answerable", "must": ["("]}', "missing ), unterminated"),
        ('{"question": 3, "kind": "answerable"}', "'question' must be a text"),
        ('{"turns": 3}', "'turns' must be a list"),
    ],
)
def test_a_line_that_cannot_be_read_is_named(tmp_path: Path, line: str, message: str) -> None:
    """The error is one sentence with the path and the line."""
    path = _file(tmp_path, SINGLE, line)
    with pytest.raises(QuestionSetError) as caught:
        read(path)
    assert str(caught.value).startswith(f"{path}:2: {message}")
    assert (caught.value.path, caught.value.line) == (path, 2)


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    """The error is about the whole file, so it has no line."""
    path = tmp_path / "set.jsonl"
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(QuestionSetError, match="cannot be read") as caught:
        read(path)
    assert caught.value.line is None
