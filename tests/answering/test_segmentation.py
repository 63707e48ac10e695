"""Where a message may fall into several questions."""

from __future__ import annotations

import time

import pytest

from bot.answering.segmentation import MOST_PIECES, clauses, is_question, items, sentences


def test_each_sentence_that_asks_is_a_piece() -> None:
    """Two questions in a message are two pieces, in order."""
    assert sentences("Who led it? How much was raised?") == ["Who led it?", "How much was raised?"]


def test_each_line_that_asks_is_a_piece() -> None:
    """A line break parts questions as a full stop does."""
    assert sentences("who led it\nwhen was it") == ["who led it", "when was it"]


def test_lead_in_is_left_out() -> None:
    """A sentence that asks nothing is dropped where another one asks."""
    assert sentences("I read about the round. Who led it?") == ["Who led it?"]


def test_without_a_question_the_message_is_one_piece() -> None:
    """Where no sentence asks, the message stays whole, without the space around it."""
    assert sentences("  Lead investor. Round.  ") == ["Lead investor. Round."]


def test_initials_end_no_sentence() -> None:
    """The full stop of a short abbreviation does not part a question."""
    assert sentences("Who does Mr. Xu work for?") == ["Who does Mr. Xu work for?"]


def test_pieces_are_bounded() -> None:
    """However many questions a message asks, only so many are tried."""
    assert len(sentences("Who led it? " * 50)) == MOST_PIECES
    assert len(items("a and " * 50)) <= MOST_PIECES + 1
    assert len(clauses("who led it and " * 50)) <= MOST_PIECES + 1


@pytest.mark.parametrize("text", ["led by whom?", "who led it", "and when", "is it old", "name it"])
def test_question_is_told_by_its_mark_or_its_opening(text: str) -> None:
    """A sentence asks that ends in a question mark or opens as questions do."""
    assert is_question(text)


@pytest.mark.parametrize("text", ["", "lead investor", "I like whoever led it"])
def test_other_sentences_are_no_questions(text: str) -> None:
    """A sentence without the mark or the opening does not ask."""
    assert not is_question(text)


def test_clauses_are_parted_where_another_question_begins() -> None:
    """The word that joins two questions belongs to neither."""
    assert clauses("who led it and how much was raised") == ["who led it", "how much was raised"]


def test_clause_with_and_inside_stays_whole() -> None:
    """An "and" between nouns parts no clauses."""
    assert clauses("who are Xu and Li") == ["who are Xu and Li"]


def test_turning_to_something_is_no_question_of_its_own() -> None:
    """What is turned to with "what about" belongs to the question after it."""
    assert clauses("What about Honda, did they invest?") == ["What about Honda, did they invest?"]


def test_items_are_what_a_sentence_lists() -> None:
    """Commas and joining words part a list."""
    assert items("lead investor, date and amount") == ["lead investor", "date", "amount"]


def test_nothing_but_signs_is_no_piece() -> None:
    """Pieces without a letter or figure are left out."""
    assert items("amount, ?!, date") == ["amount", "date"]
    assert clauses("!!!") == []


def test_clause_that_asks_when_is_parted_from_one_after_and() -> None:
    """Only a mere comma makes it say when the rest happened."""
    sentence = "When was the mill built, and who built it?"
    assert clauses(sentence) == ["When was the mill built", "who built it?"]


def test_clauses_alike_keep_their_places() -> None:
    """What stands twice is not looked for at its first place again."""
    sentence = "what about A, who is B, who is B, and who is C"
    assert clauses(sentence) == ["what about A, who is B", "who is B", "who is C"]


@pytest.mark.parametrize(
    "unit",
    ["\n", " ", "\t\n", "a\n", ", ", "and ", ", and ", "a, ", "? ", "who ", "— ", "so, ,", "&"],
)
def test_4096_characters_of_any_shape_take_linear_time(unit: str) -> None:
    """A pattern that tried line ends over and over once took minutes for these."""
    message = f"a{unit * (4096 // len(unit))}b"
    start = time.perf_counter()
    for sentence in sentences(message):
        clauses(sentence)
        items(sentence)
    assert time.perf_counter() - start < 0.25
