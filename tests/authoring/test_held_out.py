"""Entries that are taken for each other."""

from __future__ import annotations

import pytest

from bot.authoring.held_out import HeldOut, alike, held_out, most_confused
from bot.authoring.probing import Phrasing
from bot.knowledge.model import Knowledge
from bot.matching.analyzer import Analyzer
from tests.builders import article, fact


def _alike(first: str, second: str, *synonyms: tuple[str, ...]) -> list[tuple[str, str]]:
    entries = (fact("one", question=first), fact("two", question=second))
    text = "Then came Temasek, and with Temasek came Alibaba and its boss."
    knowledge = Knowledge((article(text),), entries, synonyms)
    return [(one.text, other.text) for one, other in alike(knowledge, Analyzer(knowledge))]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Who backed the round?", "who backs a round"),
        ("The boss of Alibaba", "Alibaba's boss"),
        ("What did Temasek pay?", "what did TEMASEK pay, please?"),
    ],
)
def test_the_same_words_read_alike(first: str, second: str) -> None:
    """Whatever their order, their form and the small words between them."""
    assert _alike(first, second) == [(second, first)]


def test_synonyms_read_alike() -> None:
    """The knowledge says itself that they count as the same."""
    assert _alike("Who is the CEO?", "Who is the boss?", ("CEO", "boss"))
    assert not _alike("Who is the CEO?", "Who is the boss?")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Who led the round?", "When was the round led?"),
        ("Did Alibaba back Temasek?", "Did Temasek back Alibaba?"),
        ("How much did it raise?", "Did it raise much?"),
    ],
)
def test_another_question_word_or_order_of_names_sets_apart(first: str, second: str) -> None:
    """Who did what to whom is another question the other way round."""
    assert not _alike(first, second)


def test_phrasings_of_one_entry_may_be_alike() -> None:
    """They are there to be."""
    entry = fact(question="Who led?", asked_as=("who leads",))
    knowledge = Knowledge((article(),), (entry,))
    assert not list(alike(knowledge, Analyzer(knowledge)))


def test_pairs_are_ranked_by_what_they_lose_to_each_other() -> None:
    """Either way counts, and what was found does not."""
    one, two, three = fact("one", asked_as=("b",)), fact("two"), fact("three")
    held = [
        HeldOut(Phrasing(three, 0), 50, one, 60),
        HeldOut(Phrasing(one, 0), 50, two, 60),
        HeldOut(Phrasing(two, 0), 50, one, 60),
        HeldOut(Phrasing(one, 1), 90, one, 90),
    ]
    first, second = most_confused(held)
    assert {entry.id for entry in first.entries} == {"one", "two"}
    assert first.lost == tuple(held[1:3])
    assert {entry.id for entry in second.entries} == {"one", "three"}


def test_every_phrasing_is_asked_without_itself(mill: Knowledge) -> None:
    """But for those that are their entry's only one: it would be gone."""
    asked = list(held_out(mill))
    several = [entry for entry in mill.entries if len(entry.phrasings) > 1]
    texts = [item.phrasing.text for item in asked]
    assert sorted(texts) == sorted(text for entry in several for text in entry.phrasings)
    assert all(0 <= item.score <= item.winning_score <= 100 for item in asked)
