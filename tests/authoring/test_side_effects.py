"""A change that takes another question's answer away is noticed before it is made."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from bot.authoring.side_effects import (
    Question,
    broken_by,
    extended,
    harmless,
    neighbours,
)
from bot.authoring.side_effects import (
    tests as questions_of,
)
from bot.knowledge.model import Expectation
from tests.builders import match
from tests.fakes.answerer import LiteralAnswerer

if TYPE_CHECKING:
    from bot.answering.conversation import Conversation
    from bot.answering.reply import Reply
    from bot.knowledge.model import Knowledge


class Matching(LiteralAnswerer):
    """Has what it answers as a match as well."""

    def reply(self, question: str, conversation: Conversation | None = None) -> Reply:
        """Add the match."""
        reply = super().reply(question, conversation)
        parts = tuple(
            replace(part, matches=(match(part.answered.entry, 90.0),))
            for part in reply.parts
            if part.answered
        )
        return replace(reply, parts=parts or reply.parts)


def with_test(mill: Knowledge, ask: str, expect: str) -> Knowledge:
    """The mill with a test."""
    return replace(mill, expectations=(Expectation(ask, expect, Path("questions.yaml"), 1, 1),))


def test_question_that_loses_its_entry_is_broken(mill: Knowledge) -> None:
    """What it would get instead is named; what was wrong before is nobody's fault."""
    before = Matching(mill)
    after = Matching(extended(mill, {"mill-when": ["how dear was it"]}))
    asked = [Question("how dear was it", "nothing"), Question("how dear was it", "mill-cost")]

    broken, blameless = broken_by(asked, before, after)

    assert blameless is None
    assert str(broken) == (
        "“how dear was it” would no longer lead to nothing: it would get mill-when."
    )


def test_harmful_phrasings_are_left_out(mill: Knowledge) -> None:
    """Those of the entry that takes a test's question go, and the others stay."""
    knowledge = with_test(mill, "how dear was it", "nothing")
    proposed = {"mill-when": ["how dear was it"], "mill-hurt": ["any wounded"]}

    assert harmless(proposed, Matching(knowledge), Matching) == {"mill-hurt": ("any wounded",)}


def test_neighbours_are_the_likest_of_other_entries(mill: Knowledge) -> None:
    """An entry's own phrasings are no rivals of a new one of its own."""
    near = neighbours(mill, {"mill-hurt": ["date of the blaze"]})

    assert Question("date of the fire", "mill-when") in near
    assert Question("reason for the blaze", "mill-cause") in near
    assert not [question for question in near if question.expect == "mill-hurt"]


def test_tests_are_those_of_the_knowledge(mill: Knowledge) -> None:
    """Each with its entry."""
    knowledge = with_test(mill, "how dear was it", "mill-cost")

    assert questions_of(knowledge) == (Question("how dear was it", "mill-cost"),)
