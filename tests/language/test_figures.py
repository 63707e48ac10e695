"""Amounts and dates in one form."""

from __future__ import annotations

import time

import pytest

from bot.language.figures import full_date, plain_number
from bot.language.tokenizer import words


@pytest.mark.parametrize(
    ("same", "read"),
    [
        (["$40 million", "$40,000,000", "US$40m", "40 million dollar"], "40 million dollar"),
        (["forty million", "40M", "40.000.000"], "40 million"),
        (["3.2bn", "3,200,000,000", "3,200 million"], "3.2 billion"),
        (["half a million", "500k", "500,000", "five hundred thousand"], "500000"),
        (["a hundred and twenty-five", "125", "one hundred twenty five"], "125"),
        (["two million five hundred thousand", "2.5m"], "2.5 million"),
        (["5,5", "5.5", "5.50"], "5.5"),
        (["4.2 per cent", "4.2%", "4,2 percent"], "4.2 percent"),
        (["9 April 2018", "April 9th, 2018", "09/04/2018", "2018-04-09"], "9 april 2018"),
        (["9 Apr", "the 9th of April", "ninth April"], "9 april"),
    ],
)
def test_what_is_the_same_reads_the_same(same: list[str], read: str) -> None:
    """However an amount or a date is written."""
    found = {" ".join(word for word in words(text) if word != "the") for text in same}
    assert found == {read}


@pytest.mark.parametrize(
    "text",
    [
        "that one",
        "1234567",
        "0800 555 0142",
        "in may 2018",
        "second to none",
    ],
)
def test_other_figures_are_left_as_they_are(text: str) -> None:
    """Codes, years and words that are no number by themselves."""
    assert words(text) == text.split()


def test_first_part_of_a_date_is_the_day_if_it_can_be() -> None:
    """Of 04/13/2018 it can't, and 31/31/2018 is no date."""
    assert full_date("04/13/2018") == ("13", "april", "2018")
    assert full_date("31/31/2018") is None
    assert full_date("1/2") is None


def test_ordinals_in_figures_read_as_words() -> None:
    """As far as there are words for them in the data."""
    assert [plain_number(typed) for typed in ("3rd", "21st", "1,000")] == ["third", "21st", "1000"]


@pytest.mark.parametrize("unit", ["9 april ", "million ", "two and ", "a ", "hundred and ", "1 "])
def test_4096_characters_of_figures_take_linear_time(unit: str) -> None:
    """Each number is read once."""
    start = time.perf_counter()
    words(unit * (4096 // len(unit)))
    assert time.perf_counter() - start < 0.25
