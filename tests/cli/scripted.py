"""An engine that decides as a test wants it to, over real knowledge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answering.answerer import Answerer
from bot.answering.reply import Answered, Choice, Outcome, Part, Reply

if TYPE_CHECKING:
    from bot.answering.conversation import Conversation
    from bot.knowledge.model import Entry

HELLO = "Hello! Ask me about the mill."


class Scripted(Answerer):
    """Answers an entry's id with the entry, ``near`` with choices, ``hello`` with small talk.

    Ids with ``and`` between are several parts; all else is ``no_answer``.
    """

    def reply(self, question: str, conversation: Conversation | None = None) -> Reply:
        """Decide by the script above."""
        parts = tuple(self._named(asked) for asked in question.split(" and "))
        outcomes = [part.outcome for part in parts]
        answered = Outcome.ANSWER in outcomes
        small_talk = HELLO if question == "hello" else None
        return Reply(question, Outcome.ANSWER if answered else outcomes[0], parts, small_talk)

    def _near(self) -> Part:
        offered = tuple(Choice(fact, 40.0) for fact in self.knowledge.facts)[:2]
        return Part("near", "near", Outcome.CHOICES, "two are near", choices=offered)

    def _named(self, asked: str) -> Part:
        if asked == "near":
            return self._near()
        entry = next((entry for entry in self.knowledge.entries if entry.id == asked), None)
        if entry is None:
            return Part(asked, asked, Outcome.NO_ANSWER, "nothing is near")
        outcome = Outcome.ANSWER if entry.stated else Outcome.NOT_STATED
        return Part(asked, asked, outcome, "it was named", (), self._given(entry, asked))

    def _given(self, entry: Entry, asked: str) -> Answered:
        shown = (self.knowledge.fact(see) for see in getattr(entry, "see", ()))
        quotes = getattr(entry, "quotes", ()) or tuple(q for fact in shown for q in fact.quotes)
        return Answered(entry, asked, 90.0, quotes)
