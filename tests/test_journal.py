"""The journal keeps what was asked in vain, whatever happens to its file."""

from __future__ import annotations

import logging
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from bot import journal as journal_module
from bot.answering.reply import Answered, Outcome, Part, Reply
from bot.authoring.gaps import OFF_TOPIC_BELOW, Unanswered
from bot.journal import Journal, Votes
from bot.settings import Settings
from tests.builders import fact, match

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bot.knowledge.model import Knowledge
    from bot.matching.match import Match

STORE_FOR_EVER = """
import sys
from pathlib import Path
from bot.answering.reply import Outcome, Part, Reply
from bot.journal import Journal

journal = Journal(Path(sys.argv[1]))
number = 0
while True:
    for _ in range(100):
        number += 1
        text = f"question {number}"
        part = Part(text, text, Outcome.NOT_STATED, "")
        journal.record(Reply(text, Outcome.NOT_STATED, (part,)))
    journal.gaps()
    print(number, flush=True)
"""


VERSION_1 = """
CREATE TABLE unanswered (
    id INTEGER PRIMARY KEY, typed TEXT NOT NULL, question TEXT NOT NULL, outcome TEXT NOT NULL,
    nearest TEXT NOT NULL, day TEXT NOT NULL, count INTEGER NOT NULL,
    UNIQUE (typed, question, outcome, nearest, day)
);
CREATE TABLE thumbs (fact TEXT PRIMARY KEY, up INTEGER NOT NULL, down INTEGER NOT NULL);
INSERT INTO unanswered VALUES (1, 'and who?', 'who mill', 'no_answer', '', '2026-11-01', 1);
INSERT INTO unanswered VALUES (2, 'and who?', 'who cost', 'no_answer', '', '2026-11-01', 2);
INSERT INTO unanswered VALUES (3, 'when?', 'when?', 'thumbs_down', 'mill-when', '2026-11-01', 1);
INSERT INTO thumbs VALUES ('mill-when', 2, 1);
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "journal.sqlite3"


@pytest.fixture
def journal(path: Path) -> Iterator[Journal]:
    journal = Journal(path)
    yield journal
    journal.close()


def reply(
    question: str,
    outcome: Outcome = Outcome.NO_ANSWER,
    read_as: str | None = None,
    near: Match | None = None,
    small_talk: str | None = None,
) -> Reply:
    """A reply of one part that nothing answered, though something was near."""
    matches = (near or match(fact(), 12.0),)
    part = Part(question, read_as or question, outcome, "", matches)
    return Reply(question, outcome, (part,), small_talk)


def test_unanswered_questions_are_counted(journal: Journal) -> None:
    """The same question asked twice is one row, counted twice, and the most asked comes first."""
    journal.record(reply("why?"))
    journal.record(reply("who paid?"))
    journal.record(reply("who  paid?\n"))

    assert journal.gaps() == (
        Unanswered("who paid?", "no_answer", 2),
        Unanswered("why?", "no_answer", 1),
    )


def test_follow_ups_are_kept_as_typed(journal: Journal) -> None:
    """What a person typed is kept, not what was made of it after the conversation."""
    journal.record(reply("and who?", read_as="pay mill and who"))

    assert journal.gaps()[0].question == "and who?"


def test_only_the_unanswered_parts_are_kept(journal: Journal, mill: Knowledge) -> None:
    """Of a message that asks several things, the answered ones leave no trace."""
    answered = Answered(mill.fact("mill-when"), "when", 90.0, ())
    parts = (
        Part("when", "when", Outcome.ANSWER, "", (), answered),
        Part("who paid", "who paid", Outcome.NOT_STATED, ""),
    )

    journal.record(Reply("when and who paid", Outcome.ANSWER, parts))

    assert journal.gaps() == (Unanswered("who paid", "not_stated"),)


@pytest.mark.parametrize(
    "nothing_asked",
    [
        reply("hello", small_talk="Hello!"),
        reply("  "),
        reply("best pizza in town", near=match(fact(), OFF_TOPIC_BELOW - 0.1)),
        Reply("😀", Outcome.NO_ANSWER, (Part("😀", "😀", Outcome.NO_ANSWER, ""),)),
        Reply("", Outcome.NO_ANSWER),
    ],
)
def test_what_asks_nothing_is_not_kept(journal: Journal, nothing_asked: Reply) -> None:
    """Small talk, blank messages and what is off topic are no gaps."""
    journal.record(nothing_asked)

    assert journal.gaps() == ()


def test_stated_as_not_in_the_article_is_answered(journal: Journal, mill: Knowledge) -> None:
    """A question that a not-stated entry answers is no gap."""
    entry = mill.entry("mill-cause")
    part = Part("why", "why", Outcome.NOT_STATED, "", (), Answered(entry, "why", 90.0, ()))

    journal.record(Reply("why", Outcome.NOT_STATED, (part,)))

    assert journal.gaps() == ()


def test_choice_counts_until_one_is_taken(journal: Journal) -> None:
    """Choices are not taken until one is, and then only that time is taken back."""
    asked = reply("and the cost", Outcome.CHOICES, read_as="the cost of the mill")
    journal.record(asked)
    journal.record(asked)
    journal.choice_taken("and the cost")
    assert journal.gaps() == (Unanswered("and the cost", "choices"),)

    journal.choice_taken("and the cost")
    assert journal.gaps() == ()


def test_votes_are_added_up(journal: Journal) -> None:
    """Votes are differences, so a changed mind moves from one side to the other."""
    journal.vote("mill-when", 1, 0)
    journal.vote("mill-when", 1, 0)
    journal.vote("mill-when", -1, 1, "when?")
    assert journal.totals() == {"mill-when": Votes(1, 1)}
    assert journal.gaps() == (Unanswered("when?", "thumbs_down", 1, "mill-when"),)

    journal.vote("mill-when", 1, -1, "when?")
    assert journal.totals() == {"mill-when": Votes(2, 0)}
    assert journal.gaps() == ()


def test_votes_never_fall_below_nothing(journal: Journal) -> None:
    """A thumb taken back after the journal was emptied does not count below 0."""
    journal.vote("mill-when", -1, 1)

    assert journal.totals() == {"mill-when": Votes(0, 1)}


def test_oldest_rows_go_first(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    """The journal is bounded: of more rows than it holds, the oldest go."""
    monkeypatch.setattr(journal_module, "MAX_ROWS", 3)

    for number in range(5):
        journal.record(reply(f"question {number}"))

    kept = {gap.question for gap in journal.gaps()}
    assert kept == {"question 2", "question 3", "question 4"}


def test_texts_are_cut(journal: Journal) -> None:
    """No more than 300 characters of a question are kept."""
    journal.record(reply("x" * 5000))

    assert journal.gaps()[0].question == "x" * 300


def test_text_that_is_no_unicode_is_kept(journal: Journal) -> None:
    """Half a surrogate pair and NUL break nothing."""
    journal.record(reply("a\ud800b\x00c"))

    assert journal.gaps()[0].question == "a?b\x00c"


def test_clear_leaves_no_trace(journal: Journal, path: Path) -> None:
    """An emptied journal's files hold none of the texts any more."""
    journal.record(reply("a very secret question"))
    journal.vote("mill-when", 0, 1, "another secret")
    journal.gaps()

    journal.clear()

    assert (journal.gaps(), journal.totals()) == ((), {})
    assert all(b"secret" not in file.read_bytes() for file in path.parent.iterdir())


def test_nothing_is_made_by_reading(path: Path, journal: Journal) -> None:
    """Reading or emptying a journal that is not there makes no file."""
    journal.clear()

    assert (journal.gaps(), journal.totals()) == ((), {})
    assert not path.parent.exists()


def test_journal_off_keeps_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With JOURNAL=off all calls work and no file is made."""
    env = {"JOURNAL": "off", "STATE_DIR": str(tmp_path / "state")}
    journal = Journal.of(Settings.from_mapping(env))

    journal.record(reply("who paid?"))
    journal.vote("mill-when", 0, 1, "who paid?")
    journal.close()

    assert (journal.gaps(), journal.totals()) == ((), {})
    assert not (tmp_path / "state").exists()


def test_what_was_recorded_outlives_the_process(path: Path) -> None:
    """A second journal on the same file reads what the first one wrote."""
    first = Journal(path)
    first.record(reply("who paid?"))
    first.close()
    first.record(reply("too late"))

    second = Journal(path)
    assert [gap.question for gap in second.gaps()] == ["who paid?"]
    second.close()


@pytest.mark.parametrize(
    "damage", [b"this is no database" * 100, b"SQLite format 3\0" + b"x" * 5000]
)
def test_damaged_file_is_set_aside(
    path: Path, journal: Journal, damage: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    """A file that cannot be read costs one line in the log; a new one is begun in its place."""
    path.parent.mkdir()
    path.write_bytes(damage)
    with caplog.at_level(logging.WARNING):
        journal.record(reply("who paid?"))
        assert [gap.question for gap in journal.gaps()] == ["who paid?"]

    assert len(caplog.messages) == 1
    assert caplog.messages[0].startswith(f"The journal {path} cannot be used (file is not a data")
    assert damage in [file.read_bytes() for file in path.parent.iterdir()]


def test_later_version_is_set_aside(path: Path, journal: Journal) -> None:
    """What a later program wrote is not guessed at, and not lost."""
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as db:
        db.executescript("CREATE TABLE later (a); PRAGMA user_version = 99;")

    journal.record(reply("who paid?"))

    assert [gap.question for gap in journal.gaps()] == ["who paid?"]
    assert len([file for file in path.parent.iterdir() if "broken" in file.name]) == 1


def test_first_version_is_carried_over(path: Path, journal: Journal) -> None:
    """A journal from before keeps its questions as they were typed, and its votes."""
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as db:
        db.executescript(VERSION_1)

    assert set(journal.gaps()) == {
        Unanswered("and who?", "no_answer", 3),
        Unanswered("when?", "thumbs_down", 1, "mill-when"),
    }
    assert journal.totals() == {"mill-when": Votes(2, 1)}


@pytest.mark.skipif(os.name == "nt", reason="modes of POSIX")
def test_owner_alone_can_read_it(path: Path, journal: Journal) -> None:
    """The folder is closed to others and so are all files in it."""
    journal.record(reply("who paid?"))
    journal.gaps()

    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert {file.stat().st_mode & 0o777 for file in path.parent.iterdir()} == {0o600}


def test_folder_that_cannot_be_made_is_warned_of(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A STATE_DIR that is a file breaks nothing either."""
    (tmp_path / "state").write_text("a file, no folder")
    journal = Journal(tmp_path / "state" / "journal.sqlite3")
    with caplog.at_level(logging.WARNING):
        journal.record(reply("who paid?"))
        journal.close()

    assert [record.levelname for record in caplog.records] == ["WARNING"]


def test_locked_file_delays_nobody(path: Path, journal: Journal) -> None:
    """While another program holds the file, recording returns at once, and it is kept later."""
    journal.record(reply("first"))
    journal.gaps()
    other = sqlite3.connect(path)
    other.execute("BEGIN IMMEDIATE")

    start = time.perf_counter()
    journal.record(reply("second"))
    took = time.perf_counter() - start
    other.rollback()
    other.close()

    assert took < 0.5
    assert {gap.question for gap in journal.gaps()} == {"first", "second"}


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL")
def test_kill_leaves_a_sound_file(path: Path) -> None:
    """Killed in the middle of writing, the file is whole and holds all but the very last."""
    command = [sys.executable, "-c", STORE_FOR_EVER, str(path)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    assert process.stdout is not None
    stored = [int(process.stdout.readline()) for _ in range(5)][-1]
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()

    db = sqlite3.connect(path)
    assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert db.execute("SELECT count(*) FROM unanswered").fetchone()[0] >= stored
    db.close()
