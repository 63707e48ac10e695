"""Keeps what was taken in from Telegram and is not answered yet where a kill cannot reach it.

Telegram forgets an update once the next poll confirms it, so each batch is written to a file
before. What waits is held in memory as well: whatever becomes of the file while the bot runs (a
full disk, damage, somebody removing it), the bot goes on, and writes all of it anew.
"""

from __future__ import annotations

import asyncio
import errno
import logging
import sqlite3
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from bot.errors import DeliveryError, SettingsError
from bot.private_files import claim_database, set_aside
from bot.telegram.delivery.inbox_file import InboxFile, Row, salvaged

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

log = logging.getLogger(__name__)

Json = dict[str, Any]

MOST_ATTEMPTS = 3
"""An update over which the process died so many times is dropped."""
LOCK_SECONDS = 30.0
LOCK_PAUSE_SECONDS = 0.25
REWRITE_SECONDS = 1.0
"""After a failed write the file is tried again so much later: a full disk stays full longer."""

DAMAGE_HOUR_SECONDS = 3600.0

_FORBIDDEN = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN}
_NOT_THE_FILE = {*_FORBIDDEN, sqlite3.SQLITE_FULL}
"""Errors of the disk or the folder, with which a new file would fare no better."""
_NO_SPACE = {errno.ENOSPC, errno.EDQUOT}


class Inbox:
    """The inbox in the file ``path``; one process at a time can have it open.

    What an answered update was about is wiped at once. Its id and a digest stay until Telegram
    has been told, so that one that is delivered again is known. ``clock`` returns seconds and
    never goes back.

    Raises ``sqlite3.OperationalError`` where another process has the file, and that or ``OSError``
    where none can be made. A full disk is not raised, nor anything that happens to the file later.
    """

    def __init__(self, path: Path, clock: Callable[[], float] = time.monotonic) -> None:
        self._path = path
        self._clock = clock
        self._rows: dict[int, Row] = {}
        self._known: dict[bytes, Row] = {}
        self._file: InboxFile | None = None
        self._failed_at: float | None = None
        self._unreadable = 0
        self._damaged_at: float | None = None
        try:
            claim_database(path)
            self._open()
        except OSError as error:
            if error.errno not in _NO_SPACE:
                raise
            self._failed(error)
        except sqlite3.Error as error:
            if _code(error) in {sqlite3.SQLITE_BUSY, *_FORBIDDEN}:
                raise
            self._read_what_is_left()
            if _code(error) == sqlite3.SQLITE_FULL:
                self._failed(error)
            else:
                self._begin_anew(error)
        self._next = max(self._rows, default=0) + 1

    @property
    def in_memory_alone(self) -> bool:
        """True while the file cannot be written, so that a kill would lose what waits."""
        return self._failed_at is not None

    @property
    def was_damaged(self) -> bool:
        """True for an hour after damage, through which questions may have been lost."""
        return (
            self._damaged_at is not None and self._clock() - self._damaged_at < DAMAGE_HOUR_SECONDS
        )

    def put(self, updates: Sequence[Json], confirmed: int = 0) -> list[Row]:
        """Keep a batch and return those of it that are new, in order.

        ``confirmed`` is the offset of the poll that brought it: what has a lower id and is
        answered cannot come again, and is forgotten altogether.
        """
        taken = []
        for update in updates:
            row = Row.of(self._next, update)
            if row.digest not in self._known:
                self._hold(row)
                self._next += 1
                taken.append(row)
        for row in [row for row in self._known.values() if _is_over(row, confirmed)]:
            del self._known[row.digest], self._rows[row.number]
        self._write(lambda file: file.add(taken, confirmed))
        return taken

    def done(self, number: int) -> None:
        """Wipe an update that was answered."""
        row = self._rows.get(number)
        if row is not None and row.update is not None:
            row.update = None
            self._write(lambda file: file.wipe(number))

    def waiting(self) -> list[Row]:
        """Return what is not answered yet, in the order in which it came."""
        return [row for row in self._rows.values() if row.update is not None]

    def count_attempt(self, number: int) -> None:
        """Note that the process died over this update; the third time it is dropped."""
        row = self._rows.get(number)
        if row is None or row.update is None:
            return
        row.attempts += 1
        self._write(lambda file: file.set_attempts(number, row.attempts))
        if row.attempts >= MOST_ATTEMPTS:
            log.error("An update was dropped: the bot died over it %d times.", MOST_ATTEMPTS)
            self.done(number)

    def put_unreadable(self, update: Json, why: str) -> None:
        """Set aside an update that cannot be read; the log says which, and how many there were."""
        self._unreadable += 1
        log.error(
            "An update cannot be read and was set aside: %d, %s; %d so far.",
            update["update_id"],
            why,
            self._unreadable,
        )
        self._write(lambda file: file.add_unreadable(update))

    def tidy(self) -> None:
        """Leave no trace of wiped updates in SQLite's own log either; takes a few milliseconds.

        Writes all anew where that failed before.
        """
        self._write(lambda file: file.checkpoint())

    def close(self) -> None:
        """Close the file, for the next process to open."""
        if self._failed_at is not None:
            self._failed_at -= REWRITE_SECONDS
            self._write(lambda _: None)
        if self._failed_at is not None and (lost := len(self.waiting())):
            log.error("%d questions were kept in memory alone, and are lost.", lost)
        self._close_file()

    def _close_file(self) -> None:
        file, self._file = self._file, None
        if file is not None:
            with suppress(sqlite3.Error):
                file.close()

    def _hold(self, row: Row) -> None:
        self._rows[row.number] = self._known[row.digest] = row

    def _open(self) -> None:
        file = InboxFile(self._path)
        try:
            rows = file.rows()
        except BaseException:
            file.close()
            raise
        self._file = file
        for row in rows:
            self._hold(row)

    def _read_what_is_left(self) -> None:
        for number, update in enumerate(salvaged(self._path), start=1):
            self._hold(Row.of(number, update))

    def _begin_anew(self, error: sqlite3.Error) -> None:
        """Set a damaged or foreign file aside, and make a new one with what was read of it."""
        self._damaged_at = self._clock()
        aside = set_aside(self._path)
        log.error(
            "The inbox %s is damaged (%s); it was moved to %s and begun anew with the %d updates"
            " that can be read of it.",
            self._path,
            error,
            aside.name,
            len(self._rows),
        )
        self._rewrite()

    def _write(self, write: Callable[[InboxFile], None]) -> None:
        """Write to the file; where that fails, go on from memory and try anew after a while."""
        try:
            if self._failed_at is not None:
                self._try_again()
            elif self._file is None or not self._file.in_place:
                self._restore("somebody else changed or removed it")
            else:
                write(self._file)
        except (sqlite3.Error, OSError) as error:
            self._failed(error)

    def _failed(self, error: sqlite3.Error | OSError) -> None:
        if self._failed_at is None and not _is_about_the_disk(error):
            try:
                self._restore(str(error))
            except (sqlite3.Error, OSError) as second:
                error = second
            else:
                return
        if self._failed_at is None:
            log.error(
                "The inbox %s cannot be written (%s). Questions are answered all the same, but"
                " are kept in memory alone until it can: make room on the disk.",
                self._path,
                error,
            )
        self._failed_at = self._clock()

    def _try_again(self) -> None:
        assert self._failed_at is not None
        if self._clock() - self._failed_at < REWRITE_SECONDS:
            return
        self._rewrite()
        self._failed_at = None
        log.warning("The inbox %s can be written again; nothing that waits is missing.", self._path)

    def _restore(self, why: str) -> None:
        """Make a new file of what is held in memory, in the place of one that went bad."""
        self._close_file()
        if self._path.exists():
            set_aside(self._path)
        log.error("The inbox %s is damaged (%s); it is made anew from memory.", self._path, why)
        self._rewrite()

    def _rewrite(self) -> None:
        if self._file is None or not self._file.in_place:
            self._close_file()
            claim_database(self._path)
            self._file = InboxFile(self._path)
        self._file.replace(self._rows.values())
        self._file.checkpoint()


async def open_inbox(path: Path) -> Inbox:
    """Open the inbox, waiting ``LOCK_SECONDS`` for another process to let go of it.

    Raises :class:`~bot.errors.DeliveryError` where it does not, and
    :class:`~bot.errors.SettingsError` where the folder cannot be written to.
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
            if _code(error) != sqlite3.SQLITE_BUSY:
                raise
            await asyncio.sleep(LOCK_PAUSE_SECONDS)


def _is_over(row: Row, confirmed: int) -> bool:
    return row.update is None and row.update_id < confirmed


def _is_about_the_disk(error: sqlite3.Error | OSError) -> bool:
    return isinstance(error, OSError) or _code(error) in _NOT_THE_FILE


def _code(error: Exception) -> int | None:
    """Return SQLite's primary error code; the library adds detail in the higher bits."""
    code = getattr(error, "sqlite_errorcode", None)
    return None if code is None else code & 0xFF
