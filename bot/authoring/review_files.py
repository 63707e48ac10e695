"""Finds the file for a decision, and writes it there without losing what others write."""

from __future__ import annotations

import contextlib
import os
import stat
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.authoring.review_yaml import YamlText
from bot.errors import ReviewError
from bot.knowledge.article_folder import knowledge_files
from bot.language.normalization import phrasing_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from bot.knowledge.model import Entry

PHRASINGS = "phrasings"
FACTS = "facts"
NOT_STATED = "not_stated"
ATTEMPTS = 5
"""A file is read again so often where somebody else saves it at the same moment."""


@dataclass(frozen=True, slots=True)
class Change:
    """The lines that a decision adds to ``file``, which is named from the knowledge folder.

    ``section`` is the key that it stands under. It is ``texts`` for the entry ``entry_id``, or
    that entry itself with its ``values``.
    """

    file: str
    section: str
    entry_id: str
    texts: tuple[str, ...] = ()
    values: Mapping[str, str | Sequence[str]] = field(default_factory=dict)


def phrasing_change(folder: Path, entry: Entry, texts: Sequence[str]) -> Change:
    """Return the change that adds phrasings to an entry; those that it has are left out.

    They go where its further phrasings stand, else into the file that holds such ones, else into
    the entry itself.
    """
    known = {phrasing_key(text) for text in entry.phrasings}
    new = tuple(text for text in texts if phrasing_key(text) not in known)
    files = dict(_files(folder, entry.article))
    by_id = [name for name, text in files.items() if text.lists(PHRASINGS, entry.id)]
    any_id = [name for name, text in files.items() if text.has(PHRASINGS)]
    if found := by_id or any_id:
        return Change(found[0], PHRASINGS, entry.id, new)
    section = FACTS if entry.stated else NOT_STATED
    for name, text in files.items():
        if text.holds(section, entry.id):
            return Change(name, section, entry.id, new)
    raise ReviewError(f"There is no entry {entry.id!r} any more.")


def entry_change(
    folder: Path, slug: str, section: str, values: Mapping[str, str | Sequence[str]]
) -> Change:
    """Return the change that adds an entry of these values to an article.

    It goes into the last file that has such entries, else into the one with the facts.
    """
    files = dict(_files(folder, slug))
    for wanted in (section, FACTS, "article"):
        if found := [name for name, text in files.items() if text.has(wanted)]:
            return Change(found[-1], section, str(values["id"]), values=values)
    raise ReviewError(f"The article {slug!r} has no file to add to.")


def apply(folder: Path, change: Change) -> None:
    """Write a change into its file as the file is now; what it adds and is there is not doubled."""
    _rewrite(folder, change, _add)


def take_back(folder: Path, change: Change) -> None:
    """Take out of the file what the change added.

    Raises :class:`~bot.errors.ReviewError` where it is gone, or was edited since.
    """
    _rewrite(folder, change, _remove)


def _add(text: YamlText, change: Change) -> None:
    if change.values:
        if not text.holds(change.section, change.entry_id):
            text.add_entry(change.section, change.values)
        return
    for phrasing in change.texts:
        if change.section == PHRASINGS:
            text.add_phrasing(change.entry_id, phrasing)
        else:
            text.add_asked_as(change.section, change.entry_id, phrasing)


def _remove(text: YamlText, change: Change) -> None:
    if change.values:
        text.remove_entry(change.section, change.entry_id, change.values)
    for phrasing in change.texts:
        if change.section == PHRASINGS:
            text.remove_phrasing(change.entry_id, phrasing)
        else:
            text.remove_asked_as(change.section, change.entry_id, phrasing)


def _files(folder: Path, slug: str) -> Iterator[tuple[str, YamlText]]:
    try:
        paths = knowledge_files(folder / slug)
    except OSError as error:
        raise ReviewError(f"{folder / slug} cannot be read: {error.strerror}.") from error
    for path in paths:
        with _named(path):
            yield f"{slug}/{path.name}", YamlText(_read(path).decode("utf-8"))


def _rewrite(folder: Path, change: Change, edit: Callable[[YamlText, Change], None]) -> None:
    path = folder.joinpath(*change.file.split("/"))
    with _named(path):
        for _ in range(ATTEMPTS):
            before = _read(path)
            text = YamlText(before.decode("utf-8"))
            edit(text, change)
            if _replaced(path, before, text.text.encode("utf-8")):
                return
        raise ReviewError("The file is being saved by somebody else; try again.")


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise ReviewError("The file is gone.") from None


def _replaced(path: Path, before: bytes, after: bytes) -> bool:
    """Put the new content in the file's place at once; False where it was saved meanwhile."""
    if before == after:
        return True
    real = path.resolve()
    building = real.with_name(f".{real.name}.{os.getpid()}")
    try:
        about = real.stat()
        building.write_bytes(after)
        building.chmod(stat.S_IMODE(about.st_mode))
        with contextlib.suppress(OSError, AttributeError):  # another's file stays theirs, if it may
            os.chown(building, about.st_uid, about.st_gid)
        with building.open("rb+") as file:
            os.fsync(file.fileno())
        if real.read_bytes() != before:
            return False
        building.replace(real)
    finally:
        building.unlink(missing_ok=True)
    return True


@contextlib.contextmanager
def _named(path: Path) -> Iterator[None]:
    """Name the file in what is wrong with it."""
    try:
        yield
    except ReviewError as error:
        raise ReviewError(f"{path}: {error}") from error
    except UnicodeDecodeError as error:
        raise ReviewError(f"{path}: The file is not UTF-8; save it so.") from error
    except OSError as error:
        raise ReviewError(f"{path} cannot be written: {error.strerror}.") from error
