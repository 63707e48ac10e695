"""Each warning stands at its place, says what is wrong, and says what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.authoring.coverage import coverage
from bot.authoring.lint import Lint
from bot.authoring.probing import Astray, Phrasing, Probed
from bot.knowledge.loader import read
from tests.mill import ARTICLE, FACTS, write_mill

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from bot.errors import Problem
    from bot.knowledge.model import Knowledge


def _lint(folder: Path, facts: str = FACTS, text: str = ARTICLE) -> tuple[Lint, Knowledge]:
    path = write_mill(folder, facts)
    path.with_name("article.txt").write_text(text, encoding="utf-8")
    loaded = read(folder)
    assert loaded.knowledge is not None, loaded.problems
    return Lint(loaded, loaded.knowledge, ["mill"]), loaded.knowledge


def _lines(problems: Iterable[Problem]) -> list[str]:
    found = list(problems)
    assert not any(problem.fatal for problem in found)
    return [f"{p.path.name}:{p.line}:{p.column}: {p.message} [{p.rule}]" for p in found]


def _astray(knowledge: Knowledge, *indexes: int) -> tuple[Astray, ...]:
    when, hurt = knowledge.entry("mill-when"), knowledge.entry("mill-hurt")
    return tuple(Astray(Phrasing(when, index), hurt, 91.4) for index in indexes)


def test_facts_with_few_phrasings_are_named_together(tmp_path: Path) -> None:
    """At the first one's id; what is not stated needs fewer."""
    lint, _ = _lint(tmp_path)
    assert _lines(lint.few_phrasings()) == [
        "facts.yaml:16:9: 2 facts of 3 have fewer than 3 ways of asking: mill-hurt, mill-cost; "
        "who asks otherwise may get sentences of the article and no answer, so add other ways "
        "under asked_as [few-phrasings]"
    ]


def test_sentences_that_no_fact_quotes_are_told_in_a_line(tmp_path: Path) -> None:
    """At the first of them in the article; headings and bylines are none."""
    text = f"## The fire\nBy Ann Poe\n{ARTICLE.rstrip()} It rained.\nIt hailed.\n"
    lint, knowledge = _lint(tmp_path, text=text)
    covered = [coverage(article, knowledge.facts) for article in knowledge.articles]
    assert _lines(lint.uncovered(covered)) == [
        "article.txt:5:60: 2 sentences of 5 are quoted by no fact, first: 'It rained.'; questions "
        "about them get the sentence alone, so write a fact for what readers will ask [uncovered]"
    ]


def test_an_article_without_facts_is_no_matter(tmp_path: Path) -> None:
    """Its sentences answer."""
    lint, knowledge = _lint(tmp_path, FACTS.split("facts:", maxsplit=1)[0])
    covered = [coverage(article, knowledge.facts) for article in knowledge.articles]
    assert _lines(lint.run(covered, Probed(), Probed())) == []


def test_an_answer_that_says_more_than_its_sources_is_named(tmp_path: Path) -> None:
    """With the numbers and names that nothing bears out."""
    facts = FACTS.replace("the fire chief said", "said Ada Berg and Ola Lie of the 12 men")
    facts = facts.replace("does not say what", "does not say what of 3 causes")
    lint, _ = _lint(tmp_path, facts)
    assert _lines(lint.unproven()) == [
        "facts.yaml:21:13: the answer says '12', 'Ola', 'Lie', which neither its quotes nor the "
        "title, the question or the resolved dates hold, so that readers must take it on trust; "
        "quote the sentence that does, or mend the answer [unproven]",
        "facts.yaml:37:13: the answer says '3', which neither the article nor the title, the "
        "question or the resolved dates hold, so that readers must take it on trust; quote the "
        "sentence that does, or mend the answer [unproven]",
    ]


def test_a_fact_too_long_for_telegram_is_named(tmp_path: Path) -> None:
    """Its answer, note and quotes go in one message, counted as Telegram counts."""
    facts = FACTS.replace("The chief spoke on the day after.", f"So {'🔥' * 2020}")
    lint, _ = _lint(tmp_path, facts)
    assert _lines(lint.too_long()) == [
        "facts.yaml:21:13: answer, note and quotes have 4,126 characters and a message of Telegram "
        "holds 4,096, so that the end is cut off; shorten them [too-long]"
    ]


def test_more_quotes_than_are_shown_are_named(tmp_path: Path) -> None:
    """Counted in sentences."""
    quotes = "".join(f"      - Line {number}. It is.\n" for number in (1, 2))
    facts = FACTS.replace("    quotes:\n", f"    quotes:\n{quotes}", 1)
    lint, _ = _lint(tmp_path, facts, f"{ARTICLE}Line 1. It is.\nLine 2. It is.\n")
    assert _lines(lint.many_quotes()) == [
        "facts.yaml:15:9: 'mill-when' quotes 5 sentences and 3 are shown, so that the others prove "
        "nothing; keep those that prove the answer [many-quotes]"
    ]


def test_a_mark_that_turns_the_text_is_named(tmp_path: Path) -> None:
    """It is seen nowhere, and shows the text as another."""
    lint, _ = _lint(tmp_path, FACTS.replace("injured people", "injured \u202epeople"))
    assert _lines(lint.turned()) == [
        "facts.yaml:20:9: a right-to-left override (U+202E) stands here, unseen, and shows what "
        "follows in another order; take it out [direction]"
    ]


def test_phrasings_of_two_entries_that_read_alike_are_named(tmp_path: Path) -> None:
    """At the later one, with the line of the earlier; another order is another question."""
    lint, _ = _lint(tmp_path, FACTS.replace("injured people", "the dates of a fire, please"))
    assert _lines(lint.alike()) == [
        "facts.yaml:20:9: 'the dates of a fire, please' cannot be told from 'date of the fire' of "
        "'mill-when' (line 11), so that one of the two gets the other's answer; say what sets them "
        "apart, or keep one [alike]"
    ]


def test_a_phrasing_that_leads_to_another_entry_is_named(tmp_path: Path) -> None:
    """With what its asker gets."""
    lint, knowledge = _lint(tmp_path)
    assert _lines(lint.astray(Probed(8, _astray(knowledge, 1)))) == [
        "facts.yaml:11:9: who asks 'date of the fire' gets 'mill-hurt' (91) and not 'mill-when', "
        "under which it stands; move it there, or word it as only this entry is asked for [astray]"
    ]


def test_wrong_answers_to_what_is_not_listed_are_told_where_they_are_many(tmp_path: Path) -> None:
    """With the questions; one in twenty is normal."""
    lint, knowledge = _lint(tmp_path)
    assert _lines(lint.wrong_when_left_out(Probed(40, _astray(knowledge, 0, 1)))) == []
    assert _lines(lint.wrong_when_left_out(Probed(8, _astray(knowledge, 0, 1)))) == [
        "facts.yaml:7:9: of 8 phrasings asked as if they were not listed, 2 got a wrong answer: "
        "'When did the mill burn down?' gets 'mill-hurt', 'date of the fire' gets 'mill-hurt'; add "
        "phrasings like these to their facts, or join facts that answer the same [left-out]"
    ]
