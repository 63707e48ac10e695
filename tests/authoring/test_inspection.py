"""A knowledge folder is looked at as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.authoring.inspection import inspect
from tests.mill import FACTS, write_mill

if TYPE_CHECKING:
    from pathlib import Path


def test_a_sound_folder_has_warnings_in_file_order_and_its_coverage(mill_folder: Path) -> None:
    """Of the loader and of lint alike."""
    path = write_mill(mill_folder, FACTS.replace("- injured people", "- was anybody HURT"))
    inspection = inspect(mill_folder)
    assert not inspection.errors
    assert [(p.path, p.line, p.rule) for p in inspection.warnings] == [
        (path, 16, "few-phrasings"),
        (path, 20, "repeated-phrasing"),
    ]
    assert [covered.percent for covered in inspection.coverage] == [100]
    assert inspection.answerer is not None


def test_a_broken_folder_has_its_errors_and_nothing_else(mill_folder: Path) -> None:
    """There is no knowledge to look at."""
    write_mill(mill_folder, FACTS.replace("Nobody was hurt, said", "Somebody was hurt, said"))
    inspection = inspect(mill_folder)
    assert [problem.rule for problem in inspection.errors] == ["quote"]
    assert inspection.answerer is None
    assert not inspection.coverage


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    """Not an exception: to find that out is what the command is for."""
    assert [p.path for p in inspect(tmp_path / "nowhere").errors] == [tmp_path / "nowhere"]


def test_one_article_can_be_looked_at_alone(mill_folder: Path) -> None:
    """With its own problems, even where another article is broken."""
    (mill_folder / "tower").mkdir()
    (mill_folder / "tower" / "facts.yaml").write_text("facts: []\n")
    assert [problem.path.parent.name for problem in inspect(mill_folder).errors] == ["tower"]
    alone = inspect(mill_folder, ["mill"])
    assert not alone.errors
    assert [covered.article for covered in alone.coverage] == ["mill"]
    assert inspect(mill_folder, ["tower"]).errors
