"""Greetings, thanks and the like: whole messages that are no question about an article."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from bot.language import en
from bot.language.tokenizer import words

if TYPE_CHECKING:
    from collections.abc import Iterator


def small_talk(message: str) -> str | None:
    """Return the friendly word for a message that is nothing but small talk; None for any other."""
    said = tuple(words(message))
    if len(said) > _longest():
        return None
    replies, fillers = _phrases()
    return next((replies[core] for core in _cores(said, fillers) if core in replies), None)


@cache
def _phrases() -> tuple[dict[tuple[str, ...], str], tuple[tuple[str, ...], ...]]:
    """Read the data: the reply for each phrase in words, and the fillers, the longest first."""
    data = en.read("smalltalk")
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


def _cores(
    said: tuple[str, ...], fillers: tuple[tuple[str, ...], ...]
) -> Iterator[tuple[str, ...]]:
    """Yield what is left with fewer and fewer fillers at the ends, and "hi" for "hi hi"."""
    found = [said[:1] if len(set(said)) == 1 else said]
    for core in found:
        yield core
        for filler in fillers:
            ends = (
                (core[: -len(filler)], core[-len(filler) :]),
                (core[len(filler) :], core[: len(filler)]),
            )
            found += (left for left, end in ends if end == filler and left and left not in found)
