"""``test`` asks the knowledge's own questions, or scores question sets."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from bot.cli import commands
from tests.mill import FACTS, write_mill

if TYPE_CHECKING:
    from pathlib import Path

SET = (
    '{"id": "q1", "kind": "answerable", "question": "so was anybody hurt at all?", '
    '"gold": ["Nobody was hurt, said fire chief Ada Berg."], "also": [], "must": ["nobody"]}\n'
    '{"id": "q2", "kind": "answerable", "question": "Was anybody HURT", '
    '"gold": ["Nobody was hurt, said fire chief Ada Berg."], "also": [], "must": ["nobody"]}\n'
    '{"id": "q3", "kind": "answerable", "question": "zzz qqq xxx", "gold": ["The old mill of '
    'Torvik burned down on Sunday night."], "also": [], "must": ["sunday|7"]}\n'
)


def _test(folder: Path, *options: str) -> Result:
    return CliRunner().invoke(commands, ["test", "--knowledge", str(folder), *options])


def _expect(folder: Path, *lines: str) -> Path:
    path = folder / "mill" / "questions.yaml"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.fixture
def questions(tmp_path: Path) -> str:
    """A set of two answerable questions beside one that stands in the knowledge."""
    path = tmp_path / "set.jsonl"
    path.write_text(SET, encoding="utf-8")
    return str(path)


def test_questions_that_lead_where_they_should_are_well(mill_folder: Path) -> None:
    """With the totals by outcome."""
    _expect(
        mill_folder,
        "- {ask: Was anybody hurt, expect: mill-hurt}",
        "- {ask: What caused the fire, expect: mill-cause}",
        "- {ask: zzz qqq xxx, expect: nothing}",
    )
    result = _test(mill_folder)
    assert result.output == (
        "3 of 3 questions led where they should: answer 1 of 1, not_stated 1 of 1, "
        "no_answer 1 of 1.\n"
    )
    assert result.exit_code == 0


def test_one_that_does_not_is_told_so_that_it_can_be_acted_on(mill_folder: Path) -> None:
    """Where it stands, what was expected, what came and why, with the evidence for it."""
    path = _expect(
        mill_folder,
        "- {ask: Was anybody hurt, expect: mill-hurt}",
        "- {ask: Was anybody hurt?, expect: mill-when}",
    )
    result = _test(mill_folder)
    assert result.exit_code == 1
    lines = result.output.splitlines()
    assert lines[:3] == [
        f"{path}:2:3: Was anybody hurt?",
        "  expected  answer: mill-when",
        "  came      answer: mill-hurt",
    ]
    assert lines[3].startswith("  why       ")
    assert any("mill-hurt: Was anybody hurt?" in line for line in lines)
    assert any("nearest phrasing: " in line for line in lines)
    assert lines[-1] == "1 of 2 questions led where they should: answer 1 of 2."


def test_json_holds_the_totals_and_what_failed(mill_folder: Path) -> None:
    """One object on one line."""
    path = _expect(mill_folder, "- {ask: Was anybody hurt?, expect: mill-when}")
    result = _test(mill_folder, "--json")
    assert result.exit_code == 1
    found = json.loads(result.output)
    (failure,) = found.pop("failures")
    assert found == {"questions": 1, "passed": 0, "outcomes": {"answer": {"passed": 0, "of": 1}}}
    assert failure["reply"]["question"] == "Was anybody hurt?"
    assert (failure["path"], failure["line"], failure["column"]) == (str(path), 1, 3)
    assert (failure["expect"], failure["wanted"]) == ("mill-when", "answer")


def test_without_questions_it_says_so_and_is_well(mill_folder: Path) -> None:
    """There is nothing that could fail."""
    result = _test(mill_folder)
    assert (
        result.output == "There is no questions.yaml with questions to ask; nothing was tested.\n"
    )
    assert result.exit_code == 0


def test_a_set_is_scored_by_kind(mill_folder: Path, questions: str) -> None:
    """What stands in the knowledge word for word is left out and counted; figures do not fail."""
    result = _test(mill_folder, "--set", questions)
    assert result.exit_code == 0
    assert [" ".join(line.split()) for line in result.output.splitlines()] == [
        "all kinds: handled as they should be 1 of 2 50.0 %",
        "answerable: right 1 of 2 50.0 %",
        "answerable: right or among the choices 1 of 2 50.0 %",
        "answerable: wrong answer given 0 of 2 0.0 %",
        "Left out, as they stand in the knowledge word for word: 1 answerable.",
    ]


def test_several_sets_count_as_one(mill_folder: Path, questions: str) -> None:
    """So that the figures of all come in one table."""
    result = _test(mill_folder, "--set", questions, "--set", questions)
    assert "2 of 4" in result.output


def test_failures_lists_what_went_wrong(mill_folder: Path, questions: str) -> None:
    """With what came, why, and what was wanted."""
    result = _test(mill_folder, "--set", questions, "--failures")
    _, told = result.output.split("\n\n")
    lines = told.splitlines()
    assert lines[:2] == ["q3 (answerable): zzz qqq xxx", "  missed"]
    assert lines[2].startswith("  came  no_answer: ")
    assert lines[-2:] == [
        "  gold  The old mill of Torvik burned down on Sunday night.",
        "  must  sunday|7",
    ]


def test_a_set_as_json_holds_figures_and_failures(mill_folder: Path, questions: str) -> None:
    """One object on one line."""
    found = json.loads(_test(mill_folder, "--set", questions, "--json").output)
    assert found["figures"][1] == {
        "name": "answerable: right",
        "count": 1,
        "of": 2,
        "percent": 50.0,
    }
    assert found["left_out"] == {"answerable": 1}
    assert [(f["id"], f["verdict"], f["reply"]["outcome"]) for f in found["failures"]] == [
        ("q3", "missed", "no_answer")
    ]


def test_a_set_that_is_not_there_is_wrong_usage(mill_folder: Path) -> None:
    """As any file that an option names."""
    result = _test(mill_folder, "--set", "nowhere.jsonl")
    assert result.exit_code == 2
    assert "'nowhere.jsonl' does not exist" in result.output


def test_leave_one_out_counts_the_phrasings_that_are_found_without_themselves(
    mill_folder: Path,
) -> None:
    """Of all entries with several, and by kind; what was lost is listed if asked for."""
    result = _test(mill_folder, "--leave-one-out", "--failures")
    assert result.exit_code == 0
    first, facts, gaps, *lost = result.output.splitlines()
    assert first.startswith("held out, all phrasings: found ")
    assert " of 5 " in facts
    assert " of 2 " in gaps
    assert all("  ->  mill-" in line for line in lost)
    found = json.loads(_test(mill_folder, "--leave-one-out", "--json").output)
    assert found["figures"][0]["of"] == 7
    assert len(found["failures"]) == len(lost)


def test_leave_one_out_of_knowledge_without_phrasings_says_so(mill_folder: Path) -> None:
    """As that of a new article is."""
    write_mill(mill_folder, FACTS.split("facts:", maxsplit=1)[0])
    result = _test(mill_folder, "--leave-one-out")
    assert result.output == "No entry has several phrasings; nothing was asked.\n"
    assert result.exit_code == 0


def test_a_set_and_leave_one_out_do_not_go_together(mill_folder: Path, questions: str) -> None:
    """They measure different things."""
    result = _test(mill_folder, "--leave-one-out", "--set", questions)
    assert result.exit_code == 2
    assert "--set, --leave-one-out and --against each go alone." in result.output


def test_a_broken_line_of_a_set_is_wrong_usage(mill_folder: Path, tmp_path: Path) -> None:
    """Said in a sentence with its place, and no traceback."""
    path = tmp_path / "broken.jsonl"
    path.write_text("{\n", encoding="utf-8")
    process = _process(mill_folder, "--set", str(path))
    _, told = process.communicate(timeout=20)
    assert process.returncode == 2
    assert told.startswith(f"{path}:1: no JSON: ")
    assert len(told.splitlines()) == 1


def test_watch_runs_again_on_save_and_ends_on_ctrl_c(mill_folder: Path) -> None:
    """Also after the knowledge was broken, which it tells."""
    _expect(mill_folder, "- {ask: Was anybody hurt, expect: mill-hurt}")
    process = _process(mill_folder, "--watch")
    assert process.stdout is not None
    assert process.stderr is not None
    try:
        assert process.stdout.readline().startswith("1 of 1 questions")
        assert process.stderr.readline() == f"Watching {mill_folder}; Ctrl-C ends it.\n"
        path = _expect(mill_folder, "- {ask: Was anybody hurt, expect: mill-hart}")
        assert process.stderr.readline().startswith(f"{path}:1:35: 'mill-hart' is no entry's id")
        assert process.stderr.readline().startswith("Watching ")
        _expect(mill_folder, "- {ask: Was anybody hurt, expect: mill-when}")
        assert process.stdout.readline().startswith(f"{path}:1:3: Was anybody hurt")
        while not process.stderr.readline().startswith("Watching "):
            assert process.poll() is None
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=10)
        assert process.returncode == 0
        assert "Traceback" not in told
    finally:
        process.kill()


def _process(folder: Path, *options: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "bot", "test", "--knowledge", str(folder), *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
