"""The local record of questions that went unanswered, of votes and of use; never who asked.

What is asked in vain is kept as it was typed until a maintainer decides on it. Of what was
answered, only which fact was the answer is counted.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from bot.answering.reply import Outcome
from bot.authoring.gaps import THUMBS_DOWN, Unanswered, in_vain
from bot.journal_file import JournalFile

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Collection, Iterable
    from pathlib import Path

    from bot.answering.reply import Reply
    from bot.authoring.gaps import Key
    from bot.settings import Settings

T = TypeVar("T")

FILE_NAME = "journal.sqlite3"
MAX_ROWS = 10_000
MAX_FACTS = 10_000
"""Facts whose use is counted; ids that left the knowledge long ago make room."""
MAX_CHARACTERS = 300
MAX_DECISIONS = 100
"""Decisions that can be undone."""

_ADD = """
INSERT INTO unanswered (typed, question, outcome, nearest, day, count, expected)
VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET count = count + excluded.count
"""
_DROP_OLDEST = "DELETE FROM unanswered WHERE id <= (SELECT max(id) FROM unanswered) - ?"
_TAKE_BACK = """
UPDATE unanswered SET count = count - 1
WHERE id = (SELECT max(id) FROM unanswered WHERE typed = ? AND outcome = ? AND nearest = ?)
"""
_DROP_EMPTY = "DELETE FROM unanswered WHERE count <= 0"
_EXPECT = """
UPDATE OR IGNORE unanswered SET expected = ?4 WHERE id = (
    SELECT max(id) FROM unanswered
    WHERE typed = ?1 AND outcome = ?2 AND nearest = ?3 AND expected = ''
)
"""
_VOTE = """
INSERT INTO thumbs (fact, up, down) VALUES (?1, max(?2, 0), max(?3, 0))
ON CONFLICT DO UPDATE SET up = max(up + ?2, 0), down = max(down + ?3, 0)
"""
_USE = "INSERT INTO uses (fact, count) VALUES (?, 1) ON CONFLICT DO UPDATE SET count = count + 1"
_DROP_UNUSED = """
DELETE FROM uses WHERE fact IN (SELECT fact FROM uses ORDER BY count DESC LIMIT -1 OFFSET ?)
"""
_TOTALS = "SELECT fact, up, down FROM thumbs WHERE up + down > 0 ORDER BY fact"
_MOST_ASKED = "SELECT fact FROM uses ORDER BY count DESC, fact LIMIT ?"
_GAPS = """
SELECT question, outcome, sum(count) AS times, nearest, expected FROM unanswered
GROUP BY question, outcome, nearest, expected ORDER BY times DESC, max(id) DESC
"""
_TABLES = ("unanswered", "thumbs", "uses", "ignored", "decisions")


@dataclass(frozen=True, slots=True)
class Votes:
    """The numbers of readers who found a fact's answer right, and wrong."""

    up: int
    down: int


@dataclass(frozen=True, slots=True)
class Settled:
    """A gap that a maintainer decided on; ``detail`` says how, for whoever wrote it down."""

    id: int
    gap: str
    detail: str


class Journal:
    """Keeps what went unanswered, in the file ``path``; with None it keeps nothing.

    Any thread may call. Writing returns at once and raises nothing; reading waits for what was
    written before it, and raises :class:`~bot.errors.JournalError` where the file cannot be used.
    """

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self._file = JournalFile(path) if path is not None else None

    @classmethod
    def of(cls, settings: Settings) -> Journal:
        """Return the journal in ``STATE_DIR``, or one that keeps nothing where it is off."""
        return cls(settings.state_dir / FILE_NAME if settings.journal else None)

    def record(self, reply: Reply) -> None:
        """Write down what of a message got no answer, and count the facts that were answers.

        Choices count as not taken yet.
        """
        asked = tuple(in_vain(reply))
        used = [given.entry.id for given in reply.answers if given.entry.stated]
        if asked or used:
            self._later(lambda db: _record(db, reply.question, asked, used))

    def choice_taken(self, question: str) -> None:
        """Take back that the choices offered for this message were left: one was tapped."""
        self._later(lambda db: _take_back(db, question, Outcome.CHOICES))

    def vote(self, fact_id: str, up: int, down: int, question: str | None = None) -> None:
        """Add to a fact's votes; both are differences, so a changed mind is ``(1, -1)``.

        The question, where it is known, joins those asked in vain with a thumb down, and leaves
        them when that is taken back.
        """

        def write(db: sqlite3.Connection) -> None:
            db.execute(_VOTE, (fact_id, up, down))
            if question and down > 0:
                _add(db, question, (Unanswered(question, THUMBS_DOWN, down, fact_id),))
            elif question and down < 0:
                _take_back(db, question, THUMBS_DOWN, fact_id)

        self._later(write)

    def expected(self, question: str, given_id: str, expected_id: str | None) -> None:
        """Write down which entry a reader had expected who voted ``given_id`` down; None is none.

        It is told once for each thumb down; without one it is nothing.
        """
        if expected_id:
            row = (_cut(question), THUMBS_DOWN, given_id, expected_id)
            self._later(lambda db: db.execute(_EXPECT, row))

    def totals(self) -> dict[str, Votes]:
        """Return the votes by fact id."""
        return {fact: Votes(up, down) for fact, up, down in self._read(_TOTALS)}

    def most_asked(self, limit: int) -> tuple[str, ...]:
        """Return the ids of the facts that were the answer most often, the most used first.

        Some may have left the knowledge since.
        """
        return tuple(fact for (fact,) in self._read(_MOST_ASKED, limit))

    def gaps(self) -> tuple[Unanswered, ...]:
        """Return what was asked in vain, most asked first, then latest first, not yet grouped."""
        rows = self._read(_GAPS)
        return tuple(
            Unanswered(asked, outcome, count, given or None, expected or None)
            for asked, outcome, count, given, expected in rows
        )

    def ignored(self) -> frozenset[Key]:
        """Return the keys of what is not to be shown again."""
        return frozenset(tuple(json.loads(key)) for (key,) in self._read("SELECT key FROM ignored"))

    def settle(
        self,
        gap: str,
        questions: Collection[str],
        ignored: Iterable[Key],
        act: Callable[[], str],
    ) -> Settled | None:
        """Decide on a gap, once: take its questions out, and do ``act`` in the same transaction.

        ``act`` returns the detail to keep for undoing it; what it raises is raised, and then
        nothing has changed. Returns None, and does nothing, where the questions were taken out
        before, be it by another process. ``ignored`` keys are not shown again.
        """
        return self._now(lambda db: _settle(db, gap, questions, ignored, act))

    def settled(self, number: int | None = None, gap: str | None = None) -> Settled | None:
        """Return the last decision that can be undone, or that of this number or on this gap."""
        rows = self._read("SELECT id, gap, detail FROM decisions ORDER BY id")
        found = [
            Settled(*row)
            for row in rows
            if number in (None, row[0]) and (gap is None or gap == row[1])
        ]
        return found[-1] if found else None

    def unsettle(self, number: int, act: Callable[[str], None]) -> bool:
        """Undo a decision: do ``act`` with its detail, and put the questions back.

        Returns False, and does nothing, where it was undone before or is too long ago.
        """
        return bool(self._now(lambda db: _unsettle(db, number, act)))

    def clear(self) -> None:
        """Forget everything, votes included, leaving no trace of it in the file."""
        self._now(_clear)

    def close(self) -> None:
        """Finish what is still to be written and close the file; what follows is not kept."""
        if self._file is not None:
            self._file.close()

    def _later(self, work: Callable[[sqlite3.Connection], object]) -> None:
        if self._file is not None:
            self._file.later(work)

    def _now(self, work: Callable[[sqlite3.Connection], T]) -> T | None:
        return None if self._file is None else self._file.now(work)

    def _read(self, query: str, *values: object) -> list[Any]:
        return self._now(lambda db: db.execute(query, values).fetchall()) or []


def _record(
    db: sqlite3.Connection, message: str, asked: Iterable[Unanswered], used: Iterable[str]
) -> None:
    _add(db, message, asked)
    db.executemany(_USE, [(fact,) for fact in used])
    db.execute(_DROP_UNUSED, (MAX_FACTS,))


def _add(db: sqlite3.Connection, message: str, asked: Iterable[Unanswered]) -> None:
    day = dt.datetime.now(dt.UTC).date().isoformat()
    for part in asked:
        texts = (_cut(message), _cut(part.question), part.outcome)
        db.execute(_ADD, (*texts, part.given or "", day, part.count, part.expected or ""))
    db.execute(_DROP_OLDEST, (MAX_ROWS,))


def _take_back(db: sqlite3.Connection, message: str, outcome: str, given: str = "") -> None:
    db.execute(_TAKE_BACK, (_cut(message), outcome, given))
    db.execute(_DROP_EMPTY)


def _settle(
    db: sqlite3.Connection,
    gap: str,
    questions: Collection[str],
    ignored: Iterable[Key],
    act: Callable[[], str],
) -> Settled | None:
    # From here on no other process decides, until this one has: both would write the same lines.
    db.execute("BEGIN IMMEDIATE")
    marks = ", ".join("?" * len(questions))
    chosen = f"FROM unanswered WHERE question IN ({marks})"
    rows = db.execute(f"SELECT * {chosen}", [*questions]).fetchall()
    if not rows:
        return None
    db.execute(f"DELETE {chosen}", [*questions])
    keys = [json.dumps(key) for key in ignored]
    db.executemany("INSERT OR IGNORE INTO ignored VALUES (?)", [(key,) for key in keys])
    detail = act()
    kept = json.dumps({"rows": rows, "ignored": keys})
    added = db.execute("INSERT INTO decisions VALUES (NULL, ?, ?, ?)", (gap, detail, kept))
    number = added.lastrowid or 0
    db.execute("DELETE FROM decisions WHERE id <= ?", (number - MAX_DECISIONS,))
    return Settled(number, gap, detail)


def _unsettle(db: sqlite3.Connection, number: int, act: Callable[[str], None]) -> bool:
    db.execute("BEGIN IMMEDIATE")
    found = db.execute("SELECT detail, rows FROM decisions WHERE id = ?", (number,)).fetchone()
    if found is None:
        return False
    detail, kept = found
    act(detail)
    for _, *row in json.loads(kept)["rows"]:
        db.execute(_ADD, row)
    ignored = [(key,) for key in json.loads(kept)["ignored"]]
    db.executemany("DELETE FROM ignored WHERE key = ?", ignored)
    db.execute("DELETE FROM decisions WHERE id = ?", (number,))
    return True


def _clear(db: sqlite3.Connection) -> None:
    for table in _TABLES:
        db.execute(f"DELETE FROM {table}")  # noqa: S608, from the names above
    db.commit()
    db.execute("VACUUM")
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _cut(text: str) -> str:
    """Fit a text for a row: its white space folded, cut, and no lone surrogate left in it."""
    return " ".join(text.split())[:MAX_CHARACTERS].encode("utf-8", "replace").decode("utf-8")
