"""A new article's folder is sound at once, and says nothing until its facts are written."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from bot.errors import KnowledgeError, ScaffoldError
from bot.knowledge.loader import load, read
from bot.knowledge.model import Fact
from bot.knowledge.scaffold import check_slug, clean, create, drafted, read_article

if TYPE_CHECKING:
    from pathlib import Path

TEXT = 'The lamp is lit. "At last: \\o/" says Ann.\nIt shines.'
DAY = dt.date(2024, 6, 1)


def _create(folder: Path) -> Path:
    return create(folder, "lamp", TEXT, 'The "lamp": lit #1', DAY)


def test_a_draft_loads_as_an_article_without_facts(tmp_path: Path) -> None:
    """So a bot that is running never answers with it."""
    path = _create(tmp_path / "knowledge")
    loaded = read(path.parent)
    assert loaded.problems == ()
    assert loaded.knowledge is not None
    (article,) = loaded.knowledge.articles
    assert (article.slug, article.title, article.published, article.text) == (
        "lamp",
        'The "lamp": lit #1',
        DAY,
        TEXT,
    )
    assert loaded.knowledge.entries == ()
    assert loaded.knowledge.expectations == ()


def test_taking_a_draft_out_of_comments_makes_facts(tmp_path: Path) -> None:
    """The question is proposed where it can be, the answer and the quote are the sentence."""
    path = _create(tmp_path) / "facts.yaml"
    top, drafts = path.read_text(encoding="utf-8").split("\nfacts:\n")
    drafts = drafts[: drafts.index("\n\n")].replace("# ", "")
    assert drafts.count("question:\n") == 2
    for number in (2, 3):
        drafts = drafts.replace("question:\n", f"question: Is it {number}?\n", 1)
    path.write_text(f"{top}\nfacts:\n{drafts}\n", encoding="utf-8")
    said = '"At last: \\o/" says Ann.'
    first, second, third = load(tmp_path).entries
    assert first.question == "Is the lamp lit?"
    assert second == Fact("lamp-2", "lamp", "Is it 2?", said, (), (said,))
    assert third.id == "lamp-3"


def test_live_drafts_answer_at_once(tmp_path: Path) -> None:
    """Those with a question; no two ask the same."""
    text = "The lamp is lit. The lamp is lit. It shines."
    create(tmp_path, "lamp", text, "Lamp", DAY, live=True)
    (fact,) = load(tmp_path).entries
    assert (fact.question, fact.answer) == ("Is the lamp lit?", "The lamp is lit.")


def test_headings_are_marked_and_no_fact_is_made_of_them(tmp_path: Path) -> None:
    """Nor of bylines, nor of the place that a report begins with."""
    (tmp_path / "story.txt").write_text(
        "Lamp lit at last\n\nBy Ann Poe\n\nOSLO (AP) — The lamp is lit.\n\nThe keeper\n\n"
        "He is Bo Li, and he is glad.\n"
    )
    text = read_article(tmp_path / "story.txt")
    assert text.splitlines() == [
        "## Lamp lit at last",
        "By Ann Poe",
        "OSLO (AP) — The lamp is lit.",
        "## The keeper",
        "He is Bo Li, and he is glad.",
    ]
    assert drafted(text) == ["The lamp is lit.", "He is Bo Li, and he is glad."]


def test_the_rest_of_the_draft_can_be_taken_out_of_comments(tmp_path: Path) -> None:
    """The synonyms and what is not stated are examples of what to write."""
    path = _create(tmp_path) / "facts.yaml"
    bare = "\n".join(
        line.removeprefix("# ")
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.startswith(("# synonyms", "# not_stated", "#   ")) or not line.startswith("#")
    )
    for number in range(3):
        bare = bare.replace("question:\n", f"question: What is {number}?\n", 1)
    path.write_text(bare.replace("answer:\n", "answer: It.\n"), encoding="utf-8")
    knowledge = load(tmp_path)
    assert knowledge.synonyms == (("CEO", "chief executive", "boss"),)
    assert [entry.id for entry in knowledge.entries] == [
        "lamp-1",
        "lamp-2",
        "lamp-3",
        "lamp-not-1",
    ]


@pytest.mark.parametrize("name", ["facts", "questions"])
def test_each_file_names_its_schema_in_its_first_line(tmp_path: Path, name: str) -> None:
    """By a path from where it stands."""
    path = _create(tmp_path)
    first = (path / f"{name}.yaml").read_text(encoding="utf-8").splitlines()[0]
    schema = first.removeprefix("# yaml-language-server: $schema=")
    assert (path / schema).is_file()
    assert schema.endswith(f"bot/knowledge/schema/{name}.schema.json")


def test_nothing_is_ever_overwritten(tmp_path: Path) -> None:
    """Not even an empty folder or a file."""
    (tmp_path / "lamp").mkdir()
    with pytest.raises(ScaffoldError, match=r"lamp is there already: choose another name\.$"):
        _create(tmp_path)
    assert list(tmp_path.rglob("*")) == [tmp_path / "lamp"]


@pytest.mark.parametrize(
    "slug", ["", "Lamp", "a b", "../a", ".a", "_a", "-a", "é", "a" * 41, "a\n"]
)
def test_a_name_that_ids_cannot_be_made_of_is_refused(tmp_path: Path, slug: str) -> None:
    """Ids begin with it."""
    with pytest.raises(ScaffoldError, match="cannot name a folder: use 1 to 40 of a-z, 0-9 and -"):
        check_slug(tmp_path, slug)
    check_slug(tmp_path, "a" * 40)


def test_a_folder_that_cannot_be_made_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    """Here a file stands where the knowledge folder should."""
    (tmp_path / "knowledge").touch()
    with pytest.raises(ScaffoldError, match="lamp cannot be made: Not a directory"):
        _create(tmp_path / "knowledge")
    assert list(tmp_path.iterdir()) == [tmp_path / "knowledge"]


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("One.\n\n\nTwo.\n", "One.\nTwo."),
        ("One.\nTwo.\nThree.", "One.\nTwo.\nThree."),
        (
            "A headline\n\nOne is\nwrapped at the\nmargin.\n\nTwo.",
            "A headline\nOne is wrapped at the margin.\nTwo.",
        ),
        (f"A headline\n{'long ' * 30}.\nTwo.", f"A headline\n{'long ' * 30}.\nTwo."),
        ("  One\u00a0 has\todd\u200b  space.  ", "One has odd space."),
        ("One.\x00\x1b[31m\fTwo\u00adfold.\ufeff", "One.[31m\nTwofold."),
        (" \n\n ", ""),
    ],
)
def test_text_is_cleaned_to_a_paragraph_a_line(text: str, cleaned: str) -> None:
    """Lines that were broken to fit a page are joined, and what cannot be seen goes."""
    assert clean(text) == cleaned


def test_an_article_is_read_from_any_place(tmp_path: Path) -> None:
    """With a byte order mark and Windows lines, too."""
    (tmp_path / "story.txt").write_bytes(b"\xef\xbb\xbfOne.\r\nTwo.\r\n")
    assert read_article(tmp_path / "story.txt") == "One.\nTwo."


def test_a_text_file_that_cannot_be_used_is_told(tmp_path: Path) -> None:
    """It may be missing, be no text, or be empty."""
    path = tmp_path / "story.txt"
    with pytest.raises(KnowledgeError, match=r"story\.txt:1:1: the file is missing; create it$"):
        read_article(path)
    path.write_bytes(b"caf\xe9")
    with pytest.raises(KnowledgeError, match=r"story\.txt:1:4: byte 0xe9 is not UTF-8"):
        read_article(path)
    path.write_bytes(b" \n")
    with pytest.raises(
        ScaffoldError, match=r"story\.txt holds no text: put the article into it\.$"
    ):
        read_article(path)
