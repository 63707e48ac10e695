"""Splitting text into sentences; the abbreviations that it knows stand in ``sentences.yaml``."""

from __future__ import annotations

import re
from functools import cache

from bot.language import en

# End marks, what closes after them, white space, and what opens before the next word. Nothing is
# tried twice, so that a text of nothing but full stops takes no longer than another.
_END = re.compile(
    r"(?<![.!?…])[.!?…]++[\"'”’»)\]]*+(?P<gap>\s++)(?=[\"'“‘«(\[]*+(?P<next>[^\W_]++))"
)
_OPENING = "\"'“‘«(["
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")
_LONGEST_ABBREVIATION = 20


def sentences(text: str) -> list[str]:
    """Return the sentences of the text in order, each as it stands there; a line ends one."""
    return [sentence for line in text.splitlines() for sentence in _split(line.strip())]


def _split(line: str) -> list[str]:
    found, start = [], 0
    for at in _END.finditer(line):
        tail = line[max(start, at.start("gap") - _LONGEST_ABBREVIATION) : at.start("gap")]
        if _ends(tail, at["next"]):
            found.append(line[start : at.start("gap")])
            start = at.end("gap")
    return [*found, line[start:]] if line[start:] else found


def _ends(tail: str, following: str) -> bool:
    """Say whether a sentence with this tail is over, with this word after it."""
    if following[0].islower():
        return False
    if not tail.endswith("."):
        return True
    *before, last = tail.split()
    word = last[:-1].lstrip(_OPENING)
    is_list_number = word.isdecimal() and not before
    return not is_list_number and _ends_after(word, following)


def _ends_after(word: str, following: str) -> bool:
    words = _words()
    if word in words["never_end"]:
        return False
    if word in words["before_numbers"]:
        return not following[0].isdigit()
    if word in words["may_end"] or _INITIALS.fullmatch(word):
        return following in words["openers"]
    return True


@cache
def _words() -> dict[str, frozenset[str]]:
    return {name: frozenset(value.split()) for name, value in en.read("sentences").items()}
