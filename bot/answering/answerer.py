"""The engine's front door: a question and a conversation in, a reply out."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from bot.answering.reply import Answered, Choice, Outcome, Part, Reply
from bot.knowledge.model import Fact
from bot.matching.matcher import Matcher

if TYPE_CHECKING:
    from bot.answering.conversation import Conversation
    from bot.knowledge.model import Entry, Knowledge
    from bot.matching.match import Match


class Answerer:
    """Answers questions from one state of the knowledge; building it takes a while, asking does not.

    It is never changed after it was built, so threads can share it, and a newly loaded knowledge
    is put to use by building another.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.matcher = Matcher(knowledge)

    def reply(self, question: str, conversation: Conversation | None = None) -> Reply:
        """Decide on a message of any length and content; ``conversation`` makes follow-ups work.

        The conversation, if given, is brought up to date. Nothing is raised, whatever was typed.
        """
        start = time.perf_counter()
        matches = self.matcher.match(question)
        part = self._decide(question, matches)
        if conversation is not None and part.answered is not None:
            conversation.remember(question, (part.answered.entry.id,))
        took = (time.perf_counter() - start) * 1000
        return Reply(question, part.outcome, (part,), took_ms=took)

    def open(self, fact_id: str, conversation: Conversation | None = None) -> Reply:
        """Answer with this fact, without searching: for buttons, links and numbered choices.

        Raises :class:`~bot.errors.UnknownEntryError` where no fact has this id (any more).
        """
        fact = self.knowledge.fact(fact_id)
        answered = Answered(fact, fact.question, 100.0, fact.quotes)
        part = Part(fact.question, fact.question, Outcome.ANSWER, "it was chosen", (), answered)
        if conversation is not None:
            conversation.remember(fact.question, (fact.id,))
        return Reply(fact.question, Outcome.ANSWER, (part,))

    def related(self, entry: Entry, limit: int = 3) -> tuple[Fact, ...]:
        """Return up to ``limit`` facts that a reader of this entry may want to know next."""
        return tuple(fact for fact in self.knowledge.facts if fact.id != entry.id)[:limit]

    def starters(self, limit: int = 4) -> tuple[Fact, ...]:
        """Return up to ``limit`` facts to begin with, from different topics as far as possible."""
        return tuple(self.knowledge.facts)[:limit]

    def search(self, text: str, limit: int = 5) -> tuple[Match, ...]:
        """Return the best facts for a text that is still being typed, best first (inline mode)."""
        found = (match for match in self.matcher.match(text) if match.entry.stated)
        return tuple(found)[:limit]

    def _decide(self, question: str, matches: tuple[Match, ...]) -> Part:
        if not matches or matches[0].score < 20:
            return Part(question, question, Outcome.NO_ANSWER, "nothing is near", matches)
        top = matches[0]
        if top.score < 50:
            choices = tuple(Choice(m.entry, m.score) for m in matches if isinstance(m.entry, Fact))
            return Part(question, question, Outcome.CHOICES, "near", matches, None, choices[:3])
        quotes = getattr(top.entry, "quotes", ())
        answered = Answered(top.entry, question, top.score, quotes)
        outcome = Outcome.ANSWER if top.entry.stated else Outcome.NOT_STATED
        return Part(question, question, outcome, "clear", matches, answered)
