"""Reading a piece of a message: what it is matched as, alone or with what was said before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.answering.answer_type import Asking
from bot.answering.decision import Standing, decide
from bot.answering.followup import MUCH, WHOLLY, carried, completed, leaning, less_repeated
from bot.answering.in_domain import World
from bot.answering.segmentation import is_question, shortened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answering.conversation import Conversation
    from bot.answering.decision import Decision
    from bot.knowledge.model import Knowledge
    from bot.matching.analyzer import Term
    from bot.matching.match import Match
    from bot.matching.matcher import Matcher

LOOKED_AT = 8
"""Matches that a decision looks at; a rival farther down is no rival."""

VAGUE = 0.1
"""A question is vague where its words weigh less than this share of the rarest word."""

REMEMBERED = 32
"""Pieces whose reading is remembered, which is more than most messages have."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A piece of the message, what it was matched as, and what was decided."""

    asked: str
    read_as: str
    matches: tuple[Match, ...]
    decision: Decision

    @property
    def stands(self) -> bool:
        """Whether it stands as a question of its own."""
        return self.decision.match is not None

    @property
    def evidence(self) -> float:
        """The evidence for its best match; below any where it has none."""
        return self.matches[0].evidence if self.matches else float("-inf")


class Reader:
    """Reads pieces of messages with one state of the knowledge; threads can share it."""

    def __init__(self, knowledge: Knowledge, matcher: Matcher) -> None:
        self._knowledge = knowledge
        self._matcher = matcher
        self._asking = Asking()
        self._world = World(knowledge, matcher.analyzer)
        self._recent: dict[tuple[str, str, tuple[str, ...]], Reading] = {}

    def read(self, text: str, talk: Conversation) -> Reading:
        """Read a piece, if it was not read just now: of a short message, all pieces are alike."""
        key = (text, talk.question, talk.entry_ids)
        reading = self._recent.get(key)
        if reading is None:
            if len(self._recent) >= REMEMBERED:
                self._recent.clear()
            reading = self._recent[key] = self._read_anew(text, talk)
        return reading

    def _read_anew(self, text: str, talk: Conversation) -> Reading:
        """Read a piece alone, and with what the conversation hands on where it leans on that."""
        terms = self._matcher.analyzer.read(shortened(text))
        alone = self._decided(text, terms, text)
        before = carried(talk, self._knowledge, self._matcher.analyzer)
        if not terms or not before:
            return alone
        favour = leaning(terms)
        if alone.stands and not favour:
            return alone
        full = completed(terms, before)
        together = self._decided(text, full, " ".join(term.word for term in full), talk.entry_ids)
        if together.stands == alone.stands or favour == WHOLLY:
            return together if together.evidence + favour > alone.evidence else alone
        return together if together.stands else alone

    def asks(self, piece: str) -> bool:
        """Tell whether a piece asks, as it was typed or as it is read ("wen did they...")."""
        read = " ".join(term.word for term in self._matcher.analyzer.read(piece))
        return is_question(piece) or is_question(read)

    def points_back(self, piece: str) -> bool:
        """Tell whether a piece points back to what stands before it ("who are they?")."""
        return leaning(self._matcher.analyzer.read(piece)) >= MUCH

    def _decided(
        self, asked: str, terms: Sequence[Term], read_as: str, shown: Sequence[str] = ()
    ) -> Reading:
        typed = [term for term in terms if term.share == 1]
        asked_with = [term.word for term in typed]
        matches = self._asking.weigh(self._matcher.match_terms(terms, LOOKED_AT), asked_with)
        matches = less_repeated(matches, shown)
        world = Standing(
            says=any(term.content for term in terms),
            vague=self._vague(terms),
            touches=self._world.touched_by(terms),
            names=self._world.named_in(typed),
        )
        return Reading(asked, read_as, matches, decide(matches, world))

    def _vague(self, terms: Sequence[Term]) -> bool:
        """Tell whether a question has no more content than a word that most entries share."""
        index = self._matcher.index
        weight = sum(index.rarity(term) * term.share for term in terms if term.content)
        return weight < VAGUE * index.rarest
