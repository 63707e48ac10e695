"""Numbers and relative dates in texts, as the lint of answers reads them."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.language.numerals import numbers, numbers_in_words, resolved_dates

MONDAY = dt.date(2018, 4, 9)
THE_DAY = {"9", "april", "2018", "monday"}


def test_numbers_are_read_without_separators() -> None:
    """Signs of money, units and ordinals are no part of a number."""
    text = "$2.1 billion, 400,000 pounds, the 3rd of 92-year-olds. In 2030."
    assert numbers(text) == ["2.1", "400000", "3", "92", "2030"]


def test_numbers_in_words_are_read_as_digits() -> None:
    """Cardinals and ordinals alike, whatever their case."""
    assert numbers_in_words("The third of Twelve, no more") == {"3", "12"}


def test_the_day_of_publication_is_always_known() -> None:
    """An answer may date what the article tells as news."""
    assert resolved_dates("nothing relative", MONDAY) == THE_DAY


@pytest.mark.parametrize(
    ("text", "resolved"),
    [
        ("It got money in July last year.", {"2017"}),
        ("In January, it said so.", {"2018"}),
        ("It was built in December.", {"2017"}),
        ("Qualcomm joined last year", {"2017"}),
        ("it opens next year", {"2019"}),
        ("last month it closed", {"march", "2018"}),
        ("It closed yesterday", {"8", "april", "2018", "sunday"}),
        ("he said on Friday", {"6", "13", "april", "2018", "friday"}),
        ("it began three years ago", {"2015"}),
        ("it began 20 years ago", {"1998"}),
        ("two months ago", {"february", "2018"}),
        ("the mayor marched", set()),
        ("last week", {"2", "april", "2018", "monday"}),
        ("99999999 days ago", set()),
    ],
)
def test_relative_dates_are_counted_from_publication(text: str, resolved: set[str]) -> None:
    """Years, months and days come as the words an answer would use."""
    assert resolved_dates(text, MONDAY) - THE_DAY == resolved - THE_DAY


@pytest.mark.parametrize("day", [dt.date.min, dt.date.max])
@pytest.mark.parametrize("text", ["last week on Friday", "9 months ago", f"{'9' * 5000} days ago"])
def test_the_ends_of_the_calendar_do_no_harm(day: dt.date, text: str) -> None:
    """Whatever an article is dated, and however long ago it says things were."""
    assert str(day.year) in resolved_dates(text, day)
