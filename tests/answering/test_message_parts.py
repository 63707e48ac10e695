"""Messages read as the questions that they ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.answering.conversation import Conversation
from bot.answering.interpreter import Interpreter
from bot.answering.message_parts import MessageParts
from bot.answering.segmentation import segments
from bot.matching.matcher import Matcher
from tests.answering.sample_matches import partners

if TYPE_CHECKING:
    from bot.knowledge.model import Knowledge


def _read(message: str, knowledge: Knowledge) -> list[tuple[str, str | None]]:
    parts = MessageParts(Interpreter(knowledge, Matcher(knowledge)))
    readings = parts.readings(segments(message).sentences, Conversation())
    matches = [(reading.asked, reading.decision.match) for reading in readings]
    return [(asked, match.entry.id if match else None) for asked, match in matches]


def test_each_question_is_read_in_the_order_asked(mill: Knowledge) -> None:
    """A sentence that asks two things has two parts."""
    message = "Was anybody hurt, and what will the repairs cost? When did it burn?"
    assert [found for _, found in _read(message, mill)] == ["mill-hurt", "mill-cost", "mill-when"]


def test_part_that_leads_nowhere_keeps_its_place(mill: Knowledge) -> None:
    """No part is dropped without a word."""
    message = "Was anybody hurt and who is the king of Spain?"
    assert _read(message, mill) == [
        ("Was anybody hurt", "mill-hurt"),
        ("who is the king of Spain?", None),
    ]


def test_later_part_leans_on_an_earlier_one() -> None:
    """As if it had been a message of its own."""
    message = "What does Honda contribute to the car? And Qualcomm?"
    assert [found for _, found in _read(message, partners())] == ["honda", "qualcomm"]


@pytest.mark.parametrize("message", ["Was anybody hurt? Injured people?"])
def test_same_thing_asked_twice_is_read_once(message: str, mill: Knowledge) -> None:
    """Two ways of asking one thing in a message have one answer."""
    assert len(_read(message, mill)) == 1
