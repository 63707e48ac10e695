"""Keeps what stands in ``STATE_DIR`` to its owner, and never follows a link that was put there."""

from __future__ import annotations

import logging
import os
import stat
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

log = logging.getLogger(__name__)

FOLDER_MODE = 0o700
FILE_MODE = 0o600
ASIDE = ".broken"
ASIDE_SECONDS = 7 * 24 * 3600.0
"""A damaged file is kept for a week, for whoever wants to know what became of it."""
SQLITE_SUFFIXES = ("-wal", "-shm", "-journal")
"""Suffixes of what SQLite writes beside a database, with the mode of the database."""

# Windows has neither of these, and no links that just anybody can make.
_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


def make_private_folder(folder: Path) -> None:
    """Make the folder if it is missing, and close it to all but its owner.

    Raises ``OSError`` where it cannot be made. One that belongs to somebody else is used as it is.
    """
    folder.mkdir(FOLDER_MODE, parents=True, exist_ok=True)
    try:
        if stat.S_IMODE(folder.stat().st_mode) & 0o077:
            folder.chmod(FOLDER_MODE)
    except OSError as error:
        log.warning("%s cannot be closed to other users: %s", folder, error)


def claim(path: Path) -> None:
    """Make sure that ``path`` is a plain file that its owner alone can read, made if missing.

    A link, a file with a second name or a device is taken away; what it led to is not touched. A
    folder is moved aside. Raises ``OSError`` where the file cannot be made.
    """
    _clear_the_way(path)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | _NO_FOLLOW, FILE_MODE)
    os.close(descriptor)
    path.chmod(FILE_MODE)


def claim_database(path: Path) -> None:
    """Do the same for an SQLite database that is not open, and for what SQLite keeps beside it."""
    claim(path)
    for suffix in SQLITE_SUFFIXES:
        beside = path.with_name(path.name + suffix)
        _clear_the_way(beside)
        if beside.exists():
            beside.chmod(FILE_MODE)


def set_aside(path: Path) -> Path:
    """Move a damaged database out of the way, in the place of an earlier one; return where to."""
    aside = path.with_suffix(ASIDE)
    _clear_the_way(aside)
    path.replace(aside)
    os.utime(aside)
    for suffix in SQLITE_SUFFIXES:
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    return aside


def remove_old_aside(folder: Path) -> None:
    """Remove what was set aside more than a week ago."""
    for path in folder.glob(f"*{ASIDE}*"):
        try:
            if time.time() - path.lstat().st_mtime > ASIDE_SECONDS:
                path.unlink()
        except OSError as error:
            log.warning("%s, which was set aside, cannot be removed: %s", path, error)


def _clear_the_way(path: Path) -> None:
    try:
        state = path.lstat()
    except FileNotFoundError:
        return
    if stat.S_ISDIR(state.st_mode):
        aside = path.with_name(f"{path.name}-{int(time.time())}{ASIDE}")
        log.error("%s is a folder; it was moved to %s.", path, aside.name)
        path.rename(aside)
    elif not stat.S_ISREG(state.st_mode) or state.st_nlink > 1:
        log.error("%s is a link or no plain file; it was taken away, and nothing it led to.", path)
        path.unlink()
