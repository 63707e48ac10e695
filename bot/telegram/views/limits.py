"""Fits texts to Telegram's limits, which count UTF-16 units after the HTML has been parsed."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from telegram.constants import MessageLimit

from bot.telegram.views import texts as wording

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LIMIT = int(MessageLimit.MAX_TEXT_LENGTH)

_NOT_SHOWN = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")
_SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’)\]]*(?=\s)|\n")


def units(text: str) -> int:
    """Return the length of a text as Telegram counts it, in UTF-16 units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def clean(text: str) -> str:
    """Return the text without what Telegram refuses: lone surrogates and control characters."""
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return _NOT_SHOWN.sub(" ", whole.replace("\r", "")).strip()


def shortened(text: str, limit: int) -> str:
    """Return the text, cut between words and with an ellipsis where it has over ``limit`` units."""
    text = " ".join(clean(text).split())
    if units(text) <= limit:
        return text
    head = _prefix(text, limit - 1)
    space = head.rfind(" ")
    return (head[:space] if space > len(head) // 2 else head).rstrip() + "…"


def cut(text: str, limit: int) -> str:
    """Return the text, cut at a sentence's end where over ``limit`` units, saying how much is."""
    if units(text) <= limit:
        return text
    room = limit - units(wording.LEFT_OUT.format(count=units(text)))
    if room <= 0:
        return _prefix(text, limit - 1) + "…"
    kept = _head(text, room).rstrip()
    return kept + wording.LEFT_OUT.format(count=units(text) - units(kept))


def share(lengths: Sequence[int], room: int) -> int:
    """Return the greatest length to cut all texts to so that together they fit in ``room`` units.

    Short texts leave what they do not need to the long ones.
    """
    left = room
    for done, length in enumerate(sorted(lengths)):
        equal = left // (len(lengths) - done)
        if length > equal:
            return equal
        left -= length
    return room


def pages(paragraphs: Sequence[str], limit: int = LIMIT, first: int = LIMIT) -> Iterator[str]:
    """Yield the paragraphs as texts of at most ``limit`` units (the first one of ``first``).

    They are cut at the ends of paragraphs; only a paragraph over the limit is cut within, at the
    end of a sentence if it has one.
    """
    room, held = first, ""
    for piece in paragraphs:
        joined = f"{held}\n\n{piece}" if held else piece
        while units(joined) > room:
            head = held or _head(joined, room)
            yield head
            joined = joined[len(head) :].lstrip()
            room, held = limit, ""
        held = joined
    if held:
        yield held


def _head(text: str, limit: int) -> str:
    return text[: _end(text, limit)]


def _prefix(text: str, limit: int) -> str:
    """Return the longest beginning of at most ``limit`` units, never half of a character."""
    return text.encode("utf-16-le")[: 2 * max(limit, 0)].decode("utf-16-le", "ignore")


def _end(text: str, limit: int) -> int:
    """Return where to cut: after a sentence or else a word of the later half, or at the limit."""
    most = len(_prefix(text, limit))
    ends = (match.end() for match in _SENTENCE_END.finditer(text))
    sentence = max(takewhile(lambda end: end <= most, ends), default=0)
    if sentence > most // 2:
        return sentence
    space = text.rfind(" ", most // 2, most)
    return space if space > 0 else most
