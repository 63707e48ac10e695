"""Fitting texts to limits that count UTF-16 units."""

from __future__ import annotations

import pytest

from bot.telegram.text_length import units
from bot.telegram.views.limits import cut, pages, share, shortened


def test_units() -> None:
    """What lies outside the basic plane counts twice."""
    assert units("aé文😀") == 5


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Who led it?", "Who led it?"),
        ("Who led the round?", "Who led the…"),
        ("Wholedtheroundinwhichyear?", "Wholedtherou…"),
        ("  Who\nled\t it? ", "Who led it?"),
        ("😀😀😀😀😀😀😀", "😀😀😀😀😀😀…"),
    ],
)
def test_shortened(text: str, shown: str) -> None:
    """A label is cut between words if it can be, within its limit."""
    assert shortened(text, 13) == shown
    assert units(shown) <= 13


def test_cut_ends_with_a_sentence() -> None:
    """A number's point ends no sentence, a quotation mark after a full stop belongs to it."""
    text = 'It took in 3.5 million. "Fine." ' + "Then it took 3.5 million more. " * 9
    shown = cut(text, 80)
    assert shown.startswith('It took in 3.5 million. "Fine." … (')
    assert shown.endswith(f"({len(text) - 31:,} more characters are left out here)")
    assert units(shown) <= 80


def test_cut_to_next_to_nothing() -> None:
    """Where there is no room for words on what is missing, an ellipsis stands for them."""
    assert cut("abcdefgh " * 20, 5) == "abcd…"


def test_share() -> None:
    """The room is shared so that short texts are whole and long ones equal."""
    assert share([10, 500, 500], 210) == 100
    assert share([10, 20], 210) == 210
    assert share([], 210) == 210


def test_pages_hold_whole_paragraphs() -> None:
    """Paragraphs are kept together as far as they fit, the first page being smaller."""
    assert list(pages(["aaa", "bbb", "ccc", "ddd"], limit=8, first=3)) == [
        "aaa",
        "bbb\n\nccc",
        "ddd",
    ]
