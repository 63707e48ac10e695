"""Where things stand in the knowledge files, for problems found after loading."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from bot.knowledge.model import Knowledge


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A spot in a file; line and column count from 1."""

    path: Path
    line: int = 1
    column: int = 1

    def problem(self, message: str, rule: str, *, fatal: bool = True) -> Problem:
        """Return a problem that stands here."""
        return Problem(self.path, self.line, self.column, message, rule, fatal)


@dataclass(frozen=True, slots=True)
class EntryPlaces:
    """Where an entry and its parts stand.

    ``phrasings``, ``quotes`` and ``see`` go with the entry's own, item by item (``phrasings``
    begins with the question). ``note`` is None where the entry has none.
    """

    entry: Place
    id: Place
    answer: Place
    phrasings: tuple[Place, ...] = ()
    quotes: tuple[Place, ...] = ()
    see: tuple[Place, ...] = ()
    note: Place | None = None


@dataclass(frozen=True, slots=True)
class Loaded:
    """What reading a knowledge folder came to.

    ``knowledge`` is None where a problem is fatal. ``problems`` holds errors and warnings in file
    order. ``entries`` has the places of every entry by its id, ``articles`` that of every
    article's ``article:`` key and ``texts`` the start of its text, both by slug.
    """

    knowledge: Knowledge | None
    problems: tuple[Problem, ...] = ()
    entries: Mapping[str, EntryPlaces] = field(default_factory=dict)
    articles: Mapping[str, Place] = field(default_factory=dict)
    texts: Mapping[str, Place] = field(default_factory=dict)
