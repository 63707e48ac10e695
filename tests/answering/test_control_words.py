"""Words that steer a chat."""

from __future__ import annotations

import pytest

from bot.answering.control_words import control_word


@pytest.mark.parametrize(
    ("typed", "asks_for"),
    [
        ("Menu", "topics"),
        ("/start", "start"),
        ("cancel!", "cancel"),
        ("show the article", "article"),
    ],
)
def test_control_word_is_a_whole_message(typed: str, asks_for: str) -> None:
    """With or without the slash."""
    assert control_word(typed) == asks_for


@pytest.mark.parametrize("typed", ["", "what is on the menu", "start of the round"])
def test_in_a_question_they_are_words(typed: str) -> None:
    """Nothing is steered by asking."""
    assert control_word(typed) is None
