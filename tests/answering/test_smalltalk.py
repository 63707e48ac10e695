"""Which messages are small talk, and which are not."""

from __future__ import annotations

import pytest

from bot.answering.smalltalk import small_talk


@pytest.mark.parametrize(
    ("message", "word"),
    [
        ("Hello!", "Hello! Ask me"),
        ("thanks so much", "You are welcome!"),
        ("bye", "Goodbye!"),
        ("WHO ARE YOU?", "I am a bot"),
        ("hi hi", "Hello! Ask me"),
        ("ok, thanks then", "You are welcome!"),
    ],
)
def test_small_talk_has_a_friendly_word_of_its_own(message: str, word: str) -> None:
    """Case, punctuation, fillers and repetition make no difference."""
    reply = small_talk(message)
    assert reply is not None
    assert reply.startswith(word)


@pytest.mark.parametrize(
    "message",
    [
        "",
        "?!",
        "hello, who led the round?",
        "thanks, and when?",
        "who are the founders",
        "hello " * 1000 + "who led it",
    ],
)
def test_what_asks_or_says_nothing_is_no_small_talk(message: str) -> None:
    """Only a whole message counts, so a greeting before a question does no harm."""
    assert small_talk(message) is None
