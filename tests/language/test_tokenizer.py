"""From a text to words: what counts as the same, and what is read apart."""

from __future__ import annotations

import time

import pytest

from bot.language.en import dictionary
from bot.language.tokenizer import (
    LONGEST_TEXT,
    names_like_function_words,
    words,
    words_of_all,
)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Who LED it?", ["who", "led", "it"]),
        ("café Ｎｏｒｄ", ["cafe", "nord"]),
        ("the U.S. and A.I.", ["the", "us", "and", "ai"]),
        ("e-commerce, R&D", ["ecommerce", "rd"]),
        ("NordBank’s gift", ["nordbank", "gift"]),
        ("face-to-face", ["face", "toface"]),
        ("the ro\u200bund\u00ad", ["the", "round"]),
    ],
)
def test_spelling_variants_read_the_same(text: str, read: list[str]) -> None:
    """Case, accents, width, dots of initials and possessive endings tell nothing apart."""
    assert words(text) == read


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("$600m", ["600", "million", "dollar"]),
        ("600M", ["600", "million"]),
        ("1.5bn", ["1.5", "billion"]),
        ("1,500", ["1500"]),
        ("3k 7%", ["3000", "7", "percent"]),
        ("5pm 4000km", ["5", "pm", "4000", "km"]),
    ],
)
def test_figures_are_read_with_their_units(text: str, read: list[str]) -> None:
    """A unit of money written short is the word for it; other letters after a figure are not."""
    assert words(text) == read


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("what's", ["what", "is"]),
        ("didn't", ["did", "not"]),
        ("can’t", ["can", "not"]),
        ("n't", ["nt"]),
    ],
)
def test_contractions_are_read_in_full(text: str, read: list[str]) -> None:
    """Whichever apostrophe they are written with."""
    assert words(text) == read


def test_a_text_is_read_as_its_pieces_are() -> None:
    """A long text is read in one go, a short one piece by piece; both read the same."""
    piece = "Who's the U.S. boss of e-commerce in R&D, didn't it cost $600m? "
    assert words(piece * 10) == words(piece) * 10


def test_what_goes_beyond_the_longest_text_is_not_read() -> None:
    """No message is longer, so nothing is lost."""
    assert words("word " * LONGEST_TEXT) == ["word"] * (LONGEST_TEXT // 5) + ["w"]


@pytest.mark.parametrize(
    "text",
    ["\N{DOG FACE}" * 4096, "שלום" * 1024, "\u0301" * 4096, "\x00\x07\u202e" * 1365, "1," * 2048],
    ids=["emoji", "right to left", "lone accents", "control characters", "figures"],
)
def test_any_4096_characters_are_read_quickly(text: str) -> None:
    """Nobody can hold the bot up by what they type."""
    words(text)
    start = time.perf_counter()
    words(text)
    assert time.perf_counter() - start < 0.1


def test_the_dictionary_has_common_words_in_lower_case() -> None:
    """A word that stands in it is no slip of the keyboard."""
    assert {"weather", "bicycle"} < dictionary()
    assert "nordbank" not in dictionary()


def test_many_texts_are_read_as_each_is_by_itself() -> None:
    """Each followed by the mark that was asked for."""
    texts = ["Who's there?", "", "the U.S. boss", "600m", "Who's there?"]
    expected = [word for text in texts for word in (*words(text), "|")]
    assert words_of_all(texts, "|") == expected


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("O'Neill's plan", ["oneill", "plan"]),
        ("D’Souza and L'Oréal", ["dsouza", "and", "loreal"]),
        ("C++ or C#?", ["c++", "or", "c#"]),
        ("room 7D, 21st floor", ["room", "7d", "21st", "floor"]),
        ("バス ハス", ["バス", "ハス"]),
        ("किताब", ["किताब"]),
    ],
)
def test_what_makes_a_name_is_kept(text: str, read: list[str]) -> None:
    """Apostrophes, signs and letters that belong to a name, and marks that tell words apart."""
    assert words(text) == read


NOTICE = ["The WHO paid. The US and U.S. firms agreed. Will May come? It is IT."]


def test_names_like_function_words_are_told_by_their_capitals() -> None:
    """Where a sentence begins, only capitals throughout tell a name."""
    assert names_like_function_words(NOTICE) == {"WHO", "US", "May", "IT"}
    assert names_like_function_words(["WHO PAID THE US?"]) == set()


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("What did the WHO's boss say?", ["what", "did", "the", "WHO", "boss", "say"]),
        ("Who is May?", ["who", "is", "May"]),
        ("u.s. firms", ["US", "firms"]),
        ("May we ask us?", ["may", "we", "ask", "us"]),
        ("WHO PAID?", ["who", "paid"]),
    ],
)
def test_known_names_keep_their_capitals(text: str, read: list[str]) -> None:
    """So that they are other words than the function words."""
    assert words(text, frozenset(("WHO", "May", "US"))) == read
