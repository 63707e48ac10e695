"""The YAML files of a folder are merged, and each error names its file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.knowledge.loader import load, read
from tests.mill import FACTS, write_mill

if TYPE_CHECKING:
    from pathlib import Path

HEAD, REST = FACTS.split("facts:\n", maxsplit=1)


def _split(folder: Path, **files: str) -> Path:
    path = write_mill(folder, f"{HEAD}facts:\n{REST}")
    for name, text in files.items():
        path.with_name(f"{name}.yaml").write_text(text, encoding="utf-8")
    return path


def test_files_are_merged(tmp_path: Path) -> None:
    """Facts, synonyms and phrasings may stand in any of them; comments alone are fine."""
    _split(
        tmp_path,
        more="synonyms:\n  - [mill, works]\nphrasings:\n  mill-hurt: [victims, casualties]\n",
        others="not_stated:\n  - {id: mill-why, question: Why there?, answer: It does not say.}\n",
        empty="# nothing yet\n",
    )
    knowledge = load(tmp_path)
    assert knowledge.fact("mill-hurt").asked_as[-2:] == ("victims", "casualties")
    assert knowledge.entry("mill-why").stated is False
    assert knowledge.synonyms == (("mill", "works"),)


def test_every_phrasing_knows_the_file_that_it_stands_in(tmp_path: Path) -> None:
    """So that an editor, or the bot, finds it there."""
    path = _split(tmp_path, phrasings="phrasings:\n  mill-hurt:\n    - victims\n")
    *_, last = read(tmp_path).entries["mill-hurt"].phrasings
    assert last == (path.with_name("phrasings.yaml"), 3, 7)


def test_the_article_stands_in_one_file(tmp_path: Path) -> None:
    """A second one is told with the place of the first."""
    path = _split(tmp_path, zweite=HEAD)
    (problem,) = read(tmp_path).problems
    assert str(problem) == (
        f"{path.with_name('zweite.yaml')}:2:3: 'article' stands at {path}, line 2 already; keep it "
        "in one file"
    )


def test_former_ids_are_read_as_those_of_today(tmp_path: Path) -> None:
    """In what is expected, in what to see and for further phrasings."""
    facts = FACTS.replace("- id: mill-when", "- id: mill-day\n    formerly: [mill-when]")
    path = write_mill(tmp_path, facts)
    path.with_name("phrasings.yaml").write_text("phrasings: {mill-when: [which day]}\n")
    path.with_name("questions.yaml").write_text("- {ask: when, expect: mill-when}\n")
    knowledge = load(tmp_path)
    assert knowledge.expectations[0].expect == "mill-day"
    assert getattr(knowledge.entry("mill-cause"), "see", None) == ("mill-day",)
    assert knowledge.fact("mill-day").asked_as[-1] == "which day"


def test_a_list_where_keys_belong_is_told_to_be_questions(tmp_path: Path) -> None:
    """The file was given another name by mistake."""
    _split(tmp_path, Questions="- {ask: when, expect: mill-when}\n")
    (problem,) = read(tmp_path).problems
    assert problem.message.startswith("this is a list; put questions into questions.yaml")


def test_the_address_of_the_original_is_kept(tmp_path: Path) -> None:
    """It stands under answers."""
    write_mill(tmp_path, FACTS.replace("  text:", "  url: https://example.org/mill\n  text:"))
    assert load(tmp_path).articles[0].url == "https://example.org/mill"
