"""Messages made up of set phrases."""

from __future__ import annotations

import pytest

from bot.answering.phrase_book import MOST_WORDS, PhraseBook

BOOK = PhraseBook({"bye": ["see you"], "thanks": ["thanks", "ok"], "fun": ["haha"]}, ["so", "well"])


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ("See you!", "bye"),
        ("thanks, see you", "bye"),
        ("well, thanksss so", "thanks"),
        ("hahahaha loool", "fun"),
        ("haha ok", "thanks"),
        ("ok " * MOST_WORDS, "thanks"),
    ],
)
def test_kind_that_is_listed_first_decides(message: str, kind: str) -> None:
    """Fillers, repeated letters and laughter of any length make no difference."""
    assert BOOK.kind(message) == kind


@pytest.mark.parametrize(
    "message", ["", "so", "so well", "thanks who", "see", "ok " * (MOST_WORDS + 1), "?"]
)
def test_rest_that_is_no_phrase_makes_it_none(message: str) -> None:
    """Nor do fillers alone make a phrase."""
    assert BOOK.kind(message) is None
