"""Follow-ups put into questions of their own."""

from __future__ import annotations

import pytest

from bot.answering.completion import completed_text, corrected_request


def _is_name(word: str) -> bool:
    return word in ("Fenbank", "Nordbank", "Ada", "Berg")


@pytest.mark.parametrize(
    ("before", "follow_up", "completed"),
    [
        ("who bought the mill?", "and how much was it?", "how much was the mill?"),
        ("who bought the mill?", "when?", "when bought the mill?"),
        ("Who bought the mill?", "who else?", "who else bought the mill?"),
        ("Who bought the mill?", "who else wanted it?", "who else wanted the mill?"),
        ("How much will the mill cost?", "where is it", "where is the mill?"),
        (
            "who will it house (the mill)?",
            "in which city?",
            "in which city will it house (the mill)?",
        ),
        ("When does the mill want to open?", "By whom?", "By whom does the mill want to open?"),
        ("Which bank paid for the roof?", "and which shop?", "which shop paid for the roof?"),
        ("What did Ada do with Fenbank?", "And with Nordbank?", "What did Ada do with Nordbank?"),
        ("Is Fenbank a donor?", "what about Nordbank?", "Is Nordbank a donor?"),
        ("Is Fenbank a donor?", "no, I meant Nordbank", "Is Nordbank a donor?"),
        ("How much is the monthly pass?", "and the annual one?", "How much is the annual pass?"),
        ("Where is it on the box?", "and on the bag?", "Where is it on the bag?"),
        ("When is it open in May?", "and in July?", "When is it open in July?"),
        ("How many bikes were stolen?", "were they found?", "were bikes found?"),
        ("What does Fenbank want to build?", "does it pay for it?", "does Fenbank pay for it?"),
        ("Who runs the mill?", "and her deputy?", "Who runs the mill: her deputy?"),
    ],
)
def test_follow_up_reads_as_a_question_of_its_own(
    before: str, follow_up: str, completed: str
) -> None:
    """What it asks for, names or turns to takes the place of what was there."""
    assert completed_text(follow_up, before, "", _is_name) == completed


def test_person_is_who_the_answer_names() -> None:
    """ "He" and "she" are somebody, and no mill."""
    text = completed_text("where does she live?", "Who runs the mill?", "Ada Berg does.", _is_name)
    assert text == "where does Ada Berg live?"


def test_what_fits_no_rule_has_the_question_before_appended() -> None:
    """An encoder finds there what it is about."""
    text = completed_text("who said that?", "Why did the mill close?", "", _is_name)
    assert text == "who said that (the mill close)?"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("no, I meant Honda", "Honda"),
        ("sorry i meant the other bank?", "the other bank"),
        ("I was asking about May", "May"),
        ("what is meant by that?", None),
        ("no", None),
    ],
)
def test_correction_names_what_is_meant(typed: str, meant: str | None) -> None:
    """Whatever apologies stand before it."""
    assert corrected_request(typed) == meant


@pytest.mark.parametrize("text", ["", "?", "and", "who " * 100, "it " * 100, "\n"])
def test_nothing_that_can_be_typed_breaks_it(text: str) -> None:
    """Whatever stands before."""
    for before in ("", "?", text, "who led the round?"):
        assert isinstance(completed_text(text, before, "", _is_name), str)
