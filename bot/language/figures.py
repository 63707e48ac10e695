"""Amounts and dates in one form, however they are written.

"600,000,000", "600m" and "six hundred million" read "600 million"; "April 9th", "9 Apr" and
"09/04/2018" read "9 april" and "9 april 2018". What is round and a million or more keeps its
unit, as texts mostly have it; everything else is written in digits.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from bot.language import en

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

CURRENCIES = frozenset(("dollar", "euro", "pound", "yen"))
"""The words that currency signs read as; they are put after the amount, where the word stands."""

MOST_DECIMALS = 3
"""Decimals of an amount that still counts as round: 1.125 million, but 1234567."""

MOST_DIGITS = 18
"""Figures of more digits are codes, and left as they are."""

_THOUSANDS_BY_POINTS = re.compile(r"\d{1,3}(?:\.\d{3}){2,}")
_DECIMAL_COMMA = re.compile(r"\d+,\d{1,2}")
_ORDINAL = re.compile(r"(\d{1,4})(?:st|nd|rd|th)")
_NUMBER = re.compile(rf"(?!0\d)\d{{1,{MOST_DIGITS}}}(?:\.\d{{1,{MOST_DIGITS}}})?")
_DATE = re.compile(
    r"(?P<d>\d{1,2})[/.](?P<m>\d{1,2})[/.](?P<y>\d{4})\b|(?P<Y>\d{4})-(?P<M>\d{2})-(?P<D>\d{2})\b"
)
_MONTHS = tuple(name.lower() for name in calendar.month_name if name)


@dataclass(frozen=True, slots=True)
class _Numerals:
    """The words for numbers; ``units`` are the magnitudes from a million on, the largest first.

    ``months`` gives months in full, by their names in full and in short.
    """

    cardinals: dict[str, int]
    ordinals: dict[str, int]
    magnitudes: dict[str, int]
    units: tuple[tuple[str, int], ...]
    months: dict[str, str]
    begin: frozenset[str]


@cache
def _numerals() -> _Numerals:
    data = en.read("numerals")
    cardinals, ordinals, magnitudes = (
        {word: int(n) for word, n in data[name].items()}
        for name in ("cardinals", "ordinals", "magnitudes")
    )
    months = {**dict(zip(_MONTHS, _MONTHS, strict=True)), **data["months_in_short"]}
    units = tuple((word, n) for word, n in reversed(magnitudes.items()) if n >= 1_000_000)
    begin = frozenset((*cardinals, *ordinals, *months, *CURRENCIES, "per", "a", "an", "half"))
    return _Numerals(cardinals, ordinals, magnitudes, units, months, begin)


@cache
def _signs_of_figures() -> frozenset[str]:
    """Return the words without which, and without long figures, nothing has to be rewritten."""
    numerals = _numerals()
    found = {*numerals.cardinals, *numerals.magnitudes, *numerals.months, *CURRENCIES, "cent"}
    return frozenset(found - {"one"})


def magnitude(word: str) -> int | None:
    """Return what "thousand", "million" and the like multiply by; None for any other word."""
    return _numerals().magnitudes.get(word)


def number_words() -> frozenset[str]:
    """Return the words that numbers are written with: "six", "hundred", "million"."""
    return frozenset((*_numerals().cardinals, *_numerals().magnitudes))


def plain_number(typed: str) -> str:
    """Return a figure without separators of thousands, and with a point before its decimals."""
    if ordinal := _ORDINAL.fullmatch(typed):
        return _ordinal_words().get(int(ordinal[1]), typed)
    if _DECIMAL_COMMA.fullmatch(typed):
        typed = typed.replace(",", ".")
    elif _THOUSANDS_BY_POINTS.fullmatch(typed):
        typed = typed.replace(".", "")
    typed = typed.replace(",", "")
    return typed.rstrip("0").rstrip(".") if typed.count(".") == 1 else typed


@cache
def _ordinal_words() -> dict[int, str]:
    return {n: word for word, n in _numerals().ordinals.items()}


def full_date(typed: str) -> tuple[str, str, str] | None:
    """Return day, month and year of a date in figures, or None; of 09/04/2018 the day is 9."""
    found = _DATE.match(typed)
    if found is None:
        return None
    day, month = int(found["d"] or found["D"]), int(found["m"] or found["M"])
    if month > len(_MONTHS):
        day, month = month, day
    if not (1 <= month <= len(_MONTHS) and 1 <= day <= 31):
        return None
    return str(day), _MONTHS[month - 1], found["y"] or found["Y"]


def in_one_form(words: list[str]) -> list[str]:
    """Return the words of a text with the amounts and dates among them in one form."""
    if _signs_of_figures().isdisjoint(words) and not any(map(_is_long_figure, words)):
        return words
    found: list[str] = []
    at = 0
    begin = _numerals().begin
    while at < len(words):
        word = words[at]
        read = None
        if word in begin or word[:1].isdigit():
            read = _date(words, at) or _amount(words, at)
        rewritten, at = read or ((word,), at + 1)
        found += rewritten
    return found


def _is_long_figure(word: str) -> bool:
    return len(word) > len("999999") and word.isdecimal()


def _date(words: Sequence[str], at: int) -> tuple[Sequence[str], int] | None:
    """Read a day and its month, whichever stands first; return them and where they end."""
    months = _numerals().months
    following = words[at + 1] if at + 1 < len(words) else ""
    if (month := months.get(words[at])) is not None:
        day = _day_of_month(following)
        return ((day, month), at + 2) if day else None
    day = _day_of_month(words[at])
    if day and following == "of":
        at, following = at + 1, words[at + 2] if at + 2 < len(words) else ""
    return ((day, months[following]), at + 2) if day and following in months else None


def _day_of_month(word: str) -> str | None:
    number = _numerals().ordinals.get(word)
    if number is None:
        figure = _ORDINAL.fullmatch(word)
        digits = figure[1] if figure else word if word.isdecimal() else ""
        number = int(digits) if 0 < len(digits) <= len("31") else None
    return str(number) if number and number <= 31 else None


def _amount(words: Sequence[str], at: int) -> tuple[Sequence[str], int] | None:
    """Read a number with its unit, and a currency sign before it; return where it ends, too."""
    if words[at] == "per":
        return (("percent",), at + 2) if words[at + 1 : at + 2] == ["cent"] else None
    sign = (words[at],) if words[at] in CURRENCIES else ()
    number = _number(words, at + len(sign))
    return ((*number[0], *sign), number[1]) if number else None


def _number(words: Sequence[str], at: int) -> tuple[tuple[str, ...], int] | None:
    """Read a number in digits or words, and its unit."""
    magnitudes = _numerals().magnitudes
    word = words[at] if at < len(words) else ""
    if word == "half" and words[at + 1 : at + 2] in (["a"], ["an"]):
        unit = magnitudes.get(words[at + 2]) if at + 2 < len(words) else None
        return (_written(Decimal(unit) / 2), at + 3) if unit else None
    if word in ("a", "an", "one") and not (at + 1 < len(words) and words[at + 1] in magnitudes):
        return None
    if not (word in ("a", "an") or _value(word) is not None):
        return None
    value, end = _sum(words, at)
    return ((word,) if end == at + 1 and not _changes(word) else _written(value)), end


def _changes(word: str) -> bool:
    """Tell whether a figure by itself is written another way."""
    return not word[:1].isdigit() or _is_long_figure(word)


def _sum(words: Sequence[str], at: int) -> tuple[Decimal, int]:
    """Add up the words of a number: "two million five hundred thousand and twelve"."""
    numerals = _numerals()
    total, group = Decimal(0), _value(words[at]) or Decimal(1)
    room = _room_after(words[at])
    end = at + 1
    for place, word in _number_words(words, end):
        if (unit := numerals.magnitudes.get(word)) is not None:
            if unit == 100:
                group *= unit
            else:
                group, total = Decimal(0), total + group * unit if group else total * unit
            room = unit
        elif (value := _value(word)) is not None and value < room and not word.isdecimal():
            group += value
            room = _room_after(word)
        else:
            break
        end = place + 1
    return total + group, end


def _number_words(words: Sequence[str], start: int) -> Iterator[tuple[int, str]]:
    """Yield the words from here on with their places, without "and" within a number in words."""
    for place in range(start, len(words)):
        is_and = words[place] == "and" and words[place - 1] in _numerals().magnitudes
        if not (is_and and place + 1 < len(words) and words[place + 1] in _numerals().cardinals):
            yield place, words[place]


def _room_after(word: str) -> int:
    """Return below what a word must be to go on with this one: twenty may be followed by one."""
    value = _numerals().cardinals.get(word, 0)
    return 10 if value >= 20 else 0


def _value(word: str) -> Decimal | None:
    if word in _numerals().cardinals:
        return Decimal(_numerals().cardinals[word])
    return Decimal(word) if _NUMBER.fullmatch(word) else None


def _written(value: Decimal) -> tuple[str, ...]:
    """Write a number in digits; a round one from a million on with its unit."""
    for word, unit in _numerals().units:
        number = (value / unit).normalize()
        exponent = number.as_tuple().exponent
        if value >= unit and isinstance(exponent, int) and -exponent <= MOST_DECIMALS:
            return f"{number:f}", word
    return (f"{value.normalize():f}",)
