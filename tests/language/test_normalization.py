"""Texts that count as the same are folded to the same."""

from __future__ import annotations

import pytest

from bot.language.normalization import one_line, phrasing_key, short, straight


@pytest.mark.parametrize(
    "phrasing", ["Who led it?", "who led it", " WHO \n led\tit ?!", "Who led it...", "who led it;"]
)
def test_phrasings_are_the_same_but_for_case_space_and_the_end(phrasing: str) -> None:
    """So they are found to stand twice."""
    assert phrasing_key(phrasing) == "who led it"


@pytest.mark.parametrize("phrasing", ["Who, led it", "Who’s led it", "Who led it)", "who-led it"])
def test_phrasings_differ_in_all_else(phrasing: str) -> None:
    """Punctuation inside of them is theirs."""
    assert phrasing_key(phrasing) != "who led it"


def test_white_space_of_any_kind_becomes_one_space() -> None:
    """A no-break space is white space too."""
    assert one_line(" a\u00a0\n\t b\u2003c ") == "a b c"


def test_curly_quotes_become_straight_and_nothing_else_changes() -> None:
    """Dashes and ellipses stay."""
    assert straight("“‘a’” – b…") == "\"'a'\" – b…"


def test_a_long_text_is_named_by_its_beginning() -> None:
    """On one line."""
    assert short("a\n" + "b" * 100, limit=10) == "a bbbbbbb…"
    assert short("a b", limit=3) == "a b"
