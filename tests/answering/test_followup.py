"""Questions that lean on what was said before."""

from __future__ import annotations

import pytest

from bot.answering.conversation import Conversation
from bot.answering.followup import CARRIED, Leaning, carried, completed, leaning
from bot.matching.analyzer import Analyzer
from tests.answering.sample_matches import partners

KNOWLEDGE = partners()
ANALYZER = Analyzer(KNOWLEDGE)
ABOUT_HONDA = Conversation("What does Honda contribute?", ("honda",))


def _leaning(question: str) -> Leaning:
    return leaning(ANALYZER.read(question))


@pytest.mark.parametrize(
    "question",
    [
        "which chips does Honda contribute?",
        "so what does honda even do",
        "who contributed?",
        "tell me a joke",
        "what is this about?",
        "what is this article about",
        "is it true that Honda builds the body?",
        "is the car good?",
        "and what did Honda build?",
    ],
)
def test_complete_question_leans_on_nothing(question: str) -> None:
    """It has a verb and says what it is about."""
    assert _leaning(question) is Leaning.COMPLETE


@pytest.mark.parametrize(
    "question",
    [
        "which chips does it contribute to?",
        "and with Honda?",
        "what about Honda?",
        "in which car?",
        "the other car",
        "which car is one?",
        "and the body?",
        "who built that?",
    ],
)
def test_pronouns_openings_and_fragments_point_back(question: str) -> None:
    """They say part of what they ask."""
    assert _leaning(question) is Leaning.POINTS


@pytest.mark.parametrize(
    "question", ["and when?", "why?", "who else?", "how much was it?", "on what"]
)
def test_question_without_content_leans_wholly(question: str) -> None:
    """By itself it says nothing."""
    assert _leaning(question) is Leaning.WHOLLY


@pytest.mark.parametrize("question", ["chips?", "Honda", "body of car"])
def test_few_words_may_be_either(question: str) -> None:
    """A search, or a follow-up."""
    assert _leaning(question) is Leaning.LOOSE


def test_last_turn_hands_on_its_words_at_a_small_share() -> None:
    """What was asked, and what its entry is about, is handed on without the grammar."""
    terms = carried(ABOUT_HONDA, KNOWLEDGE, ANALYZER)
    assert {term.word for term in terms} == {"honda", "contribute", "car"}
    assert {term.share for term in terms} == {CARRIED}


@pytest.mark.parametrize(
    "talk", [Conversation(), Conversation("What about Honda?", ("gone-by-now",))]
)
def test_new_talk_and_entries_that_are_gone_hand_on_nothing(talk: Conversation) -> None:
    """Without an entry that is still known there is nothing to lean on."""
    assert carried(talk, KNOWLEDGE, ANALYZER) == []


def test_name_takes_the_place_of_the_name_before() -> None:
    """A follow-up with another name is completed with all but the old one."""
    before = carried(ABOUT_HONDA, KNOWLEDGE, ANALYZER)
    words = [term.word for term in completed(ANALYZER.read("and with Qualcomm?"), before)]
    assert "contribute" in words
    assert "honda" not in words


def test_without_a_name_the_one_before_is_kept() -> None:
    """A follow-up that names nobody is about whoever was named."""
    before = carried(ABOUT_HONDA, KNOWLEDGE, ANALYZER)
    words = [term.word for term in completed(ANALYZER.read("and the chips?"), before)]
    assert words.count("honda") == 1


def test_word_said_again_is_not_carried_as_well() -> None:
    """What the follow-up says itself counts once, and in full."""
    before = carried(ABOUT_HONDA, KNOWLEDGE, ANALYZER)
    found = completed(ANALYZER.read("does it contribute?"), before)
    assert [term.share for term in found if term.word == "contribute"] == [1]
