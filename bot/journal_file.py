"""The journal as a file: SQLite behind one thread, so that nobody waits for the disk."""

from __future__ import annotations

import logging
import sqlite3
from concurrent.futures import ThreadPoolExecutor, wait
from typing import TYPE_CHECKING, TypeVar

from bot.errors import JournalError
from bot.private_files import (
    claim_database,
    make_private_folder,
    remove_old_aside,
    set_aside,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

log = logging.getLogger(__name__)

T = TypeVar("T")

VERSION = 2
"""Of the schema; a file of version 1 is carried over, one of a later version is set aside."""

LOCK_SECONDS = 1.0
"""For so long another process may hold the file before a write is given up. What holds it longer
than ``gaps --clear`` does would pile up the writes that wait behind it."""
CLOSE_SECONDS = 1.5
"""For so long closing waits for what is still to be written."""
MOST_PENDING = 1_000
"""Writes that may wait for their turn; what comes beyond is dropped."""

# `nearest` is the entry that got a thumb down; programs elsewhere read these tables by their names.
_SCHEMA = """
CREATE TABLE IF NOT EXISTS unanswered (
    id INTEGER PRIMARY KEY,
    typed TEXT NOT NULL,
    question TEXT NOT NULL,
    outcome TEXT NOT NULL,
    nearest TEXT NOT NULL,
    day TEXT NOT NULL,
    count INTEGER NOT NULL,
    expected TEXT NOT NULL DEFAULT '',
    UNIQUE (typed, question, outcome, nearest, expected, day)
);
CREATE TABLE IF NOT EXISTS thumbs (
    fact TEXT PRIMARY KEY,
    up INTEGER NOT NULL,
    down INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS uses (
    fact TEXT PRIMARY KEY,
    count INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS ignored (
    key TEXT PRIMARY KEY
);
CREATE TABLE IF NOT EXISTS decisions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    gap TEXT NOT NULL,
    detail TEXT NOT NULL,
    rows TEXT NOT NULL
);
"""
# Version 1 kept a follow-up as it was read, and the nearest entry of every question.
_FROM_VERSION_1 = """
ALTER TABLE unanswered RENAME TO unanswered_1;
{schema}
INSERT OR IGNORE INTO unanswered (typed, question, outcome, nearest, day, count)
SELECT typed, typed, outcome, CASE outcome WHEN 'thumbs_down' THEN nearest ELSE '' END, day,
    sum(count) FROM unanswered_1 GROUP BY typed, outcome, nearest, day ORDER BY max(id);
DROP TABLE unanswered_1;
"""
_TABLES_OF_VERSION_1 = "SELECT count(*) FROM sqlite_master WHERE name IN ('unanswered', 'thumbs')"


class JournalFile:
    """Does what it is given with the database ``path``, in order, in a thread of its own.

    The file and its folder are made with the first thing written, for their owner alone. One that
    is damaged or of a later version is set aside, and a new one begun. Any thread may call.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._thread = ThreadPoolExecutor(1, "journal")
        self._db: sqlite3.Connection | None = None
        self._warned = False
        self._closed = False
        self._pending = 0

    def later(self, work: Callable[[sqlite3.Connection], object]) -> None:
        """Do this when its turn comes; what fails is dropped after one warning in the log."""
        if not self._closed and self._pending < MOST_PENDING:
            self._pending += 1
            self._thread.submit(self._try, work)

    def now(self, work: Callable[[sqlite3.Connection], T], *, make: bool = False) -> T | None:
        """Do this after all else, and return what comes of it; None where there is no file yet.

        With ``make`` the file is made. Raises :class:`~bot.errors.JournalError` where the file
        cannot be used, and whatever ``work`` raises.
        """
        if self._closed:
            return None
        try:
            return self._thread.submit(self._do, work, make).result()
        except (sqlite3.Error, OSError) as error:
            raise JournalError(f"{self._unusable(error)}.") from error

    def close(self) -> None:
        """Finish what is still to be done and close the file; what follows is not kept.

        Where another process holds the file, what was to be written is dropped after a moment.
        """
        if self._closed:
            return
        self._closed = True
        last = self._thread.submit(self._disconnect)
        self._thread.shutdown(wait=False)
        if wait([last], CLOSE_SECONDS).not_done:
            self._thread.shutdown(wait=False, cancel_futures=True)
            log.warning("The journal %s is held by another program; its end is cut off.", self.path)

    def _try(self, work: Callable[[sqlite3.Connection], object]) -> None:
        try:
            self._do(work, True)
            if self._pending == 1:
                self._do(_checkpoint, True)
        except (sqlite3.Error, OSError) as error:
            if not self._warned:
                log.warning("%s; what goes unanswered is not kept.", self._unusable(error))
            self._warned = True
        finally:
            self._pending -= 1

    def _do(self, work: Callable[[sqlite3.Connection], T], make: bool) -> T | None:
        if self._db is None and not make and not self.path.exists():
            return None
        try:
            return self._in_transaction(work)
        except sqlite3.DatabaseError as error:
            if not _is_damage(error):
                raise
            self._begin_anew(error)
        return self._in_transaction(work)

    def _in_transaction(self, work: Callable[[sqlite3.Connection], T]) -> T:
        with self._connected() as db:
            return work(db)

    def _begin_anew(self, error: sqlite3.DatabaseError) -> None:
        self._disconnect()
        aside = set_aside(self.path)
        log.warning("%s; it was moved to %s.", self._unusable(error), aside.name)

    def _connected(self) -> sqlite3.Connection:
        if self._db is None:
            make_private_folder(self.path.parent)
            remove_old_aside(self.path.parent)
            claim_database(self.path)
            self._db = _open(self.path)
        return self._db

    def _disconnect(self) -> None:
        if self._db is not None:
            self._db.close()
            self._db = None

    def _unusable(self, error: Exception) -> str:
        return f"The journal {self.path} cannot be used ({error})"


def _checkpoint(db: sqlite3.Connection) -> None:
    """Leave no trace of what was taken out in SQLite's own log either."""
    db.commit()
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()


class LaterVersionError(sqlite3.DatabaseError):
    """The file was written by a later version of this program."""


def _open(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path, timeout=LOCK_SECONDS)
    try:
        db.executescript(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON;"
        )
        _make_tables(db)
    except sqlite3.Error:
        db.close()
        raise
    return db


def _make_tables(db: sqlite3.Connection) -> None:
    (version,) = db.execute("PRAGMA user_version").fetchone()
    if version > VERSION:
        raise LaterVersionError(f"it is of version {version}, and {VERSION} is known here")
    if version == VERSION:
        return
    old = db.execute(_TABLES_OF_VERSION_1).fetchone() == (2,)
    tables = _FROM_VERSION_1.format(schema=_SCHEMA) if old else _SCHEMA
    db.executescript(f"BEGIN IMMEDIATE; {tables} PRAGMA user_version = {VERSION}; COMMIT;")


def _is_damage(error: sqlite3.DatabaseError) -> bool:
    """Tell a file that no waiting mends from one that is locked, out of reach or on a full disk."""
    if isinstance(error, LaterVersionError):
        return True
    return error.sqlite_errorcode in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
