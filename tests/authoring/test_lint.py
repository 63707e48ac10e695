"""Each warning stands at its place, says what is wrong, and says what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.authoring.coverage import coverage
from bot.authoring.held_out import HeldOut, Phrasing
from bot.authoring.lint import Lint
from bot.knowledge.loader import read
from bot.matching.analyzer import Analyzer
from tests.mill import ARTICLE, FACTS, write_mill

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from bot.errors import Problem
    from bot.knowledge.model import Knowledge

WHEN, HURT = "date of the fire", "injured people"


def _lint(folder: Path, facts: str = FACTS, text: str = ARTICLE) -> tuple[Lint, Knowledge]:
    path = write_mill(folder, facts)
    path.with_name("article.txt").write_text(text, encoding="utf-8")
    loaded = read(folder)
    assert loaded.knowledge is not None, loaded.problems
    return Lint(loaded, loaded.knowledge), loaded.knowledge


def _lines(problems: Iterable[Problem]) -> list[str]:
    found = list(problems)
    assert not any(problem.fatal for problem in found)
    return [f"{p.path.name}:{p.line}:{p.column}: {p.message} [{p.rule}]" for p in found]


def _lost(knowledge: Knowledge, entry_id: str, *scores: tuple[int, float, float]) -> list[HeldOut]:
    winner = knowledge.entry("mill-hurt")
    entry = knowledge.entry(entry_id)
    return [HeldOut(Phrasing(entry, index), own, winner, best) for index, own, best in scores]


def test_an_article_without_facts_is_named(tmp_path: Path) -> None:
    """As a new one is, until its drafts are written."""
    lint, _ = _lint(tmp_path, FACTS.split("facts:", maxsplit=1)[0])
    assert _lines(lint.no_facts()) == [
        "facts.yaml:2:3: the article has no facts yet, so nothing in it is found; write the first "
        "one [no-facts]"
    ]


def test_a_fact_with_few_phrasings_is_named_at_its_id(tmp_path: Path) -> None:
    """What is not stated needs fewer: only facts are named."""
    lint, _ = _lint(tmp_path)
    assert _lines(lint.few_phrasings()) == [
        "facts.yaml:7:9: 'mill-when' has 3 phrasings; with fewer than 5 a fact is hard to find, "
        "add other ways to ask it [few-phrasings]",
        "facts.yaml:16:9: 'mill-hurt' has 2 phrasings; with fewer than 5 a fact is hard to find, "
        "add other ways to ask it [few-phrasings]",
        "facts.yaml:25:9: 'mill-cost' has 1 phrasing; with fewer than 5 a fact is hard to find, "
        "add other ways to ask it [few-phrasings]",
    ]


def test_a_sentence_that_no_fact_quotes_is_named_in_the_article(tmp_path: Path) -> None:
    """With its line and column there; a long one is shown by its beginning."""
    long = f"It {'very ' * 30}nearly took the barn."
    lint, knowledge = _lint(tmp_path, text=f"{ARTICLE.rstrip()} It rained.\n{long}\n")
    covered = [coverage(article, knowledge.facts) for article in knowledge.articles]
    assert _lines(lint.uncovered(covered)) == [
        "article.txt:3:60: no fact quotes this sentence: It rained. [uncovered]",
        f"article.txt:4:1: no fact quotes this sentence: {long[:79]}… [uncovered]",
    ]


def test_an_answer_that_says_more_than_its_sources_is_named(tmp_path: Path) -> None:
    """With the numbers and names that nothing bears out."""
    facts = FACTS.replace("the fire chief said", "said Ada Berg and Ola Lie of the 12 men")
    facts = facts.replace("does not say what", "does not say what of 3 causes")
    lint, _ = _lint(tmp_path, facts)
    assert _lines(lint.unproven()) == [
        "facts.yaml:21:13: the answer says '12', 'Ola', 'Lie', which neither its quotes nor the "
        "title, the question or the resolved dates hold; quote the sentence that does, or mend "
        "the answer [unproven]",
        "facts.yaml:37:13: the answer says '3', which neither the article nor the title, the "
        "question or the resolved dates hold; quote the sentence that does, or mend the answer "
        "[unproven]",
    ]


def test_a_fact_too_long_for_telegram_is_named(tmp_path: Path) -> None:
    """Its answer, note and quotes go in one message, counted as Telegram counts."""
    facts = FACTS.replace("The chief spoke on the day after.", f"So {'🔥' * 2020}")
    lint, _ = _lint(tmp_path, facts)
    assert _lines(lint.too_long()) == [
        "facts.yaml:21:13: answer, note and quotes have 4,126 characters; a message of Telegram "
        "holds 4,096, shorten them [too-long]"
    ]


def test_phrasings_of_two_entries_that_read_alike_are_named(tmp_path: Path) -> None:
    """At the later one, with the line of the earlier."""
    lint, knowledge = _lint(tmp_path, FACTS.replace(HURT, "the fire's date"))
    assert _lines(lint.alike(Analyzer(knowledge))) == [
        "facts.yaml:20:9: \"the fire's date\" cannot be told from 'date of the fire' of "
        "'mill-when' (line 11); say what sets them apart, or keep one [alike]"
    ]


def test_an_entry_that_loses_many_phrasings_is_named_once(tmp_path: Path) -> None:
    """At the phrasing that is farthest away, with where they go."""
    lint, knowledge = _lint(tmp_path)
    held = _lost(knowledge, "mill-when", (0, 50, 75), (1, 30, 80), (2, 60, 65))
    assert _lines(lint.lost(held)) == [
        "facts.yaml:11:9: asked without being there, 2 of the 3 phrasings of 'mill-when' lead "
        "elsewhere (2 to 'mill-hurt'), farthest 'date of the fire' (80 against 30); add phrasings "
        "like it, or merge the entries [lost]"
    ]


def test_a_phrasing_that_looks_misplaced_is_named(tmp_path: Path) -> None:
    """It surely leads to the other entry, and has little to do with its own."""
    lint, knowledge = _lint(tmp_path)
    held = _lost(knowledge, "mill-when", (1, 2, 97))
    assert _lines(lint.misplaced(held)) == [
        "facts.yaml:11:9: asked without being there, 'date of the fire' leads to 'mill-hurt' (97) "
        "and not to 'mill-when' (2); move it there, or add phrasings like it here [misplaced]"
    ]
    assert not _lines(lint.lost(held))


def test_a_phrasing_lost_here_and_there_is_no_matter(tmp_path: Path) -> None:
    """One alone, or to an entry that would not be answered with, is normal in rich knowledge."""
    lint, knowledge = _lint(tmp_path)
    assert not _lines(lint.lost(_lost(knowledge, "mill-when", (1, 30, 90))))
    assert not _lines(lint.lost(_lost(knowledge, "mill-when", (0, 10, 60), (1, 2, 60))))
