"""Greetings, thanks, remarks and the like: whole messages that are no question about an article."""

from __future__ import annotations

from functools import cache

from bot.answering.phrase_book import PhraseBook
from bot.language import en


def small_talk(message: str) -> str | None:
    """Return the friendly word for a message that is nothing but small talk; None for any other."""
    kind = small_talk_kind(message)
    return _book()[1][kind] if kind is not None else None


def small_talk_kind(message: str) -> str | None:
    """Return the kind of small talk that a message is: "greeting", "thanks", "assent", ..."""
    return _book()[0].kind(message)


@cache
def _book() -> tuple[PhraseBook, dict[str, str]]:
    data = en.read("smalltalk")
    replies = {kind: each["reply"] for kind, each in data.items() if kind != "fillers"}
    return PhraseBook.of(data), replies
