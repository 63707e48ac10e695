"""A list of problems that stays short, however much is wrong in a file."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from bot.errors import Problem

MOST_PER_FILE = 50
"""Errors, and as many warnings, that are told of a file: more than anybody mends in one go."""

_FileAndKind = tuple["Path", bool]


class Problems:
    """Collects problems, the first ``MOST_PER_FILE`` of each file; the others are counted."""

    def __init__(self) -> None:
        self._kept: list[Problem] = []
        self._told: Counter[_FileAndKind] = Counter()
        self._left_out: dict[_FileAndKind, Problem] = {}

    def add(self, problem: Problem) -> None:
        """Keep the problem, or count it where its file has enough of them."""
        kind = (problem.path, problem.fatal)
        self._told[kind] += 1
        if self._told[kind] <= MOST_PER_FILE:
            self._kept.append(problem)
        else:
            self._left_out.setdefault(kind, problem)

    def extend(self, problems: Iterable[Problem]) -> None:
        """Add each of the problems."""
        for problem in problems:
            self.add(problem)

    def in_file_order(self) -> Sequence[Problem]:
        """Return what was kept, with a line for each file that says how many were not."""
        more = (self._more(kind, first) for kind, first in self._left_out.items())
        return sorted((*self._kept, *more), key=lambda one: (one.path, one.line, one.column))

    def _more(self, kind: _FileAndKind, first: Problem) -> Problem:
        count = self._told[kind] - MOST_PER_FILE
        noun = "error" if first.fatal else "warning"
        more = f"and {count:,} more {noun}{'' if count == 1 else 's'} in this file"
        return replace(first, message=f"{more}; mend those that are told first", rule="more")
