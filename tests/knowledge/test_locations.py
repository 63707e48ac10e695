"""A location says where it is as seen from another."""

from __future__ import annotations

from pathlib import Path

from bot.knowledge.locations import Location

HERE = Location(Path("a/facts.yaml"), 7, 3)


def test_within_a_file_the_line_is_enough() -> None:
    """From another file, its name is needed."""
    assert HERE.seen_from(Location(HERE.path, 9)) == "line 7"
    assert HERE.seen_from(Location(Path("a/more.yaml"))) == "a/facts.yaml, line 7"


def test_a_problem_stands_there() -> None:
    """As editors know how to jump to."""
    problem = HERE.problem("it is wrong; mend it", "rule", fatal=False)
    assert str(problem) == "a/facts.yaml:7:3: it is wrong; mend it"
    assert (problem.rule, problem.fatal) == ("rule", False)
