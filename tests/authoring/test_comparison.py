"""Two states of the knowledge are told apart by what people would see."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from bot.authoring.comparison import Effect, Question, Source, compare, questions
from bot.authoring.side_effects import extended
from bot.knowledge.model import Expectation
from tests.fakes.answerer import LiteralAnswerer

if TYPE_CHECKING:
    from bot.knowledge.model import Knowledge


def test_tests_journal_and_phrasings_are_asked_once(mill: Knowledge) -> None:
    """A question that stands twice is judged by the tests, then the new knowledge."""
    test = Expectation("Date of the fire?", "nothing", Path("mill/questions.yaml"), 1, 1)
    old = extended(mill, {"mill-cost": ["how dear"]})
    asked = questions(old, replace(mill, expectations=(test,)), ["who owns it", "how DEAR"])

    assert asked[:3] == (
        Question("Date of the fire?", Source.TESTS, "nothing"),
        Question("who owns it", Source.JOURNAL),
        Question("how DEAR", Source.JOURNAL),
    )
    assert len({question.text.casefold().rstrip("?") for question in asked}) == len(asked)
    assert questions(old, mill, [], ["brewery"]) == ()


def test_gained_lost_and_changed(mill: Knowledge) -> None:
    """Only what differs is yielded, and judged by what was expected."""
    old = LiteralAnswerer(extended(mill, {"mill-cost": ["how dear"]}))
    new = LiteralAnswerer(extended(mill, {"mill-hurt": ["any wounded"]}))
    asked = [
        Question("how dear", Source.PHRASINGS, "mill-cost"),
        Question("any wounded", Source.PHRASINGS, "mill-hurt"),
        Question("any wounded", Source.JOURNAL),
        Question("any wounded", Source.TESTS, "gone"),
        Question("date of the fire", Source.PHRASINGS, "mill-when"),
    ]

    effects = [each and each.effect for each in compare(asked, old, new)]

    assert effects == [Effect.LOST, Effect.GAINED, Effect.CHANGED, Effect.CHANGED, None]
