"""``review``: case after case, a key for each decision, and nothing lost when it ends early."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from bot.answering import answerer
from bot.answering.reply import Outcome, Part, Reply
from bot.cli import commands
from bot.journal import FILE_NAME, Journal
from tests.fakes.answerer import LiteralAnswerer
from tests.mill import FACTS

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A state folder of the test's own, with two questions asked in vain."""
    monkeypatch.setattr(answerer, "Answerer", LiteralAnswerer)
    monkeypatch.setenv("STATE_DIR", str(tmp_path / "state"))
    monkeypatch.setenv("JOURNAL", "on")
    journal = Journal(tmp_path / "state" / FILE_NAME)
    for question in ("who owns the mill?", "who owns the mill?", "best pizza"):
        part = Part(question, question, Outcome.NOT_STATED, "")
        journal.record(Reply(question, Outcome.NOT_STATED, (part,)))
    journal.close()
    return tmp_path / "state"


def review(folder: Path, *lines: str) -> str:
    """What is shown when these lines are typed."""
    typed = "".join(f"{line}\n" for line in lines)
    result = CliRunner().invoke(commands, ["review", "--knowledge", str(folder)], input=typed)
    assert result.exit_code == 0, result.output
    return result.output


def test_each_case_is_decided_with_a_key(mill_folder: Path) -> None:
    """The most asked first; a not-stated entry is proposed, and edited."""
    shown = review(mill_folder, "n", "Who owns it?", "owner", "The article does not name it.", "i")

    assert shown.index("2 ×  who owns the mill?") < shown.index("1 ×  best pizza")
    assert "Added owner to mill/facts.yaml." in shown
    assert shown.endswith("Never to be shown again.\n\nNothing is left to review.\n")
    assert (mill_folder / "mill" / "facts.yaml").read_text() == FACTS + (
        "  - id: owner\n"
        "    question: Who owns it?\n"
        "    asked_as:\n"
        "      - who owns the mill?\n"
        "    answer: The article does not name it.\n"
    )
    assert review(mill_folder) == "Nothing is left to review.\n"


def test_undo_brings_a_case_back(mill_folder: Path) -> None:
    """Also in a later session."""
    review(mill_folder, "i", "q")

    shown = review(mill_folder, "u", "q")
    assert "Undone: Never to be shown again." in shown
    assert shown.count("who owns the mill?") == 1


def test_errors_are_told_and_the_case_stays(mill_folder: Path) -> None:
    """A quote that does not stand in the article, and a key that is none."""
    shown = review(mill_folder, "f", "", "", "Not in it.", "An answer.", "9", "s", "q")

    assert "the quote does not stand in the article" in shown
    assert "Press one of the keys shown." in shown
    assert shown.count("2 ×  who owns the mill?") == 3
    assert (mill_folder / "mill" / "facts.yaml").read_text() == FACTS


def test_end_of_input_loses_nothing(mill_folder: Path) -> None:
    """A terminal that closes in the middle of a decision."""
    assert review(mill_folder, "n", "Who").endswith("What was decided is kept.\n")
    assert (mill_folder / "mill" / "facts.yaml").read_text() == FACTS


def test_harmful_change_is_shown_before_it_is_kept(mill_folder: Path) -> None:
    """And is kept only on a clear yes."""
    questions = mill_folder / "mill" / "questions.yaml"
    questions.write_text("- {ask: who owns the mill?, expect: nothing}\n", encoding="utf-8")

    shown = review(mill_folder, "n", "", "", "", "no", "q")

    assert "“who owns the mill?” would no longer lead to nothing" in shown
    assert "Nothing was changed." in shown
    assert (mill_folder / "mill" / "facts.yaml").read_text() == FACTS


def test_journal_that_is_off_says_so(mill_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """There is nothing to review then."""
    monkeypatch.setenv("JOURNAL", "off")

    assert (
        review(mill_folder) == "The journal is off, so there is nothing to review: JOURNAL=off.\n"
    )
