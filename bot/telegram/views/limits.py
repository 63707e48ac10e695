"""Fits texts to Telegram's limits, which count UTF-16 units after the HTML has been parsed."""

from __future__ import annotations

import re
import unicodedata
from itertools import takewhile
from typing import TYPE_CHECKING

from bot.telegram.text_length import MESSAGE_UNITS, prefix, units
from bot.telegram.views import texts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_NOT_SHOWN = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")
_TURNS = frozenset({"R", "AL", "AN", "RLE", "RLO", "RLI", "LRE", "LRO", "LRI", "FSI"})
_SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’)\]]*(?=\s)|\n")


def clean(text: str) -> str:
    """Return the text without what Telegram refuses: lone surrogates and control characters."""
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return _NOT_SHOWN.sub(" ", whole.replace("\r", "")).strip()


def isolated(text: str) -> str:
    """Return the text so that its direction does not turn the words around it.

    A Hebrew or Arabic name, or a mark that reverses text, is put between FSI and PDI (Unicode
    Standard Annex 9); all else stays as it is.
    """
    turns = any(unicodedata.bidirectional(character) in _TURNS for character in text)
    return f"\N{FIRST STRONG ISOLATE}{text}\N{POP DIRECTIONAL ISOLATE}" if turns else text


def shortened(text: str, limit: int) -> str:
    """Return the text, cut between words and with an ellipsis where it has over ``limit`` units."""
    text = " ".join(clean(text).split())
    if units(text) <= limit:
        return text
    head = prefix(text, limit - 1)
    space = head.rfind(" ")
    return (head[:space] if space > len(head) // 2 else head).rstrip() + "…"


def cut(text: str, limit: int) -> str:
    """Return the text, cut at a sentence's end where over ``limit`` units, saying how much is."""
    if units(text) <= limit:
        return text
    room = limit - units(texts.LEFT_OUT.format(count=units(text)))
    if room <= 0:
        return prefix(text, limit - 1) + "…"
    kept = _head(text, room).rstrip()
    return kept + texts.LEFT_OUT.format(count=units(text) - units(kept))


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


def pages(
    paragraphs: Sequence[str], limit: int = MESSAGE_UNITS, first: int = MESSAGE_UNITS
) -> Iterator[str]:
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


def _end(text: str, limit: int) -> int:
    """Return where to cut: after a sentence or else a word of the later half, or at the limit."""
    most = len(prefix(text, limit))
    ends = (match.end() for match in _SENTENCE_END.finditer(text))
    sentence = max(takewhile(lambda end: end <= most, ends), default=0)
    if sentence > most // 2:
        return sentence
    space = text.rfind(" ", most // 2, most)
    return space if space > 0 else most
