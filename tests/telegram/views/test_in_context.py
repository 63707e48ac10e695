"""Quotes within their paragraphs."""

from __future__ import annotations

import datetime as dt

from bot.knowledge.model import Article, Fact, Knowledge
from bot.telegram.views.in_context import context_html
from bot.telegram.views.keyboards import name_hash
from tests.fakes.telegram import parse_html

TEXT = "One is here. Two is <there>. Three.\nFour stands alone."
ARTICLE = Article("a", "Title", dt.date(2020, 2, 29), TEXT)
FACT = Fact("f", "a", "Q?", "A.", quotes=("Two is <there>. Three.",))
KNOWLEDGE = Knowledge((ARTICLE,), (FACT,))


def test_quotes_are_bold_in_their_paragraphs() -> None:
    """A fact's quote and a sentence that no fact quotes are found, each in its paragraph."""
    hashes = name_hash("Four stands alone.") + name_hash(FACT.quotes[0])
    html = context_html(KNOWLEDGE, hashes)
    assert html is not None
    text, entities = parse_html(html)
    assert text == "One is here. Two is <there>. Three.\n\nFour stands alone."
    assert entities == [("b", "Two is <there>. Three."), ("b", "Four stands alone.")]


def test_paragraph_of_one_sentence_comes_with_its_neighbours() -> None:
    """Where a paragraph is the quote and no more, those beside it are the context."""
    article = Article("a", "T", dt.date(2020, 2, 29), "Zero.\nOne.\nTwo.\n\nThree.\nFour.")
    html = context_html(Knowledge((article,)), name_hash("Two."))
    assert html == "One.\n\n<b>Two.</b>\n\nThree."


def test_long_paragraph_is_shown_around_the_quote() -> None:
    """Of a very long paragraph the part around the quote is shown."""
    article = Article("a", "T", dt.date(2020, 2, 29), "Before. " * 900 + "Here. " + "After. " * 900)
    html = context_html(Knowledge((article,)), name_hash("Here."))
    assert html is not None
    text, entities = parse_html(html)
    assert text.startswith("…Before.")
    assert text.endswith("After.…")
    assert ("b", "Here.") in entities


def test_quote_that_is_gone() -> None:
    """What is no longer in any article is not shown."""
    assert context_html(KNOWLEDGE, name_hash("Gone.")) is None
