"""The word lists of English."""

from __future__ import annotations

from bot.language.english import english


def test_lists_hold_words_in_lower_case() -> None:
    """Every list is compared with words as the tokenizer reads them."""
    lists = english()
    assert "who" in lists.function_words
    assert ("what", "about") in lists.follow_up_openers
    assert lists.contractions["won't"] == ("will", "not")
    assert all(word == word.lower() for word in lists.function_words | lists.never_names)


def test_what_is_never_a_name_is_a_function_word() -> None:
    """The second list only takes away from the first."""
    assert english().never_names <= english().function_words
