"""Everything that ``check`` finds out about a knowledge folder, in one value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.answering.answerer import Answerer
from bot.authoring.coverage import coverage
from bot.authoring.lint import Lint
from bot.authoring.probing import NOTHING_ASKED, Probed, probe, probe_left_out
from bot.knowledge.loader import read

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from bot.authoring.coverage import Coverage
    from bot.errors import Problem
    from bot.knowledge.locations import Loaded
    from bot.knowledge.model import Knowledge


@dataclass(frozen=True, slots=True)
class Inspection:
    """All that was found; ``problems`` are the errors and warnings in file order.

    Where a problem is an error, ``answerer`` is None and what is below it is empty. ``asked`` are
    phrasings as they stand, ``left_out`` phrasings asked of a knowledge without them.
    """

    loaded: Loaded
    problems: tuple[Problem, ...]
    answerer: Answerer | None = None
    coverage: tuple[Coverage, ...] = ()
    asked: Probed = NOTHING_ASKED
    left_out: Probed = NOTHING_ASKED

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that keep the knowledge from being used."""
        return tuple(problem for problem in self.problems if problem.fatal)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """The problems that are worth a look."""
        return tuple(problem for problem in self.problems if not problem.fatal)


def inspect(folder: Path, only: Collection[str] = ()) -> Inspection:
    """Load the folder and look at all of it, or at the articles ``only``.

    Nothing is raised for what stands in the files.
    """
    loaded = read(folder, only)
    if loaded.knowledge is None:
        return Inspection(loaded, loaded.problems)
    return _inspect(loaded, loaded.knowledge, only)


def _inspect(loaded: Loaded, knowledge: Knowledge, only: Collection[str]) -> Inspection:
    articles = [one for one in knowledge.articles if not only or one.slug in only]
    slugs = [article.slug for article in articles]
    answerer = Answerer(knowledge)
    covered = tuple(coverage(article, knowledge.facts) for article in articles)
    asked = probe(answerer, slugs)
    left_out = probe_left_out(knowledge, slugs, Answerer)
    lint = Lint(loaded, knowledge, slugs).run(covered, asked, left_out)
    problems = sorted((*loaded.problems, *lint), key=lambda p: (p.path, p.line, p.column))
    return Inspection(loaded, tuple(problems), answerer, covered, asked, left_out)
