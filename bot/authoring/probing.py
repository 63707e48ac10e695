"""Asks the bot its own phrasings, to find those that lead to another entry.

Asking takes long where the knowledge is large, so that a spread of the phrasings is asked and the
number told.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.answering.reply import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from bot.answering.answerer import Answerer
    from bot.knowledge.model import Entry, Knowledge

MOST_ASKED = 120
"""Phrasings asked as they stand, and as many without being there: some ten seconds in all."""

FEWEST_LEFT_OUT = 5
"""Of fewer phrasings a share says nothing."""

MOST_BUILT = 3_000
"""Phrasings of a knowledge that is built a second time, to ask what was left out of it.

With more, building takes longer than all the rest, and one phrasing left out is hardly missed.
"""


@dataclass(frozen=True, slots=True)
class Phrasing:
    """A phrasing by its entry and its place among that entry's phrasings, from 0."""

    entry: Entry
    index: int

    @property
    def text(self) -> str:
        """The phrasing itself."""
        return self.entry.phrasings[self.index]


@dataclass(frozen=True, slots=True)
class Astray:
    """A phrasing that is answered with another entry; ``score`` is from 0 to 100."""

    phrasing: Phrasing
    given: Entry
    score: float


@dataclass(frozen=True, slots=True)
class Probed:
    """The number of phrasings asked, and those that went astray."""

    asked: int = 0
    astray: tuple[Astray, ...] = ()


NOTHING_ASKED = Probed()


def probe(answerer: Answerer, slugs: Collection[str]) -> Probed:
    """Ask phrasings of these articles as they stand in the knowledge."""
    entries = [entry for entry in answerer.knowledge.entries if entry.article in slugs]
    phrasings = [Phrasing(one, index) for one in entries for index in range(len(one.phrasings))]
    return _asked(answerer, _spread(phrasings))


def probe_left_out(
    knowledge: Knowledge, slugs: Collection[str], build: Callable[[Knowledge], Answerer]
) -> Probed:
    """Ask the last phrasing of facts that have several, of a knowledge without these phrasings.

    So a reader asks, who has not read the list. Nothing is asked of very few phrasings, nor of very
    many. ``build`` makes an answerer of the knowledge.
    """
    asked = [
        Phrasing(fact, len(fact.phrasings) - 1)
        for fact in knowledge.facts
        if fact.article in slugs and fact.asked_as
    ]
    phrasings = sum(len(entry.phrasings) for entry in knowledge.entries)
    if len(asked) < FEWEST_LEFT_OUT or phrasings > MOST_BUILT:
        return NOTHING_ASKED
    left_out = {phrasing.entry.id for phrasing in asked}
    entries = tuple(
        replace(entry, asked_as=entry.asked_as[:-1]) if entry.id in left_out else entry
        for entry in knowledge.entries
    )
    return _asked(build(replace(knowledge, entries=entries)), _spread(asked))


def _asked(answerer: Answerer, phrasings: Sequence[Phrasing]) -> Probed:
    found = (_astray(answerer, phrasing) for phrasing in phrasings)
    return Probed(len(phrasings), tuple(one for one in found if one is not None))


def _astray(answerer: Answerer, phrasing: Phrasing) -> Astray | None:
    reply = answerer.reply(phrasing.text)
    given = [part.answered for part in reply.parts if part.answered is not None]
    if reply.outcome not in (Outcome.ANSWER, Outcome.NOT_STATED) or not given:
        return None
    if any(answered.entry.id == phrasing.entry.id for answered in given):
        return None
    return Astray(phrasing, given[0].entry, given[0].score)


def _spread(phrasings: Sequence[Phrasing]) -> Sequence[Phrasing]:
    """Return ``MOST_ASKED`` of them at the most, evenly spread."""
    step = max(1.0, len(phrasings) / MOST_ASKED)
    count = min(len(phrasings), MOST_ASKED)
    return [phrasings[int(number * step)] for number in range(count)]
