"""What was taken in from Telegram and is not answered yet, written where a kill cannot reach it.

Telegram forgets an update once the next poll confirms it, so each batch is written here before.
SQLite in WAL mode with ``synchronous=NORMAL`` survives a process that dies at any moment (a power
cut may cost the last batch), and a write takes tens of microseconds, so the event loop does it
itself. The lock is exclusive: two processes on one inbox would both answer what is in it.
"""

from __future__ import annotations

import asyncio
import json
import logging
import sqlite3
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from bot.errors import DeliveryError, SettingsError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

log = logging.getLogger(__name__)

Json = dict[str, Any]

MOST_ATTEMPTS = 3
"""An update over which the process died so many times is dropped."""
LOCK_SECONDS = 30.0
LOCK_PAUSE_SECONDS = 0.25
DIGEST_BYTES = 16

_SCHEMA = """
PRAGMA locking_mode = EXCLUSIVE;
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
PRAGMA secure_delete = ON;
CREATE TABLE IF NOT EXISTS inbox (
    number INTEGER PRIMARY KEY,
    update_id INTEGER NOT NULL,
    digest BLOB NOT NULL,
    body TEXT,
    deaths INTEGER NOT NULL DEFAULT 0,
    UNIQUE (update_id, digest)
);
BEGIN EXCLUSIVE;
COMMIT;
"""
_PUT = """
INSERT INTO inbox (update_id, digest, body) VALUES (?, ?, ?)
ON CONFLICT DO NOTHING RETURNING number
"""
_FORGET_CONFIRMED = "DELETE FROM inbox WHERE body IS NULL AND update_id < ?"
_DONE = "UPDATE inbox SET body = NULL WHERE number = ?"
_WAITING = "SELECT number, body FROM inbox WHERE body IS NOT NULL ORDER BY number"
_COUNT_ATTEMPT = "UPDATE inbox SET deaths = deaths + 1 WHERE number = ?"
_DROP_DEADLY = "UPDATE inbox SET body = NULL WHERE deaths >= ? AND body IS NOT NULL"


@dataclass(frozen=True, slots=True)
class StoredUpdate:
    """An update in the inbox: the number it has there, from 1, and what Telegram sent."""

    number: int
    update: Json


class Inbox:
    """The inbox in the file ``path``; one process at a time can have it open.

    What an answered update was about is wiped at once. Its id and a digest stay until Telegram
    has been told, so that one that is delivered again is known; the digest tells it from another
    under the same id, as a server that was set up anew may send.
    """

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path, timeout=0, isolation_level=None)
        try:
            self._db.executescript(_SCHEMA)
        except sqlite3.Error:
            self._db.close()
            raise

    def put(self, updates: Sequence[Json], confirmed: int = 0) -> list[StoredUpdate]:
        """Write down a batch and return those of it that are new, in order.

        ``confirmed`` is the offset of the poll that brought it: what has a lower id and is
        answered cannot come again, and is forgotten altogether.
        """
        taken = []
        self._db.execute("BEGIN")
        try:
            for update in updates:
                body = json.dumps(update)
                digest = blake2b(body.encode(), digest_size=DIGEST_BYTES).digest()
                row = self._db.execute(_PUT, (update["update_id"], digest, body)).fetchone()
                if row is not None:
                    taken.append(StoredUpdate(row[0], update))
            self._db.execute(_FORGET_CONFIRMED, (confirmed,))
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")
        return taken

    def done(self, number: int) -> None:
        """Wipe an update that was answered."""
        self._db.execute(_DONE, (number,))

    def waiting(self) -> list[StoredUpdate]:
        """Return what is not answered yet, in the order in which it came."""
        rows = self._db.execute(_WAITING)
        return [StoredUpdate(number, json.loads(body)) for number, body in rows]

    def count_attempt(self, number: int) -> None:
        """Note that the process died over this update; the third time it is dropped."""
        self._db.execute(_COUNT_ATTEMPT, (number,))
        dropped = self._db.execute(_DROP_DEADLY, (MOST_ATTEMPTS,)).rowcount
        if dropped:
            log.error("An update was dropped: the bot died over it %d times.", MOST_ATTEMPTS)

    def tidy(self) -> None:
        """Leave no trace of wiped updates in SQLite's own log either; takes a few milliseconds."""
        self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()

    def close(self) -> None:
        """Close the file, for the next process to open."""
        self._db.close()


async def open_inbox(path: Path) -> Inbox:
    """Open the inbox, waiting ``LOCK_SECONDS`` for another process to let go of it.

    Raises :class:`~bot.errors.DeliveryError` where it does not, and
    :class:`~bot.errors.SettingsError` where the folder cannot be written to. A file that is
    damaged is set aside and begun anew.
    """
    try:
        async with asyncio.timeout(LOCK_SECONDS):
            return await _open_when_free(path)
    except TimeoutError:
        raise DeliveryError(
            f"Another instance of this bot is running with the same {path.parent}; stop that one"
            " before this one is started."
        ) from None
    except (OSError, sqlite3.Error) as error:
        raise SettingsError(
            "STATE_DIR", f"STATE_DIR is {path.parent}, where nothing can be written: {error}."
        ) from error


async def _open_when_free(path: Path) -> Inbox:
    while True:
        try:
            return Inbox(path)
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
                _set_aside(path)
            elif error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                raise
            else:
                await asyncio.sleep(LOCK_PAUSE_SECONDS)


def _set_aside(path: Path) -> None:
    aside = path.with_suffix(".broken")
    log.error("The inbox %s is damaged; it was moved to %s and begun anew.", path, aside.name)
    path.replace(aside)
    path.with_name(f"{path.name}-wal").unlink(missing_ok=True)
