"""Finds the figures of a question that an article may have to mention: sums, years, counts."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

from bot.language import en
from bot.language.english import english
from bot.language.figures import magnitude, number_words
from bot.language.tokenizer import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

FEWEST_COUNTED = 10
"""Counts below this ("the 2 founders") hardly ever make a question another one."""

_FIGURE = re.compile(
    r"(?<![\w.,:/])(?:(?:us)?[$€£¥] ?)?\d[\d.,]*+(?![:/]\d)(?:(?P<code>[a-z])(?!\w))?"
    r"(?: ?(?:k|m|mn|mln|b|bn|bln|tn|trn|thousand|million|billion|trillion)(?!\w))?"
    r"(?: ?(?:%|per ?cent(?!\w)))?",
    re.IGNORECASE,
)
_IN_WORDS = 8
"""Words of a number in words before its unit, at the most."""

_ENDS = re.compile(r"(?<![.,])[.,]+$")
_NEXT = re.compile(r" ?([^\W\d_]+)")
_BEFORE = re.compile(r"(?<![^\W\d_])([^\W\d_]+)(?: the)?[ #]{0,2}$")
_SUPPOSED_BEFORE = re.compile(r"\ban? (?:[^\W\d_]+ ){1,3}(?:of|for|over|under|above|below|worth) $")
_BOUND_BEFORE = re.compile(
    r"\b(?:(?:more|less|fewer) than|at (?:least|most)|over|under|above|below|up to|beyond) [$€£¥]?$"
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure as it was typed, by its value.

    ``unit`` is the currency or "percent" that it has, or empty; ``spelled`` whether it is in
    millions or the like.
    """

    surface: str
    value: Decimal
    unit: str
    spelled: bool


@cache
def _lists() -> dict[str, frozenset[str]]:
    return {name: frozenset(value.split()) for name, value in en.read("entities").items()}


@cache
def _figure_in_words() -> re.Pattern[str]:
    number = "|".join(number_words())
    return re.compile(
        rf"(?<!\w)(?:(?:{number}|half an?|an?)[ -](?:and )?){{1,{_IN_WORDS}}}"
        r"(?:hundred|thousand|million|billion|trillion)(?!\w)",
        re.IGNORECASE,
    )


def values(read: Sequence[str]) -> Iterator[tuple[Decimal, bool]]:
    """Yield the values of the figures among words, and whether each has a "million" or the like."""
    for at, word in enumerate(read):
        if word[:1].isdigit() and word.replace(".", "", 1).isdecimal():
            unit = magnitude(read[at + 1]) if at + 1 < len(read) else None
            yield Decimal(word) * (unit or 1), unit is not None


def quantities(question: str) -> Iterator[Quantity]:
    """Yield the figures that a question takes for facts, in order.

    Left out are times and days, small counts, places in a list, and figures that the asker
    supposes: "can I pay 3,000 at once", "a transfer of 9,000".
    """
    if not _lists()["supposing"].isdisjoint(words(question)):
        return
    for found in chain(_FIGURE.finditer(question), _figure_in_words().finditer(question)):
        surface = _ENDS.sub("", found[0].strip())
        read = words(surface)
        for value, spelled in list(values(read))[:1]:
            unit = next((word for word in read if word in _lists()["units"]), "")
            quantity = Quantity(surface, value, unit, spelled)
            if not found.groupdict().get("code") and _is_stated(question, found, quantity):
                yield _with_noun(question, found.start() + len(surface), quantity)


def _is_stated(question: str, found: re.Match[str], quantity: Quantity) -> bool:
    before, after = question[max(0, found.start() - 60) : found.start()], question[found.end() :]
    last, following = _BEFORE.search(before), _NEXT.match(after)
    previous, following_word = (m[1].lower() if m else "" for m in (last, following))
    lists = _lists()
    if previous in lists["not_counted_before"] or following_word in lists["not_counted_after"]:
        return False
    if {previous, following_word} & lists["calendar"] and quantity.value <= 31:
        return False
    if _SUPPOSED_BEFORE.search(before) or _BOUND_BEFORE.search(before):
        return False
    if following_word in ("st", "nd", "rd", "th"):
        return False
    measured = quantity.unit or quantity.spelled or following_word in lists["units"]
    return bool(measured) or quantity.value >= FEWEST_COUNTED


def _with_noun(question: str, end: int, quantity: Quantity) -> Quantity:
    """Name a mere count with what is counted: "45 people"."""
    noun = _NEXT.match(question, end)
    counts = noun and noun[1].islower() and noun[1] not in english().function_words
    if not noun or not counts or (quantity.unit and noun[1] not in _lists()["units"]):
        return quantity
    return replace(quantity, surface=f"{quantity.surface} {noun[1]}")
