"""The local record of what went unanswered and of thumbs, in SQLite; never who asked.

A question is never kept waiting for the disk: one thread of the journal's own writes, in small
transactions, and what it cannot write is dropped after a single warning in the log.
"""

from __future__ import annotations

import datetime as dt
import logging
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from bot.answering.reply import Outcome
from bot.authoring.gaps import THUMBS_DOWN, Unanswered, in_vain
from bot.errors import JournalError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from bot.answering.reply import Reply
    from bot.settings import Settings

log = logging.getLogger(__name__)

T = TypeVar("T")

FILE_NAME = "journal.sqlite3"
MAX_ROWS = 10_000
MAX_CHARACTERS = 300

_SCHEMA = """
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
PRAGMA secure_delete = ON;
CREATE TABLE IF NOT EXISTS unanswered (
    id INTEGER PRIMARY KEY,
    typed TEXT NOT NULL,
    question TEXT NOT NULL,
    outcome TEXT NOT NULL,
    nearest TEXT NOT NULL,
    day TEXT NOT NULL,
    count INTEGER NOT NULL,
    UNIQUE (typed, question, outcome, nearest, day)
);
CREATE TABLE IF NOT EXISTS thumbs (
    fact TEXT PRIMARY KEY,
    up INTEGER NOT NULL,
    down INTEGER NOT NULL
);
"""
_ADD = """
INSERT INTO unanswered (typed, question, outcome, nearest, day, count) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT DO UPDATE SET count = count + excluded.count
"""
_DROP_OLDEST = "DELETE FROM unanswered WHERE id <= (SELECT max(id) FROM unanswered) - ?"
_TAKE_BACK = """
UPDATE unanswered SET count = count - 1
WHERE id = (SELECT max(id) FROM unanswered WHERE typed = ? AND outcome = ?)
"""
_DROP_EMPTY = "DELETE FROM unanswered WHERE count <= 0"
_VOTE = """
INSERT INTO thumbs (fact, up, down) VALUES (?1, max(?2, 0), max(?3, 0))
ON CONFLICT DO UPDATE SET up = max(up + ?2, 0), down = max(down + ?3, 0)
"""
_TOTALS = "SELECT fact, up, down FROM thumbs WHERE up + down > 0 ORDER BY fact"
_GAPS = """
SELECT question, outcome, nearest, sum(count) AS times FROM unanswered
GROUP BY question, outcome, nearest ORDER BY times DESC, max(id) DESC
"""


@dataclass(frozen=True, slots=True)
class Thumbs:
    """How many readers found a fact's answer right and how many found it wrong."""

    up: int
    down: int


class Journal:
    """Writes down what went unanswered, in the file ``path``; with None it keeps nothing.

    The file and its folder are made with the first thing written. Any thread may call. Writing
    returns at once and raises nothing; reading waits for what was written before it, and raises
    :class:`~bot.errors.JournalError` where the file cannot be used.
    """

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self._thread = ThreadPoolExecutor(1, "journal")
        self._db: sqlite3.Connection | None = None
        self._warned = False
        self._closed = False

    @classmethod
    def of(cls, settings: Settings) -> Journal:
        """Return the journal in ``STATE_DIR``, or one that keeps nothing where it is off."""
        return cls(settings.state_dir / FILE_NAME if settings.journal else None)

    def record(self, reply: Reply) -> None:
        """Write down what of a message got no answer; choices count as not taken yet.

        The parts are kept as they were typed and as they were read, so that a follow-up can be
        understood later.
        """
        asked = tuple(in_vain(reply))
        if asked:
            self._write(lambda db: _add(db, reply.question, asked))

    def choice_taken(self, question: str) -> None:
        """Take back that the choices offered for this message were left: one was tapped."""
        self._write(lambda db: _take_back(db, question, Outcome.CHOICES))

    def vote(self, fact_id: str, up: int, down: int, question: str | None = None) -> None:
        """Add to a fact's thumbs; both are differences, so a changed mind is ``(1, -1)``.

        The question, where it is known, joins those asked in vain with a thumb down, and leaves
        them when that is taken back.
        """

        def write(db: sqlite3.Connection) -> None:
            db.execute(_VOTE, (fact_id, up, down))
            if question and down > 0:
                _add(db, question, (Unanswered(question, THUMBS_DOWN, fact_id, down),))
            elif question and down < 0:
                _take_back(db, question, THUMBS_DOWN)

        self._write(write)

    def totals(self) -> dict[str, Thumbs]:
        """Return the thumbs by fact id."""
        return {fact: Thumbs(up, down) for fact, up, down in self._read(_TOTALS)}

    def gaps(self) -> tuple[Unanswered, ...]:
        """Return what was asked in vain, most asked first, then latest first, not yet grouped."""
        rows = self._read(_GAPS)
        return tuple(Unanswered(asked, why, near or None, n) for asked, why, near, n in rows)

    def clear(self) -> None:
        """Forget everything, thumbs included, leaving no trace of it in the file."""
        self._wait(_clear)

    def close(self) -> None:
        """Finish what is still to be written and close the file; what follows is not kept."""
        self._closed = True
        self._thread.submit(self._disconnect)
        self._thread.shutdown()

    def _write(self, work: Callable[[sqlite3.Connection], None]) -> None:
        if self.path is not None and not self._closed:
            self._thread.submit(self._try, work)

    def _try(self, work: Callable[[sqlite3.Connection], None]) -> None:
        try:
            with self._connected() as db:
                work(db)
        except (sqlite3.Error, OSError) as error:
            if not self._warned:
                log.warning("%s; what goes unanswered is not kept.", _unusable(self.path, error))
            self._warned = True

    def _read(self, query: str) -> list[Any]:
        return self._wait(lambda db: db.execute(query).fetchall()) or []

    def _wait(self, work: Callable[[sqlite3.Connection], T]) -> T | None:
        """Have the writing thread do this after all else; None where there is no file yet."""
        if self.path is None or self._closed:
            return None
        try:
            return self._thread.submit(self._with_file, work).result()
        except (sqlite3.Error, OSError) as error:
            raise JournalError(f"{_unusable(self.path, error)}.") from error

    def _with_file(self, work: Callable[[sqlite3.Connection], T]) -> T | None:
        if self._db is None and self.path is not None and not self.path.exists():
            return None
        return work(self._connected())

    def _connected(self) -> sqlite3.Connection:
        if self._db is None:
            assert self.path is not None
            self.path.parent.mkdir(parents=True, exist_ok=True)
            db = sqlite3.connect(self.path)
            try:
                db.executescript(_SCHEMA)
            except sqlite3.Error:
                db.close()
                raise
            self._db = db
        return self._db

    def _disconnect(self) -> None:
        if self._db is not None:
            self._db.close()
            self._db = None


def _unusable(path: Path | None, error: Exception) -> str:
    return f"The journal {path} cannot be used ({error})"


def _add(db: sqlite3.Connection, typed: str, asked: Iterable[Unanswered]) -> None:
    day = dt.datetime.now(dt.UTC).date().isoformat()
    for part in asked:
        texts = (_cut(typed), _cut(part.question))
        db.execute(_ADD, (*texts, part.outcome, part.nearest or "", day, part.count))
    db.execute(_DROP_OLDEST, (MAX_ROWS,))


def _take_back(db: sqlite3.Connection, typed: str, outcome: str) -> None:
    db.execute(_TAKE_BACK, (_cut(typed), outcome))
    db.execute(_DROP_EMPTY)


def _clear(db: sqlite3.Connection) -> None:
    with db:
        db.execute("DELETE FROM unanswered")
        db.execute("DELETE FROM thumbs")
    db.execute("VACUUM")
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _cut(text: str) -> str:
    """Fit a text for a row: its white space folded, cut, and no lone surrogate left in it."""
    return " ".join(text.split())[:MAX_CHARACTERS].encode("utf-8", "replace").decode("utf-8")
