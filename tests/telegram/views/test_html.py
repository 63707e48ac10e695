"""Blocks as HTML."""

from __future__ import annotations

import datetime as dt

from bot.knowledge.model import Article
from bot.telegram.views.html import Block, Span, Style, article_html, message_html, source
from tests.fakes.telegram import parse_html

DATE = dt.date(2020, 2, 29)


def test_spans_are_marked_in_their_order() -> None:
    """Links and bold stretches stand where their texts do, everything escaped."""
    block = Block("a < b & c, a", spans=(Span("b & c", "https://x.example/?a=1&b=2"), Span("a")))
    assert block.html() == (
        'a &lt; <a href="https://x.example/?a=1&amp;b=2">b &amp; c</a>, <b>a</b>'
    )


def test_span_that_was_cut_off_is_left_out() -> None:
    """Where a long text is cut, what was to be marked beyond it is not."""
    text = "It is so. " * 600 + "The end."
    shown, entities = parse_html(message_html([Block(text, spans=(Span("The end."),))]))
    assert entities == []
    assert "left out here" in shown


def test_quotes_have_a_margin_of_their_own() -> None:
    """Between blocks is an empty line, but for those beside a quote."""
    blocks = [Block("A."), Block("B.", Style.QUOTE), Block("C."), Block("D.")]
    assert parse_html(message_html(blocks))[0] == "A.\nB.\nC.\n\nD."


def test_names_of_another_direction_are_isolated() -> None:
    """A Hebrew title does not turn around the date behind it."""
    assert source(Article("a", "שלום", DATE, "")) == "\u2068שלום\u2069 · 29 February 2020"
    assert source(Article("a", "Hello", DATE, "")) == "Hello · 29 February 2020"


def test_article_with_a_link() -> None:
    """Where the original is known, the article's first message links to it."""
    (page,) = article_html(Article("a", "T", DATE, "Text.", "https://x.example/a"))
    text, entities = parse_html(page)
    assert text == "T\n29 February 2020 · Source\n\nText."
    assert ("a", "Source") in entities
