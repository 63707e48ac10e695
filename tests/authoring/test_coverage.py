"""Which sentences of an article are quoted, and by what."""

from __future__ import annotations

from bot.authoring.coverage import Coverage, coverage
from tests.builders import LED, RAISED, article, fact


def test_every_sentence_knows_the_facts_that_quote_it() -> None:
    """Whole, in a longer quote, or a piece of it; each fact once."""
    text = f"{LED} {RAISED}\nNobody asks about this."
    facts = [
        fact("lead", quotes=(LED, "The round was led")),
        fact("both", quotes=(f"{LED} {RAISED}",)),
    ]
    covered = coverage(article(text), facts)
    assert [sentence.quoted_by for sentence in covered.sentences] == [
        ("lead", "both"),
        ("both",),
        (),
    ]
    assert [sentence.text for sentence in covered.uncovered] == ["Nobody asks about this."]
    assert round(covered.percent, 1) == 66.7


def test_sentences_know_where_they_start() -> None:
    """So that an editor can be sent there, also where two are the same."""
    text = f"{RAISED} {RAISED}"
    assert [s.start for s in coverage(article(text), []).sentences] == [0, len(RAISED) + 1]


def test_another_articles_facts_do_not_count() -> None:
    """Even where it holds the same sentence."""
    other = fact()
    covered = coverage(article(LED), [type(other)("x", "other", "q", "a", quotes=(LED,))])
    assert covered.percent == 0


def test_an_empty_article_is_covered() -> None:
    """There is nothing left to quote."""
    assert Coverage("news", ()).percent == 100
