"""The engine's front door: a question and a conversation in, a reply out."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from bot.answering import suggestions
from bot.answering.conversation import Conversation
from bot.answering.interpreter import Interpreter
from bot.answering.message_parts import MessageParts, topic
from bot.answering.rejoinders import Rejoinders
from bot.answering.reply import Answered, Outcome, Part, Reply
from bot.answering.segmentation import segments
from bot.knowledge.model import Fact, NotStated
from bot.matching.matcher import Matcher

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from bot.answering.interpreter import Reading
    from bot.answering.rejoinders import Rejoinder
    from bot.knowledge.model import Entry, Knowledge
    from bot.matching.match import Match

MOST_QUOTES = 3
"""Sentences of the article that an answer quotes at the most."""

RELATED_SHOWN = 2


class Answerer:
    """Answers questions from one state of the knowledge.

    Building one takes a while, asking does not. It is never changed after it was built, so
    threads can share it, and a newly loaded knowledge is put to use by building another. The
    vectors of the knowledge are kept in ``cache_folder``, by default the user's own for caches.
    """

    def __init__(self, knowledge: Knowledge, cache_folder: Path | None = None) -> None:
        self.knowledge = knowledge
        self.matcher = Matcher(knowledge, cache_folder)
        self._rejoinders = Rejoinders(knowledge)
        self._parts = MessageParts(Interpreter(knowledge, self.matcher))

    def reply(self, question: str, conversation: Conversation | None = None) -> Reply:
        """Decide on a message of any length and content; ``conversation`` makes follow-ups work.

        The conversation, if given, is brought up to date. Nothing is raised, whatever was typed.
        """
        start = time.perf_counter()
        talk = conversation if conversation is not None else Conversation()
        if (rejoinder := self._rejoinders.find(question, talk)) is not None:
            part = self._rejoined(question, rejoinder)
            _remember(talk, (part,))
            return self._reply(question, (part,), start, rejoinder.word)
        asked = segments(question)
        readings = self._parts.readings(asked.sentences, talk)
        parts = tuple(map(self._part, readings))
        _remember(talk, parts)
        return self._reply(question, parts, start, left_out=asked.left_out)

    def open(self, fact_id: str, conversation: Conversation | None = None) -> Reply:
        """Answer with this fact, without searching: for buttons, links and numbered choices.

        Raises :class:`~bot.errors.UnknownEntryError` where no fact has this id (any more).
        """
        fact = self.knowledge.fact(fact_id)
        answered = Answered(fact, fact.question, 100.0, self._quotes(fact))
        part = Part(fact.question, fact.question, Outcome.ANSWER, "it was chosen", (), answered)
        if conversation is not None:
            conversation.remember(fact.question, (fact.id,))
        offered = self.related(fact, RELATED_SHOWN)
        return Reply(fact.question, Outcome.ANSWER, (part,), suggestions=offered)

    def related(self, entry: Entry, limit: int = 3) -> tuple[Fact, ...]:
        """Return up to ``limit`` facts that a reader of this entry may want to know next."""
        return suggestions.related(self.knowledge, entry, limit)

    def starters(self, limit: int = 4) -> tuple[Fact, ...]:
        """Return up to ``limit`` facts to begin with, from different topics as far as possible."""
        return suggestions.starters(self.knowledge, limit)

    def search(self, text: str, limit: int = 5) -> tuple[Match, ...]:
        """Return the best facts for a text that is still being typed, best first (inline mode)."""
        found = (match for match in self.matcher.match(text, 2 * limit) if match.entry.stated)
        return tuple(found)[:limit]

    def _rejoined(self, question: str, rejoinder: Rejoinder) -> Part:
        """Make a part of what needs no matching: a word, or an entry that is meant for sure."""
        if rejoinder.entry_id is None:
            return Part(question, question, Outcome.NO_ANSWER, rejoinder.why)
        entry = next(e for e in self.knowledge.entries if e.id == rejoinder.entry_id)
        outcome = Outcome.ANSWER if entry.stated else Outcome.NOT_STATED
        answered = Answered(entry, question, 100.0, self._quotes(entry))
        return Part(question, entry.question, outcome, rejoinder.why, (), answered)

    def _part(self, reading: Reading) -> Part:
        decision = reading.decision
        answered = None
        if (match := decision.match) is not None:
            quotes = self._quotes(match.entry)
            answered = Answered(match.entry, reading.asked, match.score, quotes)
        return Part(
            reading.asked,
            reading.read_as,
            decision.outcome,
            decision.why,
            reading.matches,
            answered,
            decision.choices,
            decision.passages,
            reading.unmentioned,
            reading.ranking.off_topic,
        )

    def _quotes(self, entry: Entry) -> tuple[str, ...]:
        """Return an entry's quotes; of one that is not stated, those of what it says to see."""
        quotes = entry.quotes if isinstance(entry, Fact) else ()
        if isinstance(entry, NotStated):
            quotes = tuple(
                quote for fact_id in entry.see for quote in self.knowledge.fact(fact_id).quotes
            )
        return tuple(dict.fromkeys(quotes))[:MOST_QUOTES]

    def _reply(
        self,
        question: str,
        parts: tuple[Part, ...],
        start: float,
        word: str | None = None,
        left_out: tuple[str, ...] = (),
    ) -> Reply:
        outcome = _outcome(parts)
        offered = suggestions.suggested(self.knowledge, parts, outcome)
        took = (time.perf_counter() - start) * 1000
        return Reply(question, outcome, parts, word, offered, took, left_out)


def _remember(talk: Conversation, parts: Sequence[Part]) -> None:
    """Keep what was answered, or else the likeliest of what was offered, for a follow-up."""
    if given := [(part, part.answered.entry) for part in parts if part.answered is not None]:
        last, entry = given[-1]
        opens = last.read_as == last.asked
        ids = tuple(entry.id for _, entry in given)
        talk.remember(topic(last.read_as, entry), ids, opens=opens)
    elif offered := [part for part in parts if part.choices]:
        ids = tuple(choice.fact.id for choice in offered[-1].choices)
        asked = topic(offered[-1].read_as, offered[-1].choices[0].fact)
        talk.remember(asked, ids[:1], offered=ids)


def _outcome(parts: Sequence[Part]) -> Outcome:
    """Return ``answer`` if any part has one; else the best that any part came to."""
    outcomes = {part.outcome for part in parts}
    ranked = (Outcome.ANSWER, Outcome.NOT_STATED, Outcome.CHOICES, Outcome.PASSAGE)
    return next((outcome for outcome in ranked if outcome in outcomes), Outcome.NO_ANSWER)
