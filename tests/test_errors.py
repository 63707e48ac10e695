"""Errors: one tree, and texts that can be shown as they are."""

from __future__ import annotations

import inspect
from pathlib import Path

from bot import errors
from bot.errors import BotError, KnowledgeError, Problem, QuestionSetError, UnknownEntryError


def test_all_are_of_one_tree() -> None:
    """So that the command line can end every one of them in a sentence."""
    raised = [each for _, each in inspect.getmembers(errors, inspect.isclass)]
    raised = [each for each in raised if issubclass(each, Exception)]

    assert len(raised) > 5
    assert all(issubclass(each, BotError) for each in raised)


def test_problems_are_told_at_once_each_in_its_place() -> None:
    """A line each, as ``path:line:column``, with nothing that steers a terminal."""
    problems = [
        Problem(Path("a.yaml"), 3, 7, "the id 'x' is taken", "duplicate-id"),
        Problem(Path("b\u202e.yaml"), 1, 1, "unknown key '\x1b'", "unknown-key"),
    ]

    assert str(KnowledgeError(problems)).splitlines() == [
        "a.yaml:3:7: the id 'x' is taken",
        "b<U+202E>.yaml:1:1: unknown key '<U+001B>'",
    ]


def test_question_set_is_told_with_its_line() -> None:
    """Or as a whole, where no line is at fault."""
    assert str(QuestionSetError(Path("q.jsonl"), 4, "no JSON")) == "q.jsonl:4: no JSON."
    assert str(QuestionSetError(Path("q.jsonl"), None, "is empty")) == "q.jsonl: is empty."


def test_unknown_entry_is_a_key_error_that_reads_well() -> None:
    """``KeyError`` shows its text in quotes; this one is a sentence."""
    assert str(UnknownEntryError("x")) == "The knowledge has no entry 'x'."
