"""Everything that ``check`` finds out about a knowledge folder, in one value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.answering.answerer import Answerer
from bot.authoring.coverage import coverage
from bot.authoring.held_out import held_out
from bot.authoring.lint import Lint
from bot.knowledge.loader import read

if TYPE_CHECKING:
    from pathlib import Path

    from bot.authoring.coverage import Coverage
    from bot.authoring.held_out import HeldOut
    from bot.errors import Problem
    from bot.knowledge.locations import Loaded
    from bot.knowledge.model import Knowledge


MOST_HELD_OUT = 8_000
"""Phrasings that are asked without being there, so that a check stays a matter of two seconds."""


@dataclass(frozen=True, slots=True)
class Inspection:
    """What was found; ``problems`` are the errors and warnings in file order.

    Where a problem is an error, ``answerer`` is None and what is below it is empty. ``held_out``
    has every phrasing of the entries that have several.
    """

    loaded: Loaded
    problems: tuple[Problem, ...]
    answerer: Answerer | None = None
    coverage: tuple[Coverage, ...] = ()
    held_out: tuple[HeldOut, ...] = ()

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that keep the knowledge from being used."""
        return tuple(problem for problem in self.problems if problem.fatal)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """The problems that are worth a look."""
        return tuple(problem for problem in self.problems if not problem.fatal)


def inspect(folder: Path) -> Inspection:
    """Load the folder and look at all of it; nothing is raised for what stands in the files."""
    loaded = read(folder)
    if loaded.knowledge is None:
        return Inspection(loaded, loaded.problems)
    return _inspect(loaded, loaded.knowledge)


def _inspect(loaded: Loaded, knowledge: Knowledge) -> Inspection:
    answerer = Answerer(knowledge)
    covered = tuple(coverage(article, knowledge.facts) for article in knowledge.articles)
    asked = tuple(held_out(answerer.matcher, MOST_HELD_OUT))
    lint = Lint(loaded, knowledge).run(answerer.matcher.analyzer, asked, covered)
    problems = sorted((*loaded.problems, *lint), key=lambda p: (p.path, p.line, p.column))
    return Inspection(loaded, tuple(problems), answerer, covered, asked)
