"""A knowledge folder is read as it was written, and everything in it knows where it stands."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.errors import KnowledgeError
from bot.knowledge.loader import load, read
from bot.knowledge.locations import Location
from bot.knowledge.model import Expectation, Fact, NotStated
from tests.mill import ARTICLE, FACTS, write_mill

if TYPE_CHECKING:
    from bot.knowledge.model import Knowledge

TYPED = ("no", "Yes", "on", "12:30", "2018-04-09", "010", "0x1F", "1e3", "1_000", ".5", "true")


def test_the_article_is_read_with_its_title_day_and_text(mill: Knowledge) -> None:
    """Its slug is the name of its folder."""
    (article,) = mill.articles
    assert article.slug == "mill"
    assert article.title == "Old mill of Torvik burns down"
    assert article.published == dt.date(2021, 3, 8)
    assert article.text == ARTICLE.rstrip()


def test_a_fact_is_read_with_all_that_it_has(mill: Knowledge) -> None:
    """What it may have and has not is empty or None."""
    assert mill.fact("mill-hurt") == Fact(
        id="mill-hurt",
        article="mill",
        question="Was anybody hurt?",
        answer="Nobody was hurt, the fire chief said.",
        asked_as=("injured people",),
        quotes=("Nobody was hurt, said fire chief Ada Berg.",),
        topic="The fire",
        note="The chief spoke on the day after.",
    )
    assert mill.fact("mill-cost").asked_as == ()
    assert mill.fact("mill-cost").note is None


def test_what_is_not_stated_is_read_after_the_facts(mill: Knowledge) -> None:
    """With what it says to see."""
    assert mill.entries[-1] == NotStated(
        id="mill-cause",
        article="mill",
        question="What caused the fire?",
        answer="The article does not say what set the mill on fire.",
        asked_as=("reason for the blaze",),
        see=("mill-when",),
    )


@pytest.mark.parametrize("typed", TYPED)
def test_a_scalar_stays_what_was_typed(tmp_path: Path, typed: str) -> None:
    """YAML would make a number, a date or a truth value of it."""
    write_mill(tmp_path, FACTS.replace("injured people", typed))
    assert load(tmp_path).fact("mill-hurt").asked_as == (typed,)


@pytest.mark.parametrize(
    "written",
    [
        "Nobody, said 'Ada'.",
        "'Nobody, said ''Ada''.'",
        "\"Nobody, said 'Ada'.\"",
        "Nobody,\n      said 'Ada'.",
        "|\n      Nobody,\n      said 'Ada'.",
        "|-\n      Nobody,\n\n      said 'Ada'.",
        ">\n      Nobody,\n      said 'Ada'.",
        ">+\n      Nobody,\n      said 'Ada'.\n\n",
        "\"Nobody, \\\n       said\\u0020'Ada'.\"",
    ],
)
def test_a_text_may_be_written_in_any_style(tmp_path: Path, written: str) -> None:
    """It is one line in the end, with a space for each run of white space."""
    write_mill(tmp_path, FACTS.replace("Nobody was hurt, the fire chief said.", written))
    assert load(tmp_path).fact("mill-hurt").answer == "Nobody, said 'Ada'."


def test_a_quote_has_the_articles_own_characters(tmp_path: Path) -> None:
    """However its white space and quotation marks were typed."""
    article = ARTICLE.replace("hurt, said fire chief", "“hurt’s”, said  fire chief")
    typed = """\"Nobody was \\"hurt's\\",\n        said fire chief Ada Berg.\""""
    path = write_mill(tmp_path, FACTS.replace("Nobody was hurt, said fire chief Ada Berg.", typed))
    path.with_name("article.txt").write_text(article, encoding="utf-8")
    quotes = load(tmp_path).fact("mill-hurt").quotes
    assert quotes == ("Nobody was “hurt’s”, said  fire chief Ada Berg.",)


def test_synonyms_and_questions_are_optional_and_read(mill_folder: Path) -> None:
    """An expectation knows the line that it stands on."""
    path = write_mill(mill_folder, "synonyms:\n  - [mill, old works]\n" + FACTS)
    questions = path.with_name("questions.yaml")
    questions.write_text("# 1\n- {ask: how so, expect: mill-cause}\n- {ask: x, expect: nothing}\n")
    knowledge = load(mill_folder)
    assert knowledge.synonyms == (("mill", "old works"),)
    assert knowledge.expectations == (
        Expectation("how so", "mill-cause", questions, 2, 3),
        Expectation("x", "nothing", questions, 3, 3),
    )


@pytest.mark.parametrize("facts", ["", "facts: []", "facts:", "facts:\n# - id: a\nnot_stated:"])
def test_an_article_may_have_no_facts_yet(tmp_path: Path, facts: str) -> None:
    """The key may be empty or missing."""
    write_mill(tmp_path, FACTS[: FACTS.index("facts:")] + facts)
    assert load(tmp_path).entries == ()


def test_optional_lists_may_be_left_empty(tmp_path: Path) -> None:
    """As they are while somebody is writing."""
    write_mill(tmp_path, FACTS.replace("    see: [mill-when]", "    see:"))
    assert load(tmp_path).entry("mill-cause") is not None


def test_a_byte_order_mark_and_windows_lines_are_nothing_to_note(tmp_path: Path) -> None:
    """Some editors write them."""
    path = write_mill(tmp_path)
    for file in (path, path.with_name("article.txt")):
        file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    assert load(tmp_path).articles[0].text == ARTICLE.rstrip()


def test_articles_are_read_by_name_and_hidden_folders_are_not(mill_folder: Path) -> None:
    """Nor are those whose names begin with an underscore."""
    for name in (".mill", "_mill"):
        write_mill(mill_folder).parent.rename(mill_folder / name)
    write_mill(mill_folder)
    write_mill(mill_folder / "x", FACTS.replace("mill-", "a-")).parent.rename(mill_folder / "a")
    (mill_folder / "x").rmdir()
    (mill_folder / "README.md").write_text("Not an article.")
    knowledge = load(mill_folder)
    assert [article.slug for article in knowledge.articles] == ["a", "mill"]
    assert knowledge.entries[0].article == "a"


def test_articles_may_share_phrasings(mill_folder: Path) -> None:
    """Two of them may well answer the same question."""
    path = write_mill(mill_folder / "x", FACTS.replace("mill-", "works-"))
    path.parent.rename(mill_folder / "works")
    (mill_folder / "x").rmdir()
    assert len(load(mill_folder).entries) == 8


def test_a_folder_without_facts_is_worth_a_warning(mill_folder: Path) -> None:
    """It may have been forgotten."""
    (mill_folder / "tower").mkdir()
    (problem,) = read(mill_folder).problems
    assert str(problem) == (
        f"{mill_folder}/tower:1:1: passed over, for it holds no facts.yaml; add one, or take the "
        "folder away"
    )
    assert not problem.fatal


@pytest.mark.parametrize("name", ["facts.yml", "Facts.YAML", "FACTS.YML"])
def test_a_file_with_another_ending_is_told_apart_from_none(mill_folder: Path, name: str) -> None:
    """It was surely meant to be read."""
    (mill_folder / "tower").mkdir()
    (mill_folder / "tower" / name).write_text(FACTS)
    (problem,) = read(mill_folder).problems
    assert str(problem) == (
        f"{mill_folder}/tower/{name}:1:1: not read, for its name must end in .yaml; "
        "rename it to 'facts.yaml'"
    )
    assert not problem.fatal


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("empty", "no article is here; put a folder with a facts.yaml into this one"),
        (
            "missing",
            "this is no folder to read (No such file or directory); name the one with the articles",
        ),
        ("file", "this is no folder to read (Not a directory); name the one with the articles"),
    ],
)
def test_a_folder_with_no_article_is_one_problem(tmp_path: Path, name: str, message: str) -> None:
    """Whatever the reason."""
    (tmp_path / "empty" / ".hidden").mkdir(parents=True)
    (tmp_path / "file").touch()
    with pytest.raises(KnowledgeError) as caught:
        load(tmp_path / name)
    assert str(caught.value) == f"{tmp_path / name}:1:1: {message}"


def test_reading_tells_where_everything_stands(mill_folder: Path) -> None:
    """For whoever finds problems in what the entries say."""
    path = mill_folder / "mill" / "facts.yaml"
    loaded = read(mill_folder)
    fact, gap = loaded.entries["mill-hurt"], loaded.entries["mill-cause"]
    assert (fact.entry, fact.id) == (Location(path, 16, 5), Location(path, 16, 9))
    assert fact.phrasings == (Location(path, 18, 15), Location(path, 20, 9))
    assert fact.answer == Location(path, 21, 13)
    assert fact.quotes == (Location(path, 23, 9),)
    assert fact.note == Location(path, 24, 11)
    assert gap.see == (Location(path, 38, 11),)
    assert gap.note is None
    assert loaded.articles == {"mill": Location(path, 2, 3)}
    assert loaded.texts == {"mill": Location(path.with_name("article.txt"))}


def test_problems_name_the_folder_as_it_was_given(
    mill_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A path that was relative stays so."""
    monkeypatch.chdir(mill_folder.parent)
    write_mill(mill_folder, "")
    with pytest.raises(KnowledgeError) as caught:
        load(Path("knowledge"))
    assert str(caught.value).startswith("knowledge/mill/facts.yaml:1:1: ")
