"""Lengths and places in UTF-16 units."""

from __future__ import annotations

from bot.telegram.text_length import cut_out, prefix, units


def test_units() -> None:
    """Characters outside the basic plane count twice, halves of them once."""
    assert [units(text) for text in ("", "abc", "é", "😀", "\ud83d")] == [0, 3, 1, 2, 1]


def test_prefix_never_splits_a_character() -> None:
    """An emoji that does not fit whole is left out."""
    assert [prefix("a😀b", limit) for limit in (0, 1, 2, 3, 9)] == ["", "a", "a", "a😀", "a😀b"]


def test_cut_out() -> None:
    """Stretches are found by their units, whatever stands before them."""
    assert cut_out("😀 @a x @a", [(3, 2), (8, 2)]) == "😀   x  "
