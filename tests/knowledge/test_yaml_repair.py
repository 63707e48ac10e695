"""Each slip in YAML is told by what was surely meant, and only once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.knowledge.loader import read
from bot.knowledge.yaml_repair import quoted, without_unit
from tests.mill import FACTS, write_mill

if TYPE_CHECKING:
    from pathlib import Path

ITEM, ANSWER = "      - on what night did it burn", "    answer: The council reckons"
NO_COLON = "28:5: the key 'answer' is not followed by a colon and a space; write 'answer: ' before"
NO_ITEM = "this line belongs to no item of the list; begin it with '- '"
TAB = "a tab (U+0009) stands where a space belongs; indent with spaces"


@pytest.mark.parametrize(
    ("good", "bad", "said"),
    [
        (ITEM, "      on what night did it burn", f"12:7: {NO_ITEM}"),
        (ITEM, "    on what night did it burn", f"12:5: {NO_ITEM}"),
        (
            ITEM,
            "      -on what night did it burn",
            "12:7: no space stands after the '-'; begin the item with",
        ),
        (
            ITEM,
            "      – on what night did it burn",
            "12:7: an en dash (U+2013) stands where a '-' belongs;",
        ),
        (ITEM, "      -\ton what night did it burn", f"12:8: {TAB}"),
        (ITEM, "\t- on what night did it burn", f"12:1: {TAB}"),
        (
            ITEM,
            "      -\u00a0on what night did it burn",
            "12:8: a no-break space (U+00A0) stands where a space",
        ),
        (ANSWER, "    answer The council reckons", NO_COLON),
        (ANSWER, "    answer:The council reckons", NO_COLON),
        (
            ANSWER,
            "    answer：The council",
            "28:5: a fullwidth colon (U+FF1A) stands after the key",
        ),
        (ANSWER, "\tanswer: The council", f"28:1: {TAB}"),
        (ANSWER, "\u200b    answer: The council", "28:1: a zero width space (U+200B) stands where"),
        (
            ANSWER,
            "  answer: The council",
            "28:3: this line begins with 2 spaces and its neighbours",
        ),
        (
            ANSWER,
            "    answer: [sic] The council",
            "28:19: a text cannot begin with '['; put the who",
        ),
        (ANSWER, "    answer: > 5 people", "28:15: a text cannot begin with '>'; put the whole"),
        (ANSWER, "    answer: 'It's the council", "28:17: the apostrophe ends the text in single"),
        (
            "    asked_as:\n      - injured people",
            "    asked_as:\n      – injured people",
            "20:7: 'asked_as' must be a list; an en dash (U+2013) stands where '- ' belongs",
        ),
    ],
)
def test_a_slip_is_told_by_what_was_meant(tmp_path: Path, good: str, bad: str, said: str) -> None:
    """In one line, at the line of the slip and not where the parser gave up."""
    assert good in FACTS
    path = write_mill(tmp_path, FACTS.replace(good, bad, 1))
    (problem,) = read(tmp_path).problems
    assert str(problem).removeprefix(f"{path}:").startswith(said)


@pytest.mark.parametrize(
    ("text", "written"),
    [("a: b", '"a: b"'), ('the "b"', "'the \"b\"'"), ('it\'s "b"', "'it''s \"b\"'")],
)
def test_texts_are_put_in_the_quotes_that_need_least(text: str, written: str) -> None:
    """Single ones double their like."""
    assert quoted(text) == written


def test_an_entry_is_left_out_whole() -> None:
    """And nothing of its neighbours."""
    lines = ["facts:", "  - id: a", "    x: 1", "  - id: b", "    y: 2", "  - id: c"]
    assert without_unit(lines, 5) == ["facts:", "  - id: a", "    x: 1", "", "", "  - id: c"]
