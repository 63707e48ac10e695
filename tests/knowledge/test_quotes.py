"""Quotes are found in the article, with white space and curly quotes folded and nothing else."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.quotes import MOST_HINTS, QuoteFinder

TEXT = "“It’s  ours,”\nsaid Ann — softly.  Bob\u00a0paid $2 million. Nobody else did!"


@pytest.mark.parametrize(
    ("quote", "piece"),
    [
        ('"It\'s ours," said Ann', "“It’s  ours,”\nsaid Ann"),
        ("“It‘s ours,„ said Ann", "“It’s  ours,”\nsaid Ann"),
        ("  Bob paid\n$2 million.  ", "Bob\u00a0paid $2 million."),
        ("Nobody else did!", "Nobody else did!"),
    ],
)
def test_a_quote_is_given_in_the_texts_own_characters(quote: str, piece: str) -> None:
    """White space and quotation marks may differ."""
    assert QuoteFinder(TEXT).find(quote) == piece


@pytest.mark.parametrize(
    "quote", ["bob paid", "Ann - softly", "Bob payed", "Nobody else did", "$2 million", "", "paid£"]
)
def test_nothing_else_may_differ(quote: str) -> None:
    """Neither case nor dashes nor letters; a part of a sentence is a quote as well."""
    found = QuoteFinder(TEXT).find(quote)
    assert found == (quote if quote and quote in TEXT else None)


WITHOUT_ACCENTS = st.characters(exclude_categories=["Mn", "Mc", "Me", "Cf", "Cs"])


@given(st.text(WITHOUT_ACCENTS, max_size=60), st.data())
def test_every_piece_of_a_text_is_found_in_it(text: str, data: st.DataObject) -> None:
    """As something that is the same when folded."""
    start = data.draw(st.integers(0, len(text)))
    piece = text[start : data.draw(st.integers(start, len(text)))]
    found = QuoteFinder(text).find(piece)
    if piece.strip():
        assert found is not None
        assert found in text
        assert QuoteFinder(found).find(piece) == found


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("The cafe\u0301 serves", "The caf\u00e9 serves"),
        ("The caf\u00e9 serves", "The cafe\u0301 serves"),
        ("The harbour", "The har\u00adbour"),
        ("The har\u00adbour", "The harbour"),
        ("well-known co-op", "well\u2011known co\u2010op"),
        ("1990\u20131995", "1990-1995"),
        ("\u201cYes\u2019s\u201d", '"Yes\'s"'),
        ("a\u00a0b", "a b"),
        ("o\ufb03ce", "office"),
        ("zero width", "zero\u200b width"),
    ],
)
def test_what_looks_the_same_is_the_same(quote: str, text: str) -> None:
    """However the characters are encoded; the article's own are given."""
    assert QuoteFinder(f"So: {text}.").find(quote) == text


@pytest.mark.parametrize(
    ("quote", "text"), [("cafe", "caf\u00e9"), ("cafe", "cafe\u0301"), ("a - b", "a \u2014 b")]
)
def test_what_looks_otherwise_is_another(quote: str, text: str) -> None:
    """A letter without its accent is not the letter, nor is a hyphen a dash."""
    assert QuoteFinder(f"So: {text}.").find(quote) is None


@pytest.mark.parametrize(
    ("quote", "near"),
    [
        ("Bob paid 3 million.", "Bob\u00a0paid $2 million."),
        ("Nobody did!", "Nobody else did!"),
        ("Bob paid $2 milion. Nobody els did!", "Bob\u00a0paid $2 million."),
        ("Ann, softly", "said Ann — softly."),
        ("The weather was fine in all of the country", None),
    ],
)
def test_the_sentence_that_was_meant_is_named(quote: str, near: str | None) -> None:
    """Whether the quote is a sentence with a slip, a piece of one, or more than one."""
    assert QuoteFinder(TEXT).near(quote) == near


def test_looking_for_what_was_meant_ends_when_much_is_wrong() -> None:
    """It takes long in a long article, so that it is bounded."""
    text = "\n".join(f"{number} {'word ' * 300}" for number in range(150))
    finder = QuoteFinder(text)
    start = time.process_time()
    hints = [finder.near("other " * 800) for _ in range(1_000)]
    assert time.process_time() - start < 10
    assert hints[MOST_HINTS:] == [None] * (1_000 - MOST_HINTS)
