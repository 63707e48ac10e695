"""Nodes are read as what they must be; what does not fit is noted."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.knowledge.node_reader import NodeReader, did_you_mean
from bot.knowledge.problems import Problems
from bot.knowledge.shape import QUESTION
from bot.knowledge.yaml_text import compose

if TYPE_CHECKING:
    from bot.knowledge.yaml_nodes import Node

PATH = Path("facts.yaml")


def _node(text: str) -> Node:
    return compose(text, PATH, Problems())


def _reader() -> tuple[NodeReader, Problems]:
    problems = Problems()
    return NodeReader(PATH, problems), problems


def test_a_record_has_the_keys_of_its_shape() -> None:
    """Others are noted, and those that are needed and missing."""
    reader, problems = _reader()
    record = reader.record(_node("ask:  who \nexpected: me"), QUESTION)
    assert record.text("ask") == "who"
    assert [problem.message for problem in problems.in_file_order()] == [
        "a question needs the key 'expect'; add it",
        "unknown key 'expected'; did you mean 'expect'?",
    ]


def test_a_comment_cuts_prose_and_may_follow_a_word() -> None:
    """One that is set off by two spaces and one is meant."""
    reader, problems = _reader()
    assert reader.text(_node("who #1"), "'id'", prose=False) == "who"
    assert reader.text(_node("who  # the first"), "'ask'") == "who"
    assert not problems.in_file_order()
    reader.text(_node("who #1"), "'ask'")
    assert [problem.rule for problem in problems.in_file_order()] == ["cut"]


def test_a_text_that_was_wrapped_on_purpose_is_one_text() -> None:
    """Its lines are long; short ones are two items of which one lost its dash."""
    reader, _ = _reader()
    line = "word " * 14
    (text,) = reader.texts(_node(f"- {line}\n  {line}"), "a list")
    assert text.joined is None
    (text,) = reader.texts(_node("- one word\n  another one"), "a list")
    assert text.joined == (PATH, 2, 3)


@pytest.mark.parametrize(
    ("word", "hint"), [("qotes", "did you mean 'quotes'?"), ("weather", ""), ("", "")]
)
def test_the_word_that_was_meant_is_named(word: str, hint: str) -> None:
    """Unless none comes near."""
    assert did_you_mean(word, ["quotes", "topic"]) == hint
