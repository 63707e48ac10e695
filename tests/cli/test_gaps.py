"""``gaps``: what people asked in vain, and what to paste for it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from bot.answering import answerer
from bot.answering.reply import Outcome, Part, Reply
from bot.authoring.gaps import THUMBS_DOWN
from bot.cli import commands
from bot.errors import KnowledgeError
from bot.journal import FILE_NAME, Journal
from bot.knowledge.loader import load
from tests.builders import match
from tests.cli.process import run
from tests.fakes.answerer import LiteralAnswerer
from tests.mill import FACTS, write_mill

if TYPE_CHECKING:
    from pathlib import Path

    from bot.answering.conversation import Conversation
    from bot.knowledge.model import Knowledge


class Near(LiteralAnswerer):
    """Takes what it does not know for when the mill burned down; the surer, the more it burns."""

    def reply(self, question: str, conversation: Conversation | None = None) -> Reply:
        """Add the match to what is not answered."""
        reply = super().reply(question, conversation)
        score = 60.0 if "burn" in question else 9.0
        near = (match(self.knowledge.entry("mill-when"), score),)
        parts = (part if part.answered else replace(part, matches=near) for part in reply.parts)
        return replace(reply, parts=tuple(parts))


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A state folder of the test's own, and the engine by the script."""
    monkeypatch.setattr(answerer, "Answerer", Near)
    monkeypatch.setenv("STATE_DIR", str(tmp_path))
    monkeypatch.setenv("JOURNAL", "on")
    return tmp_path


def gaps(folder: Path, *options: str) -> str:
    """The output of a call that goes well."""
    result = CliRunner().invoke(commands, ["gaps", "--knowledge", str(folder), *options])
    assert result.exit_code == 0
    return result.output


def asked(state: Path, mill: Knowledge, *questions: str) -> None:
    """Have these asked in vain; what burns was asked back, and no choice was taken."""
    journal = Journal(state / FILE_NAME)
    for question in questions:
        outcome = Outcome.CHOICES if "burn" in question else Outcome.NO_ANSWER
        part = Part(question, question, outcome, "", (match(mill.fact("mill-when"), 9.0),))
        journal.record(Reply(question, outcome, (part,)))
    journal.close()


def test_most_asked_come_first_with_the_nearest_fact(
    state: Path, mill: Knowledge, mill_folder: Path
) -> None:
    """Like is grouped with like; a question that is answered by now is left out."""
    asked(
        state, mill, "mill burned?", "mill-hurt", "who owns it?", "who is its owner", "Who owns it"
    )

    assert gaps(mill_folder) == (
        "    2 ×  Who owns it  not found\n"
        "         nearest: mill-when, When did the mill burn down?\n"
        "    1 ×  who is its owner  not found\n"
        "         nearest: mill-when, When did the mill burn down?\n"
        "    1 ×  mill burned?  no choice taken\n"
        "         nearest: mill-when, When did the mill burn down?\n"
        "1 question is answered by now and left out.\n"
    )


def test_pasted_lines_are_sound_yaml(state: Path, mill: Knowledge, mill_folder: Path) -> None:
    """A phrasing goes under the entry that was near, a new entry is filled in, and all loads."""
    asked(state, mill, "mill burned?", "who: owns 'it'?", "- # weird: [text")
    text = gaps(mill_folder, "--yaml")

    pasted = FACTS.replace(
        "    answer: It burned", _block(text, "mill burned?") + "    answer: It burned"
    )
    new = _block(text, "who: owns") + _block(text, "weird")
    filled = new.replace('answer: ""', "answer: Torvik.").replace(
        'quotes: [""]', 'quotes: ["Nobody was hurt, said fire chief Ada Berg."]'
    )
    write_mill(mill_folder, pasted.replace("\nnot_stated:", f"{filled}\nnot_stated:"))
    knowledge = load(mill_folder)

    assert "mill burned?" in knowledge.fact("mill-when").asked_as
    assert [fact.question for fact in knowledge.facts][-2:] == [
        "who: owns 'it'?",
        "- # weird: [text",
    ]


def test_new_entry_that_is_not_filled_in_is_an_error(
    state: Path, mill: Knowledge, mill_folder: Path
) -> None:
    """Pasted as it is, it cannot be mistaken for an answer."""
    asked(state, mill, "who owns it?")
    new = _block(gaps(mill_folder, "--yaml"), "who owns")
    facts = write_mill(mill_folder, FACTS.replace("\nnot_stated:", f"{new}\nnot_stated:"))

    with pytest.raises(KnowledgeError) as caught:
        load(mill_folder)
    assert [(problem.path, problem.line) for problem in caught.value.problems] == [
        (facts, 33),
        (facts, 34),
    ]


def _block(text: str, containing: str) -> str:
    """The one block of lines about a question, without its comment."""
    (block,) = (block for block in text.split("\n\n") if containing in block.partition("\n")[2])
    return "".join(f"{line}\n" for line in block.splitlines() if not line.startswith("#"))


def test_comment_says_where_lines_go(state: Path, mill: Knowledge, mill_folder: Path) -> None:
    """Each block is headed by what to do with it."""
    asked(state, mill, "mill burned?", "mill burned?", "who owns it?")

    assert gaps(mill_folder, "--yaml") == (
        "# mill-when, When did the mill burn down? Add to its asked_as (asked 2 times):\n"
        "      - mill burned?\n"
        "\n"
        "# New: fill in under facts, or without quotes under not_stated\n"
        "# (asked once; nearest: mill-when):\n"
        "  - id: owns\n"
        "    question: who owns it?\n"
        '    answer: ""\n'
        '    quotes: [""]\n'
        "\n"
    )


def test_new_ids_are_free(state: Path, mill: Knowledge, mill_folder: Path) -> None:
    """No id is given twice, and a long one is cut."""
    asked(state, mill, "mill hurt?", "x" * 200)
    ids = [line[8:] for line in gaps(mill_folder, "--yaml").splitlines() if "- id:" in line]

    assert sorted(ids) == ["mill-hurt-2", "x" * 40]


def test_what_says_nothing_by_itself_is_not_proposed(
    state: Path, mill: Knowledge, mill_folder: Path
) -> None:
    """A bare "and who?" belongs to a conversation, and would match anything as a phrasing."""
    asked(state, mill, "and who?", "😀")

    assert gaps(mill_folder, "--yaml") == ""
    assert "and who?" in gaps(mill_folder)


def test_what_would_break_another_question_is_not_proposed(
    state: Path, mill: Knowledge, mill_folder: Path
) -> None:
    """A phrasing that takes another entry's question is listed as a new entry instead."""
    questions = mill_folder / "mill" / "questions.yaml"
    questions.write_text("- {ask: mill burned?, expect: nothing}\n", encoding="utf-8")
    asked(state, mill, "mill burned?", "it burns")

    listed = gaps(mill_folder, "--yaml")

    assert "asked_as" not in listed
    assert listed.count("# New: ") == 2


def test_long_list_is_cut(state: Path, mill: Knowledge, mill_folder: Path) -> None:
    """The first fifty are asked and shown, and all on demand."""
    asked(state, mill, *(f"{word} {n}" for n in range(10) for word in "abcdef"))

    assert gaps(mill_folder).endswith("\n10 more were asked more seldom; --all lists them.\n")
    assert gaps(mill_folder, "--all").count(" × ") == 60


def test_thumb_down_stays_until_another_entry_answers(state: Path, mill_folder: Path) -> None:
    """An answer that somebody found wrong is a gap though there is an answer."""
    journal = Journal(state / FILE_NAME)
    journal.vote("mill-hurt", 0, 1, "mill-hurt")
    journal.vote("mill-hurt", 0, 1, "mill-cost")
    journal.close()

    listed = gaps(mill_folder)
    assert listed.startswith("    1 ×  mill-hurt  thumbs down\n")
    assert "mill-cost" not in listed
    assert THUMBS_DOWN not in listed


def test_clear_empties_the_journal(state: Path, mill: Knowledge, mill_folder: Path) -> None:
    """After it, nothing was asked in vain."""
    asked(state, mill, "who owns it?")

    assert gaps(mill_folder, "--clear") == "The journal is empty now.\n"
    assert gaps(mill_folder) == "The journal holds no question asked in vain.\n"


def test_journal_that_is_off_says_so(mill_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever looks for gaps learns why there are none."""
    monkeypatch.setenv("JOURNAL", "off")

    assert gaps(mill_folder).endswith("asked in vain. It is off: JOURNAL=off.\n")


def test_damaged_journal_is_told_of(state: Path, mill_folder: Path) -> None:
    """One sentence says which file it was, and where it is now."""
    (state / FILE_NAME).write_bytes(b"no database" * 100)

    result = run(state, "gaps", "--knowledge", str(mill_folder))

    assert result.stdout == b"The journal holds no question asked in vain.\n"
    assert result.stderr.startswith(f"The journal {state / FILE_NAME} cannot be used".encode())
    assert result.stderr.count(b"\n") == 1
