"""The knowledge's own tests: every line of ``questions.yaml``, asked of a fresh answerer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.answering.reply import Outcome
from bot.knowledge.shape import NOTHING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from bot.answering.answerer import Answerer
    from bot.answering.reply import Reply
    from bot.knowledge.model import Expectation, Knowledge
    from bot.matching.match import Match


@dataclass(frozen=True, slots=True)
class Tested:
    """An expectation, the reply that came, and the outcome that was wanted of it.

    ``expected`` and ``came`` are the matches of the entry that was wanted and of the one that
    was taken (the nearest, where none was), each None where there is no such entry.
    """

    expectation: Expectation
    reply: Reply
    wanted: Outcome
    expected: Match | None = None
    came: Match | None = None

    @property
    def passed(self) -> bool:
        """True where the reply leads where it should."""
        return leads_to(self.reply, self.expectation.expect, self.wanted)

    @property
    def given(self) -> tuple[str, ...]:
        """The ids of what the reply gives or, where it gives nothing, offers."""
        given = tuple(answered.entry.id for answered in self.reply.answers)
        return given or tuple(choice.fact.id for choice in self.reply.choices)


def run(answerer: Answerer, slugs: Collection[str] = ()) -> Iterator[Tested]:
    """Ask every expectation of the knowledge, each without a memory, in the order of the files.

    With ``slugs``, only those of these articles are asked.
    """
    for expectation in answerer.knowledge.expectations:
        if slugs and expectation.path.parent.name not in slugs:
            continue
        reply = answerer.reply(expectation.ask)
        wanted = wanted_outcome(expectation.expect, answerer.knowledge)
        tested = Tested(expectation, reply, wanted)
        yield tested if tested.passed else _with_matches(tested, answerer)


def leads_to(reply: Reply, expect: str, wanted: Outcome) -> bool:
    """Tell whether a reply has the outcome that is wanted and, but for ``nothing``, the entry.

    A fact has to be answered, not merely offered; passages are as good as ``nothing``.
    """
    if wanted is Outcome.NO_ANSWER:
        return reply.outcome in (Outcome.NO_ANSWER, Outcome.PASSAGE)
    return reply.outcome is wanted and expect in (given.entry.id for given in reply.answers)


def wanted_outcome(expect: str, knowledge: Knowledge) -> Outcome:
    """Return the outcome that an entry's id, or ``nothing``, stands for in an expectation."""
    if expect == NOTHING:
        return Outcome.NO_ANSWER
    return Outcome.ANSWER if knowledge.entry(expect).stated else Outcome.NOT_STATED


def _with_matches(tested: Tested, answerer: Answerer) -> Tested:
    expectation, reply = tested.expectation, tested.reply
    entries = len(answerer.knowledge.entries)
    matches = {m.entry.id: m for m in answerer.matcher.match(expectation.ask, entries)}
    taken = next((answered.entry.id for answered in reply.answers), None)
    nearest = next(iter(matches), None)
    return Tested(
        expectation,
        reply,
        tested.wanted,
        expected=matches.get(expectation.expect),
        came=matches.get(taken or nearest or ""),
    )
