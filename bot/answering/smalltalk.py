"""Greetings, thanks and the like: whole messages that are no question about an article."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from bot.matching.text import words


def small_talk(message: str) -> str | None:
    """Return the friendly word for a message that is nothing but small talk; None for any other."""
    said = tuple(words(message))
    if len(said) > _longest():
        return None
    replies, fillers = _phrases()
    return replies.get(said) or (replies.get(_without(said, fillers)) if said else None)


@cache
def _phrases() -> tuple[dict[tuple[str, ...], str], tuple[tuple[str, ...], ...]]:
    """Read the data: the reply for each phrase in words, and the fillers, the longest first."""
    text = Path(__file__).with_name("smalltalk.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.load(text, Loader=yaml.CSafeLoader)
    fillers = [tuple(words(filler)) for filler in data.pop("fillers")]
    replies = {
        tuple(words(phrase)): kind["reply"] for kind in data.values() for phrase in kind["say"]
    }
    return replies, tuple(sorted(fillers, key=len, reverse=True))


@cache
def _longest() -> int:
    """Words of the longest phrase, with room for a few fillers."""
    replies, _ = _phrases()
    return max(map(len, replies)) + 4


def _without(said: tuple[str, ...], fillers: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    """Take the fillers off both ends, and "hi hi" for "hi"."""
    changed = True
    while changed and said:
        changed = False
        for filler in fillers:
            if said[-len(filler) :] == filler and said != filler:
                said, changed = said[: -len(filler)], True
            elif said[: len(filler)] == filler and said != filler:
                said, changed = said[len(filler) :], True
    return said[:1] if len(set(said)) == 1 else said
