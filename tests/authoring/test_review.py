"""A decision is tried, written once and undone, whoever else decides or saves meanwhile."""

from __future__ import annotations

import difflib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.answering.reply import Outcome, Part, Reply
from bot.authoring.review import AddPhrasing, Decision, Ignore, NewFact, NewNotStated, Review
from bot.errors import BotError, ReviewError, StaleCaseError
from bot.journal import FILE_NAME, Journal
from bot.knowledge.loader import load
from tests.fakes.answerer import LiteralAnswerer
from tests.mill import FACTS, write_mill

if TYPE_CHECKING:
    from collections.abc import Iterator

OWNER = "who owns the mill?"


class Desk:
    """A review over the mill's folder, as one process has it."""

    def __init__(self, folder: Path, state: Path) -> None:
        self.folder = folder
        self.file = folder / "mill" / "facts.yaml"
        self.journal = Journal(state / FILE_NAME)
        self.review = Review(folder, self.journal, self.engine, LiteralAnswerer)

    def engine(self) -> LiteralAnswerer:
        """Know what stands in the folder now."""
        return LiteralAnswerer(load(self.folder))

    def ask(self, *questions: str) -> None:
        """Have these asked in vain."""
        for question in questions:
            part = Part(question, question, Outcome.NOT_STATED, "")
            self.journal.record(Reply(question, Outcome.NOT_STATED, (part,)))

    def id_of(self, question: str) -> str:
        """The case of a question."""
        return next(case.id for case in self.review.open() if question in case.wordings)

    def open(self) -> list[str]:
        """The questions that are to be reviewed."""
        return [case.question for case in self.review.cases()]

    def diff(self) -> list[str]:
        """The lines of the facts that changed since the start."""
        now = self.file.read_text(encoding="utf-8").splitlines()
        lines = difflib.unified_diff(FACTS.splitlines(), now, n=0, lineterm="")
        return [line for line in lines if not line.startswith(("---", "+++", "@@"))]


@pytest.fixture
def desk(mill_folder: Path, tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(mill_folder, tmp_path / "state")
    desk.ask(OWNER, OWNER, "what burned it down?", "best pizza in town")
    yield desk
    desk.journal.close()


FACT = NewFact("Who reckons the costs?", "The council.", (
    "Repairs will cost two million crowns, the council reckons.",), id="mill-who")  # fmt: skip


@pytest.mark.parametrize(
    ("decision", "told", "added"),
    [
        (
            AddPhrasing("mill-hurt"),
            "Added to mill-hurt in mill/facts.yaml.",
            ["+      - who owns the mill?"],
        ),
        (
            AddPhrasing("mill-cost"),
            "Added to mill-cost in mill/facts.yaml.",
            ["+    asked_as:", "+      - who owns the mill?"],
        ),
        (
            FACT,
            "Added mill-who to mill/facts.yaml.",
            [
                "+  - id: mill-who",
                "+    question: Who reckons the costs?",
                "+    asked_as:",
                "+      - who owns the mill?",
                "+    answer: The council.",
                "+    quotes:",
                "+      - Repairs will cost two million crowns, the council reckons.",
            ],
        ),
        (
            NewNotStated(OWNER, see=("mill-when",)),
            "Added owns-mill to mill/facts.yaml.",
            [
                "+  - id: owns-mill",
                "+    question: who owns the mill?",
                "+    answer: The article does not say.",
                "+    see:",
                "+      - mill-when",
            ],
        ),
        (Ignore(), "Never to be shown again.", []),
    ],
)
def test_decision_is_those_lines_and_undo_the_way_back(
    desk: Desk, decision: Decision, told: str, added: list[str]
) -> None:
    """The question is open no more, and after undoing it is again."""
    decided = desk.review.decide(desk.id_of(OWNER), decision)

    assert (decided.kept, decided.text) == (True, told)
    assert desk.diff() == added
    assert OWNER not in desk.open()
    load(desk.folder)

    assert desk.review.undo(decided.id) == f"Undone: {told}"
    assert desk.diff() == []
    assert desk.open()[0] == OWNER


def test_most_asked_come_first(desk: Desk) -> None:
    """And no more than are wanted."""
    assert [case.question for case in desk.review.cases(limit=1)] == [OWNER]
    assert len(desk.open()) == 3


def test_ignored_question_never_comes_back(desk: Desk) -> None:
    """However often it is asked again, with a typo too."""
    desk.review.decide(desk.id_of("best pizza in town"), Ignore())
    desk.ask("best pizza in town", "best piza in town?")

    assert "best pizza in town" not in desk.open()
    assert "best piza in town?" not in desk.open()


def test_what_would_break_another_question_is_shown_first(desk: Desk) -> None:
    """Nothing is written, unless it is wanted all the same."""
    questions = desk.folder / "mill" / "questions.yaml"
    questions.write_text(f'- {{ask: "{OWNER}", expect: nothing}}\n', encoding="utf-8")
    case = desk.id_of(OWNER)

    decided = desk.review.decide(case, AddPhrasing("mill-hurt"))
    assert (decided.kept, decided.id) == (False, None)
    assert decided.text == "Not kept: another question would go wrong."
    assert str(decided.broken[0]).startswith(f"“{OWNER}” would no longer lead to nothing")
    assert desk.diff() == []

    assert desk.review.decide(case, AddPhrasing("mill-hurt"), anyway=True).kept
    assert desk.diff() == [f"+      - {OWNER}"]


def test_stale_card_says_what_was_decided(desk: Desk) -> None:
    """A card that another admin has dealt with changes nothing."""
    case = desk.id_of(OWNER)
    desk.review.decide(case, AddPhrasing("mill-hurt"))

    with pytest.raises(StaleCaseError, match=r"^That was decided already. Added to mill-hurt in"):
        desk.review.decide(case, Ignore())
    with pytest.raises(StaleCaseError, match=r"^That question is not open any more.$"):
        desk.review.decide("0123456789", Ignore())


def test_two_at_once_write_once(desk: Desk, tmp_path: Path) -> None:
    """Two processes that decide on one case at one moment: one keeps, the other is told."""
    other = Desk(desk.folder, tmp_path / "state")
    case = desk.id_of(OWNER)

    def decide(one: Desk, entry_id: str) -> str:
        try:
            return one.review.decide(case, AddPhrasing(entry_id)).text
        except StaleCaseError as error:
            return str(error)

    with ThreadPoolExecutor(2) as threads:
        told = list(threads.map(decide, (desk, other), ("mill-hurt", "mill-when")))
    other.journal.close()

    assert sum(text.startswith("Added to") for text in told) == 1
    # Who tries while the other writes may see the phrasing before the decision on it.
    late = ("That was decided already.", "Not kept: another question")
    assert sum(text.startswith(late) for text in told) == 1, told
    assert desk.diff() == [f"+      - {OWNER}"]


def test_undo_outlives_a_restart(desk: Desk, tmp_path: Path) -> None:
    """The last decision is undone by another process, once."""
    desk.review.decide(desk.id_of(OWNER), AddPhrasing("mill-cost"))
    desk.journal.close()
    later = Desk(desk.folder, tmp_path / "state")

    assert later.review.undo() == "Undone: Added to mill-cost in mill/facts.yaml."
    with pytest.raises(StaleCaseError, match="nothing to undo"):
        later.review.undo()
    assert (later.diff(), OWNER in later.open()) == ([], True)
    later.journal.close()


def test_file_saved_meanwhile_keeps_both(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """What another writes between reading and writing is read again, not overwritten."""
    saved: list[Path] = []
    read_bytes = Path.read_bytes

    def save_first(path: Path) -> bytes:
        if path.name == "facts.yaml" and path.is_relative_to(desk.folder) and len(saved) < 2:
            saved.append(path)
            if len(saved) == 2:
                path.write_text(FACTS.replace("date of the fire", "day of the fire"))
        return read_bytes(path)

    case = desk.id_of(OWNER)
    monkeypatch.setattr(Path, "read_bytes", save_first)
    desk.review.decide(case, AddPhrasing("mill-hurt"))

    assert "+      - day of the fire" in desk.diff()
    assert f"+      - {OWNER}" in desk.diff()


def break_file(desk: Desk) -> None:
    """Leave the facts as an editor may leave them."""
    desk.file.write_text(FACTS + "  broken: [")


@pytest.mark.parametrize(
    ("decision", "error"),
    [
        (AddPhrasing("gone"), "no entry 'gone'"),
        (NewFact("Q?", "A.", ("Not in it.",)), "the quote does not stand in the article"),
        (NewFact("Q?", "", ()), "needs the key"),
        (NewNotStated("Q?", id="mill-when"), "mill-when"),
        (NewNotStated("Q?", see=("gone",)), "gone"),
    ],
)
def test_wrong_decision_changes_nothing(desk: Desk, decision: Decision, error: str) -> None:
    """What is wrong is said, and the question stays."""
    with pytest.raises(BotError, match=error):
        desk.review.decide(desk.id_of(OWNER), decision)

    assert desk.diff() == []
    assert OWNER in desk.open()


def test_broken_file_is_left_alone(desk: Desk) -> None:
    """A file that somebody is in the middle of is named."""
    case, engine = desk.id_of(OWNER), desk.engine()
    review = Review(desk.folder, desk.journal, lambda: engine, LiteralAnswerer)
    break_file(desk)

    with pytest.raises(ReviewError, match=r"facts.yaml: The file is no sound YAML by now"):
        review.decide(case, AddPhrasing("mill-hurt"))
    assert desk.file.read_text() == FACTS + "  broken: ["
    assert len(desk.journal.gaps()) == 3


def test_folder_that_cannot_be_written_is_said(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A read-only folder keeps its file, and the question stays open."""

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    case = desk.id_of(OWNER)
    monkeypatch.setattr("bot.authoring.review_files._replaced", refuse)
    with pytest.raises(ReviewError, match=r"facts.yaml cannot be written: Permission denied"):
        desk.review.decide(case, AddPhrasing("mill-hurt"))
    assert OWNER in desk.open()


def test_edited_since_is_not_undone(desk: Desk) -> None:
    """What a person went on with is left, and the decision can still be undone later."""
    decided = desk.review.decide(desk.id_of(OWNER), FACT)
    edited = desk.file.read_text().replace("The council.", "The town council.")
    desk.file.write_text(edited)

    with pytest.raises(ReviewError, match="was edited since"):
        desk.review.undo(decided.id)
    assert desk.file.read_text() == edited


def test_further_phrasings_go_to_their_file(desk: Desk) -> None:
    """Where a file holds phrasings by id, new ones go there, and its mode stays."""
    further = desk.folder / "mill" / "phrasings.yaml"
    further.write_text("phrasings:\n  mill-when:\n    - when was it\n")
    further.chmod(0o640)

    desk.review.decide(desk.id_of(OWNER), AddPhrasing("mill-hurt"))
    desk.review.decide(desk.id_of("what burned it down?"), AddPhrasing("mill-when"))

    assert desk.diff() == []
    assert further.read_text() == (
        "phrasings:\n"
        "  mill-when:\n"
        "    - when was it\n"
        "    - what burned it down?\n"
        "  mill-hurt:\n"
        "    - who owns the mill?\n"
    )
    assert further.stat().st_mode & 0o777 == 0o640


def test_article_without_facts_gets_its_first(desk: Desk) -> None:
    """An article that only its passages answered so far."""
    head = FACTS.partition("\nfacts:")[0]
    write_mill(desk.folder, head)
    decision = NewFact(
        OWNER, "Nobody.", ("Nobody was hurt, said fire chief Ada Berg.",), article="mill"
    )

    assert desk.review.decide(desk.id_of(OWNER), decision).kept
    assert desk.file.read_text().startswith(f"{head}\nfacts:\n  - id: owns-mill\n")
