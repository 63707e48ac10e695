"""The journal counts use without words, and lets a gap be decided on once and undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.answering.reply import Answered, Outcome, Part, Reply
from bot.authoring.gaps import Unanswered
from bot.errors import ScaffoldError
from bot.journal import Journal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bot.knowledge.model import Knowledge


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "journal.sqlite3"


@pytest.fixture
def journal(path: Path) -> Iterator[Journal]:
    journal = Journal(path)
    yield journal
    journal.close()


def reply(question: str) -> Reply:
    """A reply that gives nothing."""
    return Reply(question, Outcome.NOT_STATED, (Part(question, question, Outcome.NOT_STATED, ""),))


def test_use_is_counted_without_words(journal: Journal, path: Path, mill: Knowledge) -> None:
    """Of answered questions only the facts are counted, and the most used comes first."""
    for fact_id in ("mill-when", "mill-cost", "mill-cost"):
        answered = Answered(mill.fact(fact_id), "a secret", 90.0, ())
        part = Part("a secret", "a secret", Outcome.ANSWER, "", (), answered)
        journal.record(Reply("a secret", Outcome.ANSWER, (part,)))

    assert journal.most_asked(5) == ("mill-cost", "mill-when")
    assert journal.most_asked(1) == ("mill-cost",)
    assert all(b"secret" not in file.read_bytes() for file in path.parent.iterdir())


def test_what_was_expected_joins_the_thumb_down(journal: Journal) -> None:
    """A reader who voted an answer down says which one had been expected."""
    journal.vote("mill-when", 0, 1, "when?")
    journal.vote("mill-when", 0, 1, "when?")
    journal.expected("when?", "mill-when", "mill-cost")
    journal.expected("when?", "mill-when", None)

    assert set(journal.gaps()) == {
        Unanswered("when?", "thumbs_down", 2, "mill-when", "mill-cost"),
    }


def test_gap_is_settled_once(journal: Journal) -> None:
    """Its questions are taken out; who comes later, with the same gap, changes nothing."""
    journal.record(reply("who paid?"))
    journal.record(reply("why?"))
    done: list[str] = []

    def act() -> str:
        done.append("written")
        return "added"

    settled = journal.settle("g1", ["who paid?"], [], act)
    assert settled is not None
    assert (settled.gap, settled.detail) == ("g1", "added")
    assert journal.settle("g1", ["who paid?"], [], act) is None
    assert [gap.question for gap in journal.gaps()] == ["why?"]
    assert done == ["written"]


def test_failed_decision_changes_nothing(journal: Journal) -> None:
    """Where the knowledge cannot be written, the questions stay."""
    journal.record(reply("who paid?"))

    def act() -> str:
        raise ScaffoldError("The file cannot be written.")

    with pytest.raises(ScaffoldError):
        journal.settle("g1", ["who paid?"], [("pay",)], act)
    assert [gap.question for gap in journal.gaps()] == ["who paid?"]
    assert (journal.ignored(), journal.settled()) == (frozenset(), None)


def test_decision_is_undone_once_and_outlives_the_process(path: Path) -> None:
    """The questions come back, and what was ignored is shown again."""
    first = Journal(path)
    first.record(reply("who paid?"))
    first.settle("g1", ["who paid?"], [("pay",)], lambda: "ignored")
    first.close()

    second = Journal(path)
    assert second.ignored() == {("pay",)}
    settled = second.settled()
    assert settled is not None
    undone: list[str] = []
    assert second.unsettle(settled.id, undone.append)
    assert not second.unsettle(settled.id, undone.append)
    assert undone == ["ignored"]
    assert second.gaps() == (Unanswered("who paid?", "not_stated"),)
    assert (second.ignored(), second.settled()) == (frozenset(), None)
    second.close()
