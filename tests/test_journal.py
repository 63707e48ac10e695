"""The journal keeps what was asked in vain, whatever happens to its file."""

from __future__ import annotations

import logging
import os
import signal
import sqlite3
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from bot import journal as journal_module
from bot.answering.reply import Answered, Outcome, Part, Reply
from bot.authoring.gaps import Unanswered
from bot.errors import JournalError
from bot.journal import Journal, Thumbs
from bot.matching.match import Match
from bot.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bot.knowledge.model import Knowledge

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
        part = Part(text, text, Outcome.NO_ANSWER, "")
        journal.record(Reply(text, Outcome.NO_ANSWER, (part,)))
    journal.gaps()
    print(number, flush=True)
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
    match: Match | None = None,
    small_talk: str | None = None,
) -> Reply:
    """A reply of one part that nothing answered."""
    matches = (match,) if match else ()
    part = Part(question, read_as or question, outcome, "", matches)
    return Reply(question, outcome, (part,), small_talk)


def test_unanswered_questions_are_counted(journal: Journal) -> None:
    """The same question asked twice is one row, counted twice, and the most asked comes first."""
    journal.record(reply("why?"))
    journal.record(reply("who paid?"))
    journal.record(reply("who  paid?\n"))

    assert journal.gaps() == (
        Unanswered("who paid?", "no_answer", None, 2),
        Unanswered("why?", "no_answer", None, 1),
    )


def test_nearest_entry_is_kept(journal: Journal, mill: Knowledge) -> None:
    """The top match's id stands beside the question."""
    match = Match(mill.fact("mill-when"), 12.0, "date of the fire")

    journal.record(reply("hm", match=match))

    assert journal.gaps() == (Unanswered("hm", "no_answer", "mill-when"),)


def test_follow_ups_are_kept_as_read(journal: Journal) -> None:
    """A follow-up makes sense alone, as the question that it was completed to."""
    journal.record(reply("and who?", read_as="who paid for the mill?"))

    assert journal.gaps()[0].question == "who paid for the mill?"


def test_only_the_unanswered_parts_are_kept(journal: Journal, mill: Knowledge) -> None:
    """Of a message that asks several things, the answered ones leave no trace."""
    fact = mill.fact("mill-when")
    answered = Answered(fact, "when", 90.0, fact.quotes)
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
        Reply("", Outcome.NO_ANSWER),
    ],
)
def test_what_asks_nothing_is_not_kept(journal: Journal, nothing_asked: Reply) -> None:
    """Small talk and blank messages are no gaps."""
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
    assert journal.gaps() == (Unanswered("the cost of the mill", "choices", None, 1),)

    journal.choice_taken("and the cost")
    assert journal.gaps() == ()


def test_thumbs_are_added_up(journal: Journal) -> None:
    """Votes are differences, so a changed mind moves from one side to the other."""
    journal.vote("mill-when", 1, 0)
    journal.vote("mill-when", 1, 0)
    journal.vote("mill-when", -1, 1, "when?")
    assert journal.totals() == {"mill-when": Thumbs(1, 1)}
    assert journal.gaps() == (Unanswered("when?", "thumbs_down", "mill-when"),)

    journal.vote("mill-when", 1, -1, "when?")
    assert journal.totals() == {"mill-when": Thumbs(2, 0)}
    assert journal.gaps() == ()


def test_thumbs_never_fall_below_nothing(journal: Journal) -> None:
    """A thumb taken back after the journal was emptied does not count below 0."""
    journal.vote("mill-when", -1, 1)

    assert journal.totals() == {"mill-when": Thumbs(0, 1)}


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


def test_broken_file_is_warned_of_once(
    path: Path, journal: Journal, caplog: pytest.LogCaptureFixture
) -> None:
    """A file that is no journal costs one warning, no answer; reading it is an error."""
    path.parent.mkdir()
    path.write_bytes(b"this is no database" * 100)
    with caplog.at_level(logging.WARNING):
        journal.record(reply("who paid?"))
        journal.record(reply("who paid?"))
        with pytest.raises(JournalError) as caught:
            journal.gaps()

    reason = f"The journal {path} cannot be used (file is not a database)"
    assert caplog.messages == [f"{reason}; what goes unanswered is not kept."]
    assert str(caught.value) == f"{reason}."
    assert path.read_bytes() == b"this is no database" * 100


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
