"""Questions that lean on what was said before."""

from __future__ import annotations

import pytest

from bot.answering.conversation import Conversation
from bot.answering.followup import CARRIED, carried, completed, leaning, less_repeated
from bot.matching.analyzer import Analyzer
from tests.answering.sample_matches import match, partners
from tests.builders import fact, not_stated

KNOWLEDGE = partners()
ANALYZER = Analyzer(KNOWLEDGE)
ABOUT_HONDA = Conversation("What does Honda contribute?", ("honda",))


def _leaning(question: str) -> float:
    return leaning(ANALYZER.read(question))


def test_questions_lean_by_how_little_they_say() -> None:
    """One without content leans most, then one that points back, then one that only opens so."""
    assert (
        _leaning("and when?")
        > _leaning("which chips does it contribute to the car?")
        > _leaning("and which chips contribute to the car?")
        > _leaning("which chips contribute to the car?")
        == 0
    )


def test_question_of_one_word_leans() -> None:
    """A single content word says little by itself."""
    assert _leaning("chips?") > 0


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


def test_what_was_just_shown_gives_way() -> None:
    """Of two equal matches, the entry not shown just before comes first, and the other says why."""
    shown, new = fact("shown"), not_stated("new")
    weighed = less_repeated([match(shown, 1.0), match(new, 1.0)], ["shown"])
    assert [each.entry.id for each in weighed] == ["new", "shown"]
    assert weighed[1].reasons[-1].text == "was shown just before"
