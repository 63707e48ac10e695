"""Characters that are not seen are named and shown."""

from __future__ import annotations

from bot.knowledge.characters import name_of, spelt_out, turns_direction


def test_characters_are_called_by_name() -> None:
    """A tab, too, which Unicode gives none."""
    assert name_of("\t") == "a tab (U+0009)"
    assert name_of("\u00a0") == "a no-break space (U+00A0)"


def test_what_steers_a_terminal_is_spelt_out() -> None:
    """And nothing else: accents, emoji of several parts and no-break spaces stay."""
    assert spelt_out("a\u202eb\x1b[31m\n") == "a<U+202E>b<U+001B>[31m<U+000A>"
    assert spelt_out("é\u00a0👩\u200d🚀") == "é\u00a0👩\u200d🚀"


def test_marks_that_turn_the_text_are_found() -> None:
    """The first of them."""
    assert turns_direction("a\u2067b\u202e") == "\u2067"
    assert turns_direction("a\u200bb") == ""
