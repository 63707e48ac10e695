"""Everything that the bot raises on purpose, in one tree.

Each error carries what it is about as attributes, and its text is the one sentence that the
person at the keyboard should read.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.knowledge.characters import spelt_out

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class BotError(Exception):
    """Base of all errors of this project; its text is fit to be shown to a person."""


class SettingsError(BotError):
    """A setting is missing or has a value that cannot be used; ``name`` is the variable."""

    def __init__(self, name: str, message: str) -> None:
        super().__init__(message)
        self.name = name


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with, or worth a look in, a knowledge file.

    ``line`` and ``column`` count from 1. ``rule`` is the short name of the check that found it,
    ``fatal`` tells an error from a warning.
    """

    path: Path
    line: int
    column: int
    message: str
    rule: str
    fatal: bool = True

    def __str__(self) -> str:
        return f"{self.where}: {spelt_out(self.message)}"

    @property
    def where(self) -> str:
        """The place as ``path:line:column``, which editors jump to."""
        return f"{spelt_out(str(self.path))}:{self.line}:{self.column}"


class KnowledgeError(BotError):
    """A knowledge folder cannot be used; ``problems`` holds every error found, in file order."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = tuple(problems)


class QuestionSetError(BotError):
    """A question set cannot be read; ``line`` counts from 1, None where it is the whole file."""

    def __init__(self, path: Path, line: int | None, message: str) -> None:
        where = f"{path}" if line is None else f"{path}:{line}"
        super().__init__(f"{where}: {message}.")
        self.path = path
        self.line = line


class ScaffoldError(BotError):
    """A new article's folder cannot be made of what was given."""


class ReviewError(BotError):
    """A decision of a maintainer cannot be carried out, and nothing was changed."""


class StaleCaseError(ReviewError):
    """The case to decide on was decided before, or is gone."""


class UnknownEntryError(BotError, KeyError):
    """No entry has this id (any more); ``entry_id`` is the one that was asked for."""

    def __init__(self, entry_id: str) -> None:
        super().__init__(f"The knowledge has no entry {entry_id!r}.")
        self.entry_id = entry_id

    def __str__(self) -> str:
        return str(self.args[0])


class ModelError(BotError):
    """A model file is missing or damaged; ``path`` is the file."""

    def __init__(self, path: Path, trouble: str) -> None:
        super().__init__(
            f"The model file {path} {trouble}; restore it with git checkout, or reinstall the bot."
        )
        self.path = path


class JournalError(BotError):
    """The journal's file cannot be read or emptied."""


class DeliveryError(BotError):
    """The bot cannot talk to Telegram: it is out of reach, or another instance took its place."""
