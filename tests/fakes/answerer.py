"""An engine that knows a question only word for word, for tests of what is made of its replies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answering.answerer import Answerer
from bot.answering.reply import Answered, Choice, Outcome, Part, Passage, Reply
from bot.knowledge.model import NotStated
from bot.matching.match import Match

if TYPE_CHECKING:
    from bot.answering.conversation import Conversation
    from bot.knowledge.model import Entry, Fact, Knowledge

HELLO = "Hello! What would you like to know?"
FOLLOW_UP = "and then?"
UNCLEAR = "near"
PASSAGE = "passage"
UNSTATED = "who sold it?"


class LiteralAnswerer(Answerer):
    """Answers phrasings and ids of the knowledge as they stand there; `` and `` parts several.

    ``FOLLOW_UP`` asks for the fact after the one before, ``UNCLEAR`` may mean any of the first
    three facts, ``PASSAGE`` comes near the first two quotes, ``UNSTATED`` is not stated though no
    entry says so, and ``hello`` is small talk.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge

    def reply(self, question: str, conversation: Conversation | None = None) -> Reply:
        """Decide on a message."""
        if question == "hello":
            return Reply(question, Outcome.NO_ANSWER, small_talk=HELLO, suggestions=self.starters())
        before = conversation.entry_ids if conversation else ()
        parts = tuple(self._literal(asked, before) for asked in question.split(" and "))
        outcomes = [part.outcome for part in parts]
        outcome = Outcome.ANSWER if Outcome.ANSWER in outcomes else outcomes[0]
        reply = Reply(question, outcome, parts, None, self._suggested(parts), took_ms=0.5)
        if conversation and reply.answers:
            conversation.remember(question, tuple(each.entry.id for each in reply.answers))
        return reply

    def related(self, entry: Entry, limit: int = 3) -> tuple[Fact, ...]:
        """Return what an entry says to see, or the other facts in their order."""
        if isinstance(entry, NotStated):
            return tuple(self.knowledge.fact(fact_id) for fact_id in entry.see)
        return tuple(fact for fact in self.knowledge.facts if fact.id != entry.id)[:limit]

    def starters(self, limit: int = 4) -> tuple[Fact, ...]:
        """Return the first facts."""
        return tuple(self.knowledge.facts)[:limit]

    def search(self, text: str, limit: int = 5) -> tuple[Match, ...]:
        """Return the facts whose question holds the text."""
        found = [fact for fact in self.knowledge.facts if text in fact.question]
        return tuple(Match(fact, 90.0, fact.question) for fact in found[:limit])

    def _suggested(self, parts: tuple[Part, ...]) -> tuple[Fact, ...]:
        answered = next((part.answered for part in parts if part.answered), None)
        if answered is None:
            return self.starters()
        unclear = tuple(choice.fact for part in parts for choice in part.choices)
        return unclear or self.related(answered.entry, 2)

    def _literal(self, asked: str, before: tuple[str, ...]) -> Part:
        facts = tuple(self.knowledge.facts)
        if asked == UNCLEAR:
            choices = tuple(Choice(fact, 50.0) for fact in facts[:3])
            return Part(asked, asked, Outcome.CHOICES, "", choices=choices)
        if asked == PASSAGE:
            passages = tuple(Passage(fact.article, fact.quotes[0], 40.0) for fact in facts[:2])
            return Part(asked, asked, Outcome.PASSAGE, "", passages=passages)
        if asked == UNSTATED:
            return Part(asked, asked, Outcome.NOT_STATED, "")
        entry = self._following(before) if asked == FOLLOW_UP else self._known(asked)
        if entry is None:
            return Part(asked, asked, Outcome.NO_ANSWER, "")
        outcome = Outcome.ANSWER if entry.stated else Outcome.NOT_STATED
        answered = Answered(entry, asked, 100.0, self._quotes(entry))
        return Part(asked, asked, outcome, "it was named", answered=answered)

    def _known(self, asked: str) -> Entry | None:
        return next((e for e in self.knowledge.entries if asked in (e.id, *e.phrasings)), None)

    def _following(self, before: tuple[str, ...]) -> Entry | None:
        entries = self.knowledge.entries
        places = [place for place, entry in enumerate(entries) if entry.id in before]
        return entries[places[-1] + 1] if places else None

    def _quotes(self, entry: Entry) -> tuple[str, ...]:
        ids = entry.see if isinstance(entry, NotStated) else (entry.id,)
        facts = [self.knowledge.fact(fact_id) for fact_id in ids]
        return tuple(quote for fact in facts for quote in fact.quotes)
