"""``test --against`` shows old and new side by side, and fails where something right went wrong."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from bot.answering import answerer
from bot.cli import commands
from tests.fakes.answerer import LiteralAnswerer
from tests.mill import FACTS, write_mill

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def yesterday(mill_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The mill as it was, beside a journal that is off."""
    monkeypatch.setattr(answerer, "Answerer", LiteralAnswerer)
    monkeypatch.setenv("JOURNAL", "off")
    shutil.copytree(mill_folder, tmp_path / "yesterday")
    return tmp_path / "yesterday"


def test(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(commands, ["test", "--knowledge", str(folder), *arguments])


test.__test__ = False  # type: ignore[attr-defined]


def test_same_knowledge_is_well(mill_folder: Path, yesterday: Path) -> None:
    """No reply differs."""
    result = test(mill_folder, "--against", str(yesterday))

    assert result.exit_code == 0
    assert result.output == ("Of 8 questions, 0 get another reply: 0 gained, 0 lost, 0 changed.\n")


def test_loss_is_code_1(mill_folder: Path, yesterday: Path) -> None:
    """A phrasing that is gone was right before; an answer that reads otherwise is a change."""
    changed = FACTS.replace("      - injured people\n", "      - wounded people\n")
    write_mill(mill_folder, changed.replace("reckons with two million", "reckons with 2 million"))

    result = test(mill_folder, "--against", str(yesterday))

    assert result.exit_code == 1
    assert (
        "lost  injured people  (phrasings, expected mill-hurt)\n"
        "  old  answer | mill-hurt: Nobody was hurt, the fire chief said.\n"
        "  new  no_answer\n"
    ) in result.output
    assert "9 questions, 3 get another reply: 1 gained, 1 lost, 1 changed." in result.output

    told = json.loads(test(mill_folder, "--against", str(yesterday), "--json").output)
    assert (told["questions"], told["lost"]) == (9, 1)
    assert len(told["differences"]) == 3


@pytest.mark.parametrize(
    "arguments",
    [
        ("--against", "nowhere"),
        ("--against", ".", "--leave-one-out"),
        ("--leave-one-out", "mill"),
        ("brewery",),
    ],
)
@pytest.mark.usefixtures("yesterday")
def test_wrong_usage_is_code_2(mill_folder: Path, arguments: tuple[str, ...]) -> None:
    """A folder or an article that is not there, and options that go alone."""
    assert test(mill_folder, *arguments).exit_code == 2


def test_one_article_alone(mill_folder: Path, yesterday: Path) -> None:
    """Its questions are asked and no others."""
    (mill_folder / "mill" / "questions.yaml").write_text("- {ask: mill-when, expect: mill-when}\n")

    result = test(mill_folder, "mill")
    assert (result.exit_code, result.output) == (
        0,
        "1 of 1 questions led where they should: answer 1 of 1.\n",
    )
