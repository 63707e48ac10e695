"""Stems of words."""

from __future__ import annotations

from bot.language.stemmer import Stemmer


def test_endings_make_no_difference() -> None:
    """Words of one stem are one, however often they are asked for."""
    stem = Stemmer()
    assert stem("leading") == stem("leads") == stem("lead") == "lead"
    assert stem("leading") == "lead"
