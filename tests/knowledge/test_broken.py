"""Each slip that can be made in a knowledge file is told with its place and what would be right."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.errors import KnowledgeError
from bot.knowledge.loader import load, read
from tests.knowledge.slips import SLIPS
from tests.mill import FACTS, write_mill

if TYPE_CHECKING:
    from pathlib import Path


def _said(folder: Path) -> list[str]:
    """Return the problems without the part of the path that all of them share."""
    with pytest.raises(KnowledgeError) as caught:
        load(folder)
    return [line.removeprefix(f"{folder / 'mill'}/") for line in str(caught.value).splitlines()]


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_in_the_facts_is_told_with_its_place(tmp_path: Path, slip: str) -> None:
    """And nothing else is said beside it."""
    good, bad, message = SLIPS[slip]
    assert good in FACTS
    write_mill(tmp_path, FACTS.replace(good, bad, 1))
    assert _said(tmp_path) == [f"facts.yaml:{message}"]


def test_all_the_errors_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    """In the order of the articles, the files and the lines."""
    slips = ("a date in words", "a quote with a slip", "a misspelt key", "a see with a slip")
    facts = FACTS
    for good, bad, _ in (SLIPS[slip] for slip in slips):
        facts = facts.replace(good, bad, 1)
    write_mill(tmp_path, facts)
    (tmp_path / "mill" / "questions.yaml").write_text("- {ask: who, expect: mill-who}\n")
    write_mill(tmp_path / "mill").parent.rename(tmp_path / "other")
    messages = [f"facts.yaml:{SLIPS[slip][2]}" for slip in slips]
    assert _said(tmp_path) == [
        *(messages[0], messages[2], messages[1], messages[3]),
        "questions.yaml:1:22: 'mill-who' is no entry's id; did you mean 'mill-when'?",
        *(
            f"{tmp_path}/other/facts.yaml:{line}:9: the id {entry!r} is taken at "
            f"{tmp_path}/mill/facts.yaml, line {line}; choose another"
            for entry, line in (
                ("mill-when", 7),
                ("mill-hurt", 16),
                ("mill-cost", 25),
                ("mill-cause", 33),
            )
        ),
    ]


@pytest.mark.parametrize(
    ("questions", "messages"),
    [
        (
            "- {ask: who, expect: mill-wen}",
            ["1:22: 'mill-wen' is no entry's id; did you mean 'mill-when'?"],
        ),
        (
            "- {ask: who, expected: nothing}",
            [
                "1:3: a question needs the key 'expect'; add it",
                "1:14: unknown key 'expected'; did you mean 'expect'?",
            ],
        ),
        ("- {ask: , expect: nothing}", ["1:9: 'ask' is empty; write its text"]),
        ("- who", ["1:3: a question is made of lines such as 'ask: …' (found a text)"]),
        (
            "ask: who",
            ["1:1: questions.yaml must be a list; begin each of its lines with '- ' (found keys)"],
        ),
        (
            "- ask: who\n  ask: what\n  expect: nothing",
            ["2:3: the key 'ask' stands twice, first on line 1; keep one"],
        ),
        (
            "- {ask: who",
            ["1:3: in the keys that open here a ',' or the closing '}' is missing; put it there"],
        ),
    ],
)
def test_a_slip_in_the_questions_is_told_with_its_place(
    mill_folder: Path, questions: str, messages: list[str]
) -> None:
    """As one in the facts is."""
    (mill_folder / "mill" / "questions.yaml").write_text(questions)
    assert _said(mill_folder) == [f"questions.yaml:{message}" for message in messages]


def test_a_phrasing_repeated_within_its_entry_is_a_warning(tmp_path: Path) -> None:
    """The knowledge can be used, and the place is told to whoever asks for it."""
    path = write_mill(tmp_path, FACTS.replace("- injured people", "- was anybody hurt"))
    load(tmp_path)
    (problem,) = read(tmp_path).problems
    assert not problem.fatal
    assert str(problem) == (
        f"{path}:20:9: 'was anybody hurt' also stands at line 18; keep one of the two"
    )


def test_a_file_that_is_no_yaml_leads_to_no_errors_about_what_it_defines(tmp_path: Path) -> None:
    """What others say to see may well stand in it."""
    write_mill(tmp_path, FACTS.replace("see: [mill-when]", "see: [broken-one]"))
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "facts.yaml").write_text("facts: [")
    with pytest.raises(KnowledgeError) as caught:
        load(tmp_path)
    assert len(caught.value.problems) == 1


def test_a_warning_does_not_stand_among_the_errors(tmp_path: Path) -> None:
    """``load`` raises what must be mended, and that alone."""
    facts = FACTS.replace("- injured people", "- was anybody hurt").replace("2021-03-08", "then")
    write_mill(tmp_path, facts)
    assert _said(tmp_path) == ["facts.yaml:3:14: 'then' is no date; write it as YYYY-MM-DD"]
