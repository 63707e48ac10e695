"""Questions are proposed by simple patterns; where none fits, none is."""

from __future__ import annotations

import pytest

from bot.knowledge.draft_questions import draft_question, names_in


@pytest.mark.parametrize(
    ("sentence", "question"),
    [
        ("Alibaba led the round on its own.", "Who led the round on its own?"),
        ("Acme has raised $600 million.", "How much has Acme raised?"),
        ("A single room costs 78 euros a night.", "How much does a single room cost?"),
        ("The mill employs about 40 people.", "How many people does the mill employ?"),
        ("The museum opened on Monday.", "When did the museum open?"),
        ("The damage came to light in October.", "When did the damage come to light?"),
        ("Buses 4 and 9 will stop at the Corn Exchange.", "Where will buses 4 and 9 stop?"),
        ("The contractor is Brackwell Civil.", "Who is the contractor?"),
        ("Acme is a little-known firm.", "What is Acme?"),
        ("Smoking is forbidden in all rooms.", "Is smoking forbidden in all rooms?"),
        ("Weir, a postman, found a boy on Sunday.", "When did Weir find a boy?"),
        ("The firm planned a second mill.", "What did the firm plan?"),
        ("The town charges a tax.", "What does the town charge?"),
        ("Coffee before a visit is fine.", "Is coffee before a visit fine?"),
    ],
)
def test_a_question_is_proposed(sentence: str, question: str) -> None:
    """On who, how much, how many, when, where, what, or whether it is so."""
    assert draft_question(sentence, {"Weir"}) == question


@pytest.mark.parametrize(
    "sentence",
    [
        "",
        ".",
        "It rained.",
        '"Yes," she said.',
        "He paid.",
        "In January, it said so.",
        "No verb here",
    ],
)
def test_none_is_proposed_where_no_pattern_fits(sentence: str) -> None:
    """What a pronoun is about stands in another sentence."""
    assert draft_question(sentence) == ""


def test_a_name_keeps_its_capital() -> None:
    """Even one that is a word as well, if it has one inside of sentences too."""
    names = names_in("Weir said that Biscuit ran. He ran.")
    assert names == {"Biscuit"}
    assert draft_question("Biscuit is a mongrel.", names) == "What is Biscuit?"
