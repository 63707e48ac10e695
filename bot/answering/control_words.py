"""Words that steer a chat, typed without a slash: "menu", "start", "cancel"."""

from __future__ import annotations

from functools import cache

from bot.answering.phrase_book import PhraseBook
from bot.language import en


def control_word(text: str) -> str | None:
    """Return what a message that is nothing but a control word asks for; None for any other.

    That is ``start``, ``topics``, ``article``, ``help`` or ``cancel``.
    """
    return _book().kind(text.strip().removeprefix("/"))


@cache
def _book() -> PhraseBook:
    return PhraseBook(en.read("control_words"))
