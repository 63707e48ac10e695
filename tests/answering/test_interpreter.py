"""Pieces of messages, by themselves and in a conversation."""

from __future__ import annotations

import pytest

from bot.answering.conversation import Conversation
from bot.answering.interpreter import Interpreter, as_read
from bot.matching.analyzer import Analyzer
from bot.matching.matcher import Matcher
from tests.answering.sample_matches import partners

KNOWLEDGE = partners()


@pytest.fixture(scope="module")
def interpreter() -> Interpreter:
    """An interpreter that knows two partners."""
    return Interpreter(KNOWLEDGE, Matcher(KNOWLEDGE))


def _talk() -> Conversation:
    return Conversation("What does Honda contribute to the car?", ("honda",))


def test_complete_question_is_read_by_itself(interpreter: Interpreter) -> None:
    """Whatever went before."""
    question = "What does Qualcomm contribute to the car?"
    assert interpreter.read(question, _talk()).read_as == question


def test_follow_up_is_read_as_a_question_of_its_own(interpreter: Interpreter) -> None:
    """What was typed is kept beside it."""
    reading = interpreter.read("and Qualcomm?", _talk())
    assert reading.read_as == "What does Qualcomm contribute to the car?"
    assert reading.asked == "and Qualcomm?"


def test_correction_takes_the_place_of_what_was_said(interpreter: Interpreter) -> None:
    """The question before is asked about what was meant."""
    reading = interpreter.read("no, I meant Qualcomm", _talk())
    assert reading.decision.match is not None
    assert reading.decision.match.entry.id == "qualcomm"


def test_lead_in_is_nearer_than_the_last_message(interpreter: Interpreter) -> None:
    """A question may point back within its own message."""
    reading = interpreter.read("what does it contribute?", _talk(), "I like Qualcomm.")
    assert reading.read_as == "I like Qualcomm. what does it contribute?"


def test_who_else_is_nobody_who_was_given(interpreter: Interpreter) -> None:
    """What was shown in any earlier answer is ruled out."""
    talk = _talk()
    talk.remember(talk.question, ("honda",))
    reading = interpreter.read("who else?", talk)
    assert reading.read_as == "who else does Honda contribute to the car?"
    assert [match.entry.id for match in reading.matches] == ["qualcomm"]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("what does Hnoda contribute?", "what does honda contribute?"),
        ("who paid the 600,000,000?", "who paid the 600 million?"),
        ("who paid 40m?", "who paid 40 million?"),
        ("Who built it in 2018?", "Who built it in 2018?"),
    ],
)
def test_slips_and_long_figures_are_read_as_texts_have_them(typed: str, read: str) -> None:
    """All else stays as it was typed."""
    assert as_read(typed, Analyzer(KNOWLEDGE).read(typed)) == read
