"""``chat``: a conversation in the terminal, pleasant for a person and plain for a pipe."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot import reloader as live_module
from bot.authoring.gaps import Unanswered
from bot.cli.session import HELP, Session
from bot.journal import FILE_NAME, Journal
from bot.reloader import LiveAnswerer
from tests.cli.process import Terminal, run
from tests.fakes.answerer import UNSTATED, LiteralAnswerer
from tests.mill import FACTS, write_mill

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LED = "It burned down on the night of Sunday 7 March 2021."
CTRL_C, CTRL_D = "\x03", "\x04"


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    journal = Journal(tmp_path / FILE_NAME)
    yield journal
    journal.close()


@pytest.fixture
def live(mill_folder: Path, monkeypatch: pytest.MonkeyPatch) -> LiveAnswerer:
    monkeypatch.setattr(live_module, "Answerer", LiteralAnswerer)
    return LiveAnswerer(mill_folder, print)


@pytest.fixture
def session(live: LiveAnswerer, journal: Journal) -> Session:
    return Session(live, journal)


def test_welcome_says_what_can_be_asked_about(session: Session) -> None:
    """The articles are named with their dates."""
    assert session.welcome() == (
        "Ask me about:\n"
        "  Old mill of Torvik burns down, 8 March 2021\n"
        "Type help for help; Ctrl-D ends."
    )


def test_digit_picks_a_choice(session: Session) -> None:
    """What was offered under a number is answered, whatever is offered next."""
    assert "  2  Was anybody hurt?" in session.answer("near")
    assert session.answer("2").startswith("Nobody was hurt")


def test_digit_picks_a_related_question(session: Session) -> None:
    """After an answer, related questions have numbers too."""
    offered = session.answer("mill-when").splitlines()
    first = next(line for line in offered if line.startswith("  1  "))

    assert first.removeprefix("  1  ") in FACTS
    assert "  │ " in session.answer(" 1 ")


@pytest.mark.parametrize("number", ["0", "7", "99", "٧"])
def test_number_that_is_not_offered_is_told_so(session: Session, number: str) -> None:
    """Before anything is offered, and beyond what is."""
    told = f"There is no question {int(number)} to pick; ask one, or type topics."

    assert session.answer(number) == told
    session.answer("near")
    assert session.answer(number) == told


@pytest.mark.parametrize("question", ["600", "2018", "²", "1.5"])
def test_other_numbers_are_questions(session: Session, question: str) -> None:
    """An amount or a year is no pick."""
    assert session.answer(question).startswith("I can't find that in the article.")


def test_pick_that_has_left_the_knowledge_is_told_so(
    session: Session, live: LiveAnswerer, mill_folder: Path
) -> None:
    """A reload in between may take away what was offered."""
    session.answer("near")
    write_mill(mill_folder, FACTS.replace("mill-hurt", "mill-harm"))
    live.reload()

    assert session.answer("2").startswith("That question is no longer in the knowledge")


def test_commands_go_with_and_without_a_slash(session: Session) -> None:
    """help, topics and quit, in any case."""
    assert session.answer("Help") == session.answer("/help") == HELP
    assert "   3  What will the repairs cost?" in session.answer("/topics")
    assert session.answer("3").startswith("The council reckons")
    assert (session.answer("/QUIT"), session.over) == ("", True)


def test_blank_line_is_no_question(session: Session, journal: Journal) -> None:
    """Nothing is said and nothing is kept."""
    assert session.answer("  \t") == ""
    assert journal.gaps() == ()


def test_journal_is_kept(session: Session, journal: Journal) -> None:
    """What is not answered is written down; choices only while none is taken."""
    for line in (UNSTATED, "mill-when", "hello", "near", "near", "1", "near", UNSTATED, "weather"):
        session.answer(line)

    assert set(journal.gaps()) == {
        Unanswered(UNSTATED, "not_stated", 2),
        Unanswered("near", "choices", 2),
    }


def test_pipe_gets_answers_alone(mill_folder: Path, tmp_path: Path) -> None:
    """Without a terminal there is no prompt, no welcome and no colour; the end of input ends it."""
    questions = "😀\n\nWhen did the mill burn down?\n/quit\nnever asked"

    result = run(tmp_path, "chat", "--knowledge", str(mill_folder), stdin=questions.encode())

    said = result.stdout.decode()
    assert (result.returncode, result.stderr) == (0, b"")
    assert said.startswith("I need a few words to go by. ")
    assert f"\n\n{LED}\n\n  │ The old mill of Torvik burned down on Sunday night.\n\n" in said
    assert "> " not in said
    assert "\x1b" not in said
    journal = Journal(tmp_path / FILE_NAME)
    assert (journal.gaps(), journal.most_asked(9)) == ((), ("mill-when",))
    journal.close()


def test_journal_off_writes_nothing(mill_folder: Path, tmp_path: Path) -> None:
    """With JOURNAL=off no file is made."""
    before = set(tmp_path.iterdir())

    run(tmp_path, "chat", "--knowledge", str(mill_folder), stdin="😀".encode(), JOURNAL="off")

    assert set(tmp_path.iterdir()) == before


def test_bytes_that_are_no_text_break_nothing(mill_folder: Path, tmp_path: Path) -> None:
    """They are read as question marks."""
    stdin = b"\xff\xfe\x00\n" + b"\x1b[2J\n" + "😀".encode() * 4096

    result = run(tmp_path, "chat", "--knowledge", str(mill_folder), stdin=stdin)

    assert (result.returncode, result.stderr) == (0, b"")


def test_person_gets_a_prompt_and_wrapped_text(mill_folder: Path, tmp_path: Path) -> None:
    """In a terminal: a welcome, a prompt, the answer within 60 columns, a clean end on Ctrl-D."""
    with Terminal(tmp_path, "chat", "--knowledge", str(mill_folder)) as terminal:
        assert "Ask me about:" in terminal.wait_for("> ")
        terminal.type("When did the mill burn down?\r")
        answer = terminal.wait_for("\n> ")
        terminal.type(CTRL_D)
        assert terminal.end() == 0

    assert LED in answer
    assert all(len(line) < 70 for line in answer.splitlines()), "60 columns and colour"
    assert "Traceback" not in terminal.seen


def test_ctrl_c_ends_it_cleanly(mill_folder: Path, tmp_path: Path) -> None:
    """Even in the middle of a line."""
    with Terminal(tmp_path, "chat", "--knowledge", str(mill_folder)) as terminal:
        terminal.wait_for("> ")
        terminal.type("When did")
        terminal.wait_for("did")
        assert terminal.end_by(CTRL_C) == 0

    assert "Traceback" not in terminal.seen
    assert "Aborted" not in terminal.seen


def test_reload_is_told_while_waiting(mill_folder: Path, tmp_path: Path) -> None:
    """A save is told of at the prompt, what is half typed stays, and the next answer is new."""
    with Terminal(tmp_path, "chat", "--knowledge", str(mill_folder)) as terminal:
        terminal.wait_for("> ")
        terminal.type("What will the")
        terminal.wait_for("the")
        write_mill(mill_folder, FACTS.replace("two million crowns.", "2,000,000 crowns."))
        told = terminal.wait_for("> What will the")
        terminal.type(" repairs cost?\r")
        answer = terminal.wait_for("\n> ")

    assert "The knowledge was reloaded: 3 facts of 1 article." in told
    assert "The council reckons with 2,000,000 crowns." in answer
