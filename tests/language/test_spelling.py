"""Correcting words to those that the knowledge has."""

from __future__ import annotations

import pytest

from bot.language.spelling import Speller

FREQUENCY = {"donation": 3, "director": 1, "dogs": 9, "cats": 2, "bank": 5, "the": 20, "lead": 4}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("donatoin", "donation"),
        ("donaton", "donation"),
        ("dgos", "dogs"),
        ("odgs", "dogs"),
        ("onation", "donation"),
        ("xdogs", "dogs"),
        ("hte", "the"),
        ("ban", "bank"),
    ],
)
def test_a_slip_is_corrected(typed: str, meant: str) -> None:
    """A letter left out, put in, swapped or mistaken; at the first letter, no mistaken one."""
    found = Speller(FREQUENCY).correct(typed)
    assert found is not None
    assert found[0] == meant
    assert 0.5 < found[1] < 1


@pytest.mark.parametrize("typed", ["hogs", "fats", "wank", "tha", "do", "x", "", "d0gs", "zebra"])
def test_another_word_is_left_alone(typed: str) -> None:
    """First letters are seldom mistaken, short words are near to too many, figures mean a lot."""
    assert Speller(FREQUENCY).correct(typed) is None


def test_of_two_words_equally_near_the_more_frequent_is_taken() -> None:
    """What is asked about more often is likelier to be meant."""
    assert Speller({"lead": 1, "load": 2}).correct("laod") == ("load", 0.75)
    assert Speller({"leads": 1, "loads": 2}).correct("lads") == ("loads", 0.8)


def test_the_nearness_falls_with_each_edit() -> None:
    """A word that took two edits says less than one that took one."""
    speller = Speller(FREQUENCY)
    one, two = speller.correct("directr"), speller.correct("dirctorr")
    assert one == ("director", 0.875)
    assert two == ("director", 0.75)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("leaddd", "lead"), ("thhheee", "the"), ("bannnk", "bank"), ("zzzebra", None)],
)
def test_letters_repeated_for_emphasis_are_squeezed(typed: str, meant: str | None) -> None:
    """To one or two, whichever makes a known word."""
    found = Speller(FREQUENCY).correct(typed)
    assert (found and found[0]) == meant
