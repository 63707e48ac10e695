"""Places of things in the knowledge files, for problems found after loading."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from bot.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from bot.knowledge.model import Knowledge


class Location(NamedTuple):
    """A spot in a file; line and column count from 1."""

    path: Path
    line: int = 1
    column: int = 1

    def problem(self, message: str, rule: str, *, fatal: bool = True) -> Problem:
        """Return a problem that stands here."""
        return Problem(self.path, self.line, self.column, message, rule, fatal)

    def seen_from(self, other: Location) -> str:
        """Return in words where this is as seen from ``other``: its line, its file if need be."""
        line = f"line {self.line}"
        return line if self.path == other.path else f"{self.path}, {line}"


@dataclass(frozen=True, slots=True)
class EntryLocations:
    """The places of an entry and its parts, in one file or in several.

    ``phrasings``, ``quotes``, ``see`` and ``formerly`` go with the entry's own, item by item
    (``phrasings`` begins with the question). ``note`` is None where the entry has none.
    """

    entry: Location
    id: Location
    answer: Location
    phrasings: tuple[Location, ...] = ()
    quotes: tuple[Location, ...] = ()
    see: tuple[Location, ...] = ()
    formerly: tuple[Location, ...] = ()
    note: Location | None = None


@dataclass(frozen=True, slots=True)
class Loaded:
    """The result of reading a knowledge folder.

    ``knowledge`` is None where a problem is fatal. ``problems`` holds errors and warnings in file
    order. ``entries`` has the locations of every entry by its id, ``articles`` that of every
    article's ``article:`` key and ``texts`` the start of its text, both by slug.
    """

    knowledge: Knowledge | None
    problems: tuple[Problem, ...] = ()
    entries: Mapping[str, EntryLocations] = field(default_factory=dict)
    articles: Mapping[str, Location] = field(default_factory=dict)
    texts: Mapping[str, Location] = field(default_factory=dict)
