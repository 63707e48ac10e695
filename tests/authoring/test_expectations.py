"""The knowledge's own questions lead where they should, or it is said where they led."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.answering.answerer import Answerer
from bot.answering.reply import Outcome, Reply
from bot.authoring.expectations import run
from bot.knowledge.model import Expectation, Knowledge
from bot.matching.match import Match
from tests.builders import answers, choices, fact, no_answer, not_stated, says_not_stated

if TYPE_CHECKING:
    from bot.answering.conversation import Conversation
    from bot.authoring.expectations import Tested

LEAD, SUM, SHARE = fact("lead"), fact("sum", question="How much?"), not_stated("share")


class Fixed(Answerer):
    """Replies the same to everything; its matches are the entries in order."""

    def __init__(self, knowledge: Knowledge, reply: Reply) -> None:
        super().__init__(knowledge)
        self.fixed = reply
        self.matcher.match = self._match  # type: ignore[method-assign]

    def reply(self, question: str, conversation: Conversation | None = None) -> Reply:
        """Give the reply that it was built with."""
        assert conversation is None
        return self.fixed

    def _match(self, question: str, limit: int = 10) -> tuple[Match, ...]:
        return tuple(Match(entry, 50, entry.question) for entry in self.knowledge.entries[:limit])


def _run(expect: str, reply: Reply) -> Tested:
    expectation = Expectation("who led it", expect, Path("questions.yaml"), 1, 3)
    knowledge = Knowledge((), (LEAD, SUM, SHARE), (), (expectation,))
    (tested,) = run(Fixed(knowledge, reply))
    return tested


@pytest.mark.parametrize(
    ("expect", "reply", "passed"),
    [
        pytest.param("lead", answers(LEAD), True, id="answered"),
        pytest.param("sum", answers(LEAD, SUM), True, id="answered second"),
        pytest.param("lead", choices(LEAD), False, id="merely offered"),
        pytest.param("lead", answers(SUM), False, id="another fact"),
        pytest.param("lead", no_answer(), False, id="not found"),
        pytest.param("share", says_not_stated(), True, id="not stated"),
        pytest.param("share", answers(LEAD), False, id="stated after all"),
        pytest.param("share", no_answer(), False, id="not told so"),
        pytest.param("nothing", no_answer(), True, id="nothing"),
        pytest.param("nothing", choices(LEAD), False, id="something offered"),
        pytest.param("nothing", says_not_stated(), False, id="something told"),
    ],
)
def test_an_expectation_names_the_outcome_and_the_entry(
    expect: str, reply: Reply, passed: bool
) -> None:
    """A fact is answered, a not-stated entry told, and nothing is nothing."""
    assert _run(expect, reply).passed is passed


def test_what_failed_comes_with_the_matches_of_what_was_wanted_and_what_came() -> None:
    """So that their reasons can be held side by side."""
    tested = _run("share", answers(SUM))
    assert (tested.wanted, tested.given) == (Outcome.NOT_STATED, ("sum",))
    assert tested.expected is not None
    assert tested.came is not None
    assert (tested.expected.entry, tested.came.entry) == (SHARE, SUM)


def test_where_nothing_was_given_the_nearest_counts_as_what_came() -> None:
    """It is what the maintainer wants to know."""
    tested = _run("sum", no_answer())
    assert tested.given == ()
    assert tested.came is not None
    assert tested.came.entry == LEAD
