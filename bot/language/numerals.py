"""Numbers in words and relative dates, for holding what an answer claims against its quotes."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from bot.language import en

if TYPE_CHECKING:
    from collections.abc import Iterator

_NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
_AGO = re.compile(r"\b(\w{1,9}) (day|week|month|year)s? (?:ago|earlier|before)\b")


@dataclass(frozen=True, slots=True)
class _English:
    numbers: dict[str, int]
    relative: dict[str, dict[str, int]]


@cache
def _english() -> _English:
    data = en.read("numerals")
    relative = {
        unit: {phrase: int(n) for phrase, n in words.items()}
        for unit, words in data["relative"].items()
    }
    words = {**data["cardinals"], **data["ordinals"]}
    return _English({word: int(n) for word, n in words.items()}, relative)


def numbers(text: str) -> list[str]:
    """Return the numbers written in digits, without thousands separators, in order."""
    return [found.replace(",", "") for found in _NUMBER.findall(text)]


def numbers_in_words(text: str) -> set[str]:
    """Return in digits the numbers that are written as a single word, such as "third"."""
    known = _english().numbers
    return {str(known[word]) for word in re.findall(r"\w+", text.lower()) if word in known}


def resolved_dates(text: str, published: dt.date) -> set[str]:
    """Return the words and numbers that may stand for the text's relative dates.

    They are years and days in digits, months and weekdays in lower case. "July last year", said on
    9 April 2018, gives "2017"; the day of publication itself is always among them.
    """
    words = set(_day(published))
    for date in _dates(text.lower(), published):
        words.update(date)
    return words


def _dates(text: str, published: dt.date) -> Iterator[tuple[str, ...]]:
    english = _english()
    yield from _named_days_and_months(text, published)
    for count, unit in _AGO.findall(text):
        number = english.numbers.get(count) or int(count if count.isdecimal() else 0)
        yield _moved(published, unit, -number)
    for unit, phrases in english.relative.items():
        yield from (_moved(published, unit, by) for phrase, by in phrases.items() if phrase in text)


def _named_days_and_months(text: str, published: dt.date) -> Iterator[tuple[str, ...]]:
    words = set(re.findall(r"\w+", text))
    for number, name in enumerate(calendar.day_name):
        if name.lower() in words:
            past = (published.weekday() - number) % 7
            yield _moved(published, "day", -past)
            yield _moved(published, "day", 7 - past)
    for number, name in enumerate(calendar.month_name):
        if name.lower() in words:
            yield (str(published.year - (number > published.month)),)


def _moved(published: dt.date, unit: str, by: int) -> tuple[str, ...]:
    if unit == "year":
        return (str(published.year + by),)
    if unit == "month":
        year, month = divmod(published.year * 12 + published.month - 1 + by, 12)
        return (calendar.month_name[month + 1].lower(), str(year))
    try:
        return _day(published + dt.timedelta(days=by * (7 if unit == "week" else 1)))
    except OverflowError:
        return ()


def _day(date: dt.date) -> tuple[str, ...]:
    return (
        str(date.day),
        calendar.month_name[date.month].lower(),
        str(date.year),
        calendar.day_name[date.weekday()].lower(),
    )
