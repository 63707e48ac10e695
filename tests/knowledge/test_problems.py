"""A list of problems stays short, and says how many it left out."""

from __future__ import annotations

from pathlib import Path

from bot.errors import Problem
from bot.knowledge.problems import MOST_PER_FILE, Problems


def _problem(path: str, line: int, *, fatal: bool = True) -> Problem:
    return Problem(Path(path), line, 1, "it is wrong", "rule", fatal)


def test_problems_come_in_file_order() -> None:
    """Whatever order they were found in."""
    problems = Problems()
    problems.extend([_problem("b", 1), _problem("a", 2), _problem("a", 1)])
    assert [(str(p.path), p.line) for p in problems.in_file_order()] == [
        ("a", 1),
        ("a", 2),
        ("b", 1),
    ]


def test_more_than_are_told_are_counted_in_a_line_of_their_own() -> None:
    """For each file, and for errors and warnings apart."""
    problems = Problems()
    problems.extend(_problem("a", line) for line in range(1, MOST_PER_FILE + 1_002))
    problems.add(_problem("a", 1, fatal=False))
    told = problems.in_file_order()
    assert len(told) == MOST_PER_FILE + 2
    assert str(told[-1]) == (
        f"a:{MOST_PER_FILE + 1}:1: and 1,001 more errors in this file; mend those that are told "
        "first"
    )
    assert told[-1].fatal
