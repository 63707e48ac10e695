"""The shape of the files: what is needed, what each key is for, and what ids look like."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.knowledge.shape import ARTICLE, DATE, FACT, ID, KNOWLEDGE_FILE, NOT_STATED, QUESTION, URL

if TYPE_CHECKING:
    import re

SHAPES = (ARTICLE, FACT, KNOWLEDGE_FILE, NOT_STATED, QUESTION)


def test_what_is_needed_is_what_the_contract_says() -> None:
    """All else may be left out."""
    assert [set(shape.required) for shape in SHAPES] == [
        {"title", "published", "text"},
        {"id", "question", "answer", "quotes"},
        set(),
        {"id", "question", "answer"},
        {"ask", "expect"},
    ]


def test_every_key_says_what_it_is_for() -> None:
    """Editors show it."""
    assert all(key.about for shape in SHAPES for key in shape.keys.values())


@pytest.mark.parametrize(
    ("pattern", "good", "bad"),
    [
        (ID, "round-lead", "Round lead"),
        (ID, "a" * 48, "a" * 49),
        (DATE, "2018-04-09", "2018-4-9"),
        (URL, "https://example.org/a?b=c", "example.org"),
    ],
)
def test_patterns_take_the_good_and_refuse_the_bad(
    pattern: re.Pattern[str], good: str, bad: str
) -> None:
    """As a whole."""
    assert pattern.fullmatch(good)
    assert not pattern.fullmatch(bad)
