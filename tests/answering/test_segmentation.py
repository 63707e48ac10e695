"""The questions that a message asks."""

from __future__ import annotations

import time

import pytest

from bot.answering.segmentation import (
    LONGEST_QUESTION,
    MOST_QUESTIONS,
    is_question,
    items,
    segments,
)


def _clauses(message: str) -> list[str]:
    return [clause for sentence in segments(message).sentences for clause in sentence.clauses]


@pytest.mark.parametrize(
    ("message", "found"),
    [
        ("Who led it? How much was raised?", ["Who led it?", "How much was raised?"]),
        ("who led it?how much?", ["who led it?", "how much?"]),
        ("who led it\nwhen was it", ["who led it", "when was it"]),
        ("1. who led it\n2. when was it", ["who led it", "when was it"]),
        ("1) who led it 2) when was it", ["who led it", "when was it"]),
        ("1. mill cost 2. where is it", ["mill cost", "where is it"]),
        ("- lead investor\n- amount", ["lead investor", "amount"]),
        ("who led it. when was it. why", ["who led it.", "when was it.", "why"]),
        ("who led it and how much was raised", ["who led it", "how much was raised"]),
        ("who led it, how much, and when?", ["who led it", "how much", "when?"]),
        ("how much & from whom", ["how much", "from whom"]),
        ("Who owns it or when did they buy it?", ["Who owns it", "when did they buy it?"]),
        (
            "When was the mill built, and who built it?",
            ["When was the mill built", "who built it?"],
        ),
    ],
)
def test_several_questions_are_told_apart(message: str, found: list[str]) -> None:
    """By marks, lines, numbers, joining words and commas; a list's marks are no part of it."""
    assert _clauses(message) == found


@pytest.mark.parametrize(
    "message",
    [
        "Who does Mr. Xu work for?",
        "who are Xu and Li",
        "What about Honda, did they invest?",
        "When it broke the record, who said so?",
        "Which bank and which shop paid for it?",
        "is it open or is it closed?",
        "Who is the maker that sells chips and is based in Torvik?",
        "Ada Berg, the owner of the mill, sold it for $60 million.",
        "Lead investor. Round.",
        "hello",
    ],
)
def test_one_thing_stays_one(message: str) -> None:
    """Abbreviations, nouns, topics, subordinate and relative clauses, and statements."""
    assert _clauses(message) == [message]


@pytest.mark.parametrize(
    "message",
    ["I read about it. Who led it?", "i saw it on tv. Who led it?", "Wow! It is huge. Who led it?"],
)
def test_lead_in_is_no_question(message: str) -> None:
    """What asks nothing goes with the question after it, however short its words."""
    (sentence,) = segments(message).sentences
    assert sentence.text == "Who led it?"
    assert sentence.lead_in


def test_what_is_read_is_bounded() -> None:
    """The first questions are read, and what is left out is told."""
    found = segments("Who led it? " * 50)
    assert len(found.sentences) == MOST_QUESTIONS
    assert len(found.left_out) == 50 - MOST_QUESTIONS
    (sentence,) = segments("word " * 900).sentences
    assert len(sentence.text) <= LONGEST_QUESTION + 1


def test_long_first_question_is_read_in_any_case() -> None:
    """By both its ends."""
    found = segments(f"Who led {'the long ' * 150}round? When? {'Why? ' * 3}")
    assert found.sentences[0].text.startswith("Who led")
    assert found.sentences[0].text.endswith("round?")


@pytest.mark.parametrize("text", ["led by whom?", "who led it", "and when", "is it old", "name it"])
def test_question_is_told_by_its_mark_or_its_opening(text: str) -> None:
    """A sentence asks that ends in a question mark or opens as questions do."""
    assert is_question(text)


@pytest.mark.parametrize("text", ["", "lead investor", "I like whoever led it"])
def test_other_sentences_are_no_questions(text: str) -> None:
    """A sentence without the mark or the opening does not ask."""
    assert not is_question(text)


def test_items_are_what_a_short_list_names() -> None:
    """Commas and joining words part a list of keywords."""
    assert items("lead investor, date and amount") == ["lead investor", "date", "amount"]
    assert items("amount, ?!, date") == ["amount", "date"]


@pytest.mark.parametrize(
    "text",
    [
        "Ada Berg, the owner, sold the mill.",
        "Ada Berg, the owner of all, has sold the mill in May",
        "who, when and why",
        "investor",
    ],
)
def test_statement_is_no_list(text: str) -> None:
    """Neither what ends as a sentence, nor what has long items or asks."""
    assert items(text) == []


@pytest.mark.parametrize("message", ["", " \n ", "?!", "\u200b\u202e", "..."])
def test_there_is_always_a_sentence(message: str) -> None:
    """So that any message has a part."""
    assert len(segments(message).sentences) == 1


UNITS = ["\n", " ", "\t\n", "a\n", ", ", "and ", ", and ", "a, ", "? ", "who ", "— ", "so, ,", "&"]


@pytest.mark.parametrize("unit", [*UNITS, "so ", "1. ", ". ", "a.b ", "what about ", "\u2028", "("])
def test_4096_characters_of_any_shape_take_linear_time(unit: str) -> None:
    """A pattern that tried line ends over and over once took minutes for these."""
    message = f"a{unit * (4096 // len(unit))}b"
    start = time.process_time()
    for sentence in segments(message).sentences:
        items(sentence.text)
    assert time.process_time() - start < 0.1
