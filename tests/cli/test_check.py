"""``check`` finds everything at once and says by its exit code whether it is bad."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from bot.cli import commands
from tests.mill import FACTS, write_mill

if TYPE_CHECKING:
    from pathlib import Path

RICH = (
    FACTS.replace(
        "- injured people", "- injured people\n      - victims\n      - hurt\n      - dead"
    )
    .replace(
        "- date of the fire", "- date of the fire\n      - which night\n      - the mill's end"
    )
    .replace("repairs cost?", "repairs cost?\n    asked_as: [cost, price, crowns, repair bill]")
)


def _check(folder: Path, *options: str) -> Result:
    return CliRunner().invoke(commands, ["check", "--knowledge", str(folder), *options])


def test_sound_knowledge_with_nothing_to_note_is_well(mill_folder: Path) -> None:
    """Even under ``--strict``; its size and coverage are told."""
    write_mill(mill_folder, RICH)
    result = _check(mill_folder, "--strict")
    assert result.output == (
        "mill: 3 facts, 1 not stated, 17 phrasings; 3 of 3 sentences quoted (100 %)\n"
        "17 phrasings asked, to see where each leads\n"
        "0 errors, 0 warnings\n"
    )
    assert result.exit_code == 0


def test_warnings_are_told_and_fail_only_when_strict(mill_folder: Path) -> None:
    """Each on a line that editors know how to jump to."""
    path = write_mill(mill_folder, FACTS)
    result = _check(mill_folder)
    assert result.exit_code == 0
    assert result.output.splitlines()[0] == (
        f"{path}:16:9: warning: 2 facts of 3 have fewer than 3 ways of asking: mill-hurt, "
        "mill-cost; who asks otherwise may get sentences of the article and no answer, so add "
        "other ways under asked_as [few-phrasings]"
    )
    assert result.output.splitlines()[-1] == "0 errors, 1 warning"
    assert _check(mill_folder, "--strict").exit_code == 1


def test_errors_are_told_all_at_once_and_fail(mill_folder: Path) -> None:
    """As the contract has them: place, what is wrong, what would be right."""
    facts = FACTS.replace("burned down on Sunday", "fell down on Sunday")
    path = write_mill(mill_folder, facts.replace("see: [mill-when]", "see: [mill-wen]"))
    result = _check(mill_folder)
    assert result.exit_code == 1
    first, second, total = result.output.splitlines()
    assert first.startswith(f"{path}:15:9: the quote does not stand in the article; ")
    assert second == f"{path}:38:11: 'mill-wen' is no fact's id; did you mean 'mill-when'?"
    assert total == "2 errors, 0 warnings"


def test_a_folder_that_is_not_there_fails(tmp_path: Path) -> None:
    """With exit code 1, as what ``check`` found."""
    result = _check(tmp_path / "nowhere")
    assert result.exit_code == 1
    assert "1 error" in result.output


@pytest.mark.parametrize(
    ("options", "code", "ok"), [(["--json"], 0, True), (["--json", "--strict"], 1, False)]
)
def test_json_holds_it_all(mill_folder: Path, options: list[str], code: int, ok: bool) -> None:
    """One object on one line."""
    path = write_mill(mill_folder, FACTS)
    result = _check(mill_folder, *options)
    assert result.exit_code == code
    assert len(result.output.splitlines()) == 1
    found = json.loads(result.output)
    assert (found["ok"], found["errors"], found["warnings"]) == (ok, 0, 1)
    assert found["problems"][0] == {
        "path": str(path),
        "line": 16,
        "column": 9,
        "severity": "warning",
        "rule": "few-phrasings",
        "message": "2 facts of 3 have fewer than 3 ways of asking: mill-hurt, mill-cost; who asks "
        "otherwise may get sentences of the article and no answer, so add other ways under "
        "asked_as",
    }
    assert found["articles"] == [
        {
            "slug": "mill",
            "title": "Old mill of Torvik burns down",
            "facts": 3,
            "not_stated": 1,
            "phrasings": 8,
            "sentences": 3,
            "coverage": 100.0,
            "uncovered": [],
        }
    ]


def test_json_of_broken_knowledge_has_the_errors_alone(mill_folder: Path) -> None:
    """There are no articles to tell of."""
    write_mill(mill_folder, FACTS.replace("answer: Nobody", "anser: Nobody"))
    found = json.loads(_check(mill_folder, "--json").output)
    assert (found["ok"], found["articles"]) == (False, [])
    assert {problem["severity"] for problem in found["problems"]} == {"error"}


def test_html_writes_the_page_beside_the_other_output(mill_folder: Path, tmp_path: Path) -> None:
    """Whatever else is printed."""
    page = tmp_path / "report.html"
    result = _check(mill_folder, "--html", str(page))
    assert result.exit_code == 0
    assert result.output.endswith("0 errors, 1 warning\n")
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_html_that_cannot_be_written_is_wrong_usage(mill_folder: Path, tmp_path: Path) -> None:
    """Said in a sentence."""
    result = _check(mill_folder, "--html", str(tmp_path / "nowhere" / "report.html"))
    assert result.exit_code == 2
    assert "report.html cannot be written: No such file or directory." in result.output


@pytest.mark.parametrize(
    ("options", "title"),
    [(["--schema"], "facts.yaml"), (["--schema", "questions"], "questions.yaml")],
)
def test_schema_prints_a_schema_and_looks_at_nothing(
    tmp_path: Path, options: list[str], title: str
) -> None:
    """Of the facts, unless that of the questions is asked for."""
    result = _check(tmp_path / "nowhere", *options)
    assert result.exit_code == 0
    assert json.loads(result.output)["title"] == title


def test_one_article_can_be_checked_alone(mill_folder: Path) -> None:
    """Whatever is wrong in another."""
    write_mill(mill_folder, RICH)
    (mill_folder / "tower").mkdir()
    (mill_folder / "tower" / "facts.yaml").write_text("facts: []\n")
    assert _check(mill_folder, "mill").exit_code == 0
    assert _check(mill_folder, "tower").exit_code == 1
    assert _check(mill_folder).exit_code == 1


def test_an_article_that_there_is_not_is_wrong_usage(mill_folder: Path) -> None:
    """With the one that was meant."""
    result = _check(mill_folder, "mil")
    assert result.exit_code == 2
    assert f"{mill_folder} has no article 'mil': did you mean 'mill'?" in result.output


def test_nothing_that_steers_a_terminal_is_printed(mill_folder: Path) -> None:
    """Neither of a folder's name nor of what stands in the files."""
    folder = mill_folder / "a\u202eb\x1b[31m"
    folder.mkdir()
    (folder / "facts.yaml").write_text("facts: []\n\u202enope: 1\n", encoding="utf-8")
    output = _check(mill_folder).output
    assert "a<U+202E>b<U+001B>[31m" in output
    assert "stands in the key '\\u202enope'" in output
    assert not {"\u202e", "\x1b"} & set(output)
