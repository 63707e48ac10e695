"""The inbox as a file: SQLite in WAL mode, and what can still be read of one that is damaged.

``synchronous=NORMAL`` survives a process that dies at any moment (a power cut may cost the last
batch), and a write takes tens of microseconds, so the event loop does it itself. The lock is
exclusive: two processes on one inbox would both answer what is in it.
"""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from contextlib import closing, contextmanager
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, TypeGuard

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

Json = dict[str, Any]

VERSION = 2
"""Of the schema; a file of any other version is read as a damaged one is, and begun anew."""
DIGEST_BYTES = 16
MOST_UNREADABLE = 100
UNREADABLE_DAYS = 7
LARGEST_INTEGER = 2**63 - 1

_OPEN = """
PRAGMA locking_mode = EXCLUSIVE;
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
PRAGMA secure_delete = ON;
PRAGMA wal_autocheckpoint = 0;
BEGIN EXCLUSIVE;
COMMIT;
"""
_SCHEMA = f"""
BEGIN;
CREATE TABLE inbox (
    number INTEGER PRIMARY KEY,
    update_id INTEGER NOT NULL,
    digest BLOB NOT NULL UNIQUE,
    body TEXT,
    attempts INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE unreadable (number INTEGER PRIMARY KEY, body TEXT NOT NULL, day TEXT NOT NULL);
PRAGMA user_version = {VERSION};
COMMIT;
"""
_ADD = "INSERT INTO inbox (number, update_id, digest, body, attempts) VALUES (?, ?, ?, ?, ?)"
_FORGET = "DELETE FROM inbox WHERE body IS NULL AND update_id < ?"
_WIPE = "UPDATE inbox SET body = NULL WHERE number = ?"
_SET_ATTEMPTS = "UPDATE inbox SET attempts = ? WHERE number = ?"
_ALL = "SELECT number, update_id, digest, body, attempts FROM inbox ORDER BY number"
_ADD_UNREADABLE = "INSERT INTO unreadable (body, day) VALUES (?, ?)"
_DROP_UNREADABLE = """
DELETE FROM unreadable WHERE day < ? OR number <= (SELECT max(number) FROM unreadable) - ?
"""


class UnknownSchemaError(sqlite3.DatabaseError):
    """The file is an inbox of another version, or no inbox."""


@dataclass(slots=True)
class Row:
    """An update as the inbox keeps it; ``update`` is None once it was answered.

    ``digest`` tells it from another update under the same id, as a server that was set up anew
    may send. ``attempts`` counts the processes that died over it.
    """

    number: int
    update_id: int
    digest: bytes
    update: Json | None
    attempts: int = 0

    @classmethod
    def of(cls, number: int, update: Json, attempts: int = 0) -> Row:
        """Return the row of an update that is not answered yet."""
        digest = blake2b(json.dumps(update).encode(), digest_size=DIGEST_BYTES).digest()
        return cls(number, _cut(update["update_id"]), digest, update, attempts)

    @property
    def values(self) -> tuple[object, ...]:
        """The row as SQLite takes it."""
        body = None if self.update is None else json.dumps(self.update)
        return self.number, self.update_id, self.digest, body, self.attempts


class InboxFile:
    """The database in the file ``path``; every method raises ``sqlite3.Error`` where it fails."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._db = sqlite3.connect(path, timeout=0, isolation_level=None)
        try:
            self._db.executescript(_OPEN)
            self._check_schema()
            self.checkpoint()
        except BaseException:
            self._db.close()
            raise

    @property
    def in_place(self) -> bool:
        """False once somebody else removed, replaced, cut off or wrote the file.

        In WAL mode SQLite itself writes it at a checkpoint alone.
        """
        return self._state() == self._state_left

    def rows(self) -> list[Row]:
        """Return all that is in it; raises ``sqlite3.DatabaseError`` where any of it is damaged."""
        (verdict,) = self._db.execute("PRAGMA integrity_check(1)").fetchone()
        if verdict != "ok":
            raise sqlite3.DatabaseError(verdict)
        return [
            Row(number, update_id, digest, body if body is None else _update_of(body), attempts)
            for number, update_id, digest, body, attempts in self._db.execute(_ALL)
        ]

    def add(self, rows: Iterable[Row], confirmed: int) -> None:
        """Write these rows, and forget answered ones whose update id is below ``confirmed``."""
        with self._transaction():
            self._db.executemany(_ADD, (row.values for row in rows))
            self._db.execute(_FORGET, (_cut(confirmed),))

    def replace(self, rows: Iterable[Row]) -> None:
        """Write these rows in the place of all others."""
        with self._transaction():
            self._db.execute("DELETE FROM inbox")
            self._db.executemany(_ADD, (row.values for row in rows))

    def wipe(self, number: int) -> None:
        """Forget what an update was about."""
        self._db.execute(_WIPE, (number,))

    def set_attempts(self, number: int, attempts: int) -> None:
        """Write down how many processes died over an update."""
        self._db.execute(_SET_ATTEMPTS, (attempts, number))

    def add_unreadable(self, update: Json) -> None:
        """Keep an update that cannot be read for a week, for whoever looks into it."""
        today = dt.datetime.now(dt.UTC).date()
        oldest = today - dt.timedelta(days=UNREADABLE_DAYS)
        with self._transaction():
            self._db.execute(_ADD_UNREADABLE, (json.dumps(update), today.isoformat()))
            self._db.execute(_DROP_UNREADABLE, (oldest.isoformat(), MOST_UNREADABLE))

    def checkpoint(self) -> None:
        """Leave no trace of what was wiped in SQLite's own log either; takes some milliseconds."""
        self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        self._state_left = self._state()

    def close(self) -> None:
        """Close the file, for the next process to open."""
        self._db.close()

    def _check_schema(self) -> None:
        (version,) = self._db.execute("PRAGMA user_version").fetchone()
        (tables,) = self._db.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if not version and not tables:
            self._db.executescript(_SCHEMA)
        elif version != VERSION:
            raise UnknownSchemaError(f"its schema has version {version}, not {VERSION}")

    def _state(self) -> tuple[int, ...] | None:
        try:
            state = self._path.stat()
        except OSError:
            return None
        return state.st_dev, state.st_ino, state.st_size, state.st_mtime_ns

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """Write all that is written in the block, or nothing of it."""
        self._db.execute("BEGIN")
        try:
            yield
            self._db.execute("COMMIT")
        except BaseException:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            raise


def _cut(number: int) -> int:
    """Fit an update id into SQLite's integers; Telegram never sends one that does not."""
    return max(-LARGEST_INTEGER, min(number, LARGEST_INTEGER))


def salvaged(path: Path) -> list[Json]:
    """Return the unanswered updates that can still be read of a damaged or foreign inbox, in order.

    What SQL reaches from either end of the table comes first. What else looks like an update in
    the file itself is taken as well, but for those that SQL says were answered.
    """
    found: dict[str, Json] = {}
    answered: set[object] = set()
    for row in _reachable(path):
        update = _update_in(row.get("body"))
        if update is not None:
            found[json.dumps(update)] = update
        elif row.get("body") is None:
            answered.add(row.get("update_id"))
    for update in _scanned(path):
        if update["update_id"] not in answered:
            found.setdefault(json.dumps(update), update)
    return sorted(found.values(), key=lambda update: int(update["update_id"]))


def _reachable(path: Path) -> Iterator[Json]:
    with closing(sqlite3.connect(path, timeout=0)) as db:
        # Bytes that are no UTF-8 any more are no reason to give up the row.
        db.text_factory = lambda raw: raw.decode("utf-8", "replace")
        for order in ("ASC", "DESC"):
            try:
                rows = db.execute(f"SELECT * FROM inbox ORDER BY number {order}")  # noqa: S608
                names = [column[0] for column in rows.description]
                for row in rows:
                    yield dict(zip(names, row, strict=True))
            except sqlite3.Error:
                continue


def _scanned(path: Path) -> Iterator[Json]:
    decoder = json.JSONDecoder()
    try:
        content = path.read_bytes().decode("latin-1")
    except OSError:
        return
    start = content.find('{"update_id"')
    while start >= 0:
        try:
            update, _ = decoder.raw_decode(content, start)
        except (ValueError, RecursionError):
            update = None
        if is_update(update):
            yield update
        start = content.find('{"update_id"', start + 1)


def _update_of(body: object) -> Json:
    update = _update_in(body)
    if update is None:
        raise sqlite3.DatabaseError("a row of it holds no update")
    return update


def _update_in(body: object) -> Json | None:
    """Return the update that a row holds; None where it holds none that can be read."""
    if not isinstance(body, str):
        return None
    try:
        update = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return update if is_update(update) else None


def is_update(item: object) -> TypeGuard[Json]:
    """Return whether something that was read as JSON may be an update."""
    return isinstance(item, dict) and type(item.get("update_id")) is int
