"""Reading YAML past its slips, so that all of them are told at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.knowledge.locations import Location
from bot.knowledge.problems import Problems
from bot.knowledge.yaml_repair import odd_characters, repairs, with_spaces, without_unit
from bot.knowledge.yaml_text import YamlError, compose

if TYPE_CHECKING:
    from pathlib import Path

    from bot.errors import Problem
    from bot.knowledge.yaml_nodes import Node
    from bot.knowledge.yaml_repair import Repair

MOST_SLIPS = 20
"""Slips of one file that reading goes past."""

MOST_READ = 10_000_000
"""Characters that are read in doing so, over again for each guess: about five seconds."""


@dataclass(frozen=True, slots=True)
class Document:
    """The readable part: None where there is none; ``whole`` where nothing was left out."""

    root: Node | None
    whole: bool


def read_yaml(text: str, path: Path, problems: Problems) -> Document:
    """Return the document in ``text``, adding every slip in it to ``problems``.

    After a slip reading goes on with the line as it may have been meant, or without its entry.
    """
    return _Recovery(text, path, problems).read()


class _Recovery:
    """The lines of one file as typed, and as reading goes on with them."""

    def __init__(self, text: str, path: Path, problems: Problems) -> None:
        self._typed = text.split("\n")
        self._lines = self._typed
        self._path = path
        self._problems = problems
        self._left = MOST_READ
        self._whole = True
        self._told: set[int] = set()

    def read(self) -> Document:
        for _ in range(MOST_SLIPS):
            found = Problems()
            read = self._read(self._lines, found)
            if not isinstance(read, YamlError):
                self._add(found)
                return Document(read, self._whole)
            if not self._go_past(read):
                # What was refused before the end is worth telling too.
                self._add(found)
                break
        return Document(None, whole=False)

    def _read(self, lines: list[str], found: Problems) -> Node | YamlError:
        text = "\n".join(lines)
        self._left -= len(text)
        try:
            return compose(text, self._path, found)
        except YamlError as slip:
            return slip

    def _go_past(self, slip: YamlError) -> bool:
        """Tell the slip, and say whether there is a way to read on; the lines are changed to it."""
        odd = list(odd_characters(self._typed)) if self._lines is self._typed else []
        if odd and slip.syntax:
            for line, column, message in odd:
                self._tell(line, column, message)
            self._lines = with_spaces(self._lines)
        else:
            self._tell(slip.line, slip.column, self._mend(slip) if slip.syntax else str(slip))
        return slip.syntax and self._left > 0

    def _mend(self, slip: YamlError) -> str:
        """Change the lines so that reading gets past the slip; return what to say about it."""
        for repair in repairs(self._lines, slip.line):
            if self._left <= 0:
                break
            read = self._read(repair.lines, Problems())
            if not isinstance(read, YamlError) or read.line > slip.line:
                self._lines = repair.lines
                self._whole = self._whole and repair.whole
                return _said(slip, repair)
        self._lines = without_unit(self._lines, slip.line)
        self._whole = False
        return str(slip)

    def _tell(self, line: int, column: int, message: str) -> None:
        """Add a problem, unless one of the same line was told, from which it may follow."""
        if line not in self._told:
            self._problems.add(self._problem(line, column, message, "yaml"))
        self._told.add(line)

    def _add(self, found: Problems) -> None:
        for one in found.in_file_order():
            self._problems.add(self._problem(one.line, one.column, one.message, one.rule))

    def _problem(self, line: int, column: int, message: str, rule: str) -> Problem:
        # A repair may have made the line longer than it was typed.
        column = min(column, len(self._typed[line - 1]) + 1)
        return Location(self._path, line, column).problem(message, rule)


def _said(slip: YamlError, repair: Repair) -> str:
    cause, _, remedy = str(slip).partition("; ")
    return f"{repair.cause or cause}; {repair.remedy or remedy}"
