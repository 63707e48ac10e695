"""Reading the files of a knowledge folder, which anybody may have put there."""

from __future__ import annotations

import os
import re
import stat
from typing import TYPE_CHECKING, NoReturn

from bot.errors import KnowledgeError, Problem

if TYPE_CHECKING:
    from pathlib import Path

MAX_BYTES = 12_000_000
MAX_ARTICLE_BYTES = 300_000

# What YAML calls printable; all else is a slip of an editor or meant to harm.
UNPRINTABLE = re.compile("[^\t\n\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def position(text: str, index: int) -> tuple[int, int]:
    """Return the line and column, both from 1, of the character at ``index``."""
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)


def read_text(path: Path, folder: Path, most: int = MAX_BYTES) -> str:
    """Return the text of a file that stands in ``folder``, with ``\\n`` alone between lines.

    Raises :class:`~bot.errors.KnowledgeError` with one problem where the file is missing, is a
    link out of the folder, no regular file, larger than ``most`` bytes, not UTF-8, or holds
    control characters. A byte order mark is dropped.
    """
    if os.path.commonpath(real := [os.path.realpath(folder), os.path.realpath(path)]) != real[0]:
        _fail(path, "the file is a link out of the knowledge folder; put the file itself here")
    text = decode(read_bytes(path, most), path)
    if found := UNPRINTABLE.search(text):
        line, column = position(text, found.start())
        _fail(path, f"the control character {found[0]!a} stands here; take it out", line, column)
    return text


def read_bytes(path: Path, most: int) -> bytes:
    """Return the content of a regular file, of ``most`` bytes at the most.

    Raises :class:`~bot.errors.KnowledgeError` with one problem where there is none to be had.
    """
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            _fail(path, "this is no regular file; put a text file here")
        if about.st_size > most:
            _fail(path, f"the file has {about.st_size:,} bytes; {most:,} are allowed")
        return path.read_bytes()
    except FileNotFoundError:
        _fail(path, "the file is missing; create it")
    except OSError as error:
        _fail(path, f"the file cannot be read ({error.strerror}); mend that")


def decode(data: bytes, path: Path) -> str:
    """Return the bytes as text, with ``\\n`` alone between lines and no byte order mark.

    Raises :class:`~bot.errors.KnowledgeError` with the place of the first byte that is not UTF-8.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = _with_newlines(error.object[: error.start].decode("utf-8"))
        line, column = position(before, len(before))
        _fail(
            path,
            f"byte 0x{error.object[error.start]:02x} is not UTF-8; save the file as UTF-8",
            line,
            column,
        )
    return _with_newlines(text)


def _with_newlines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _fail(path: Path, message: str, line: int = 1, column: int = 1) -> NoReturn:
    raise KnowledgeError([Problem(path, line, column, message, "file")]) from None
