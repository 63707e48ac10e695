"""One person's conversation in a terminal: a line in, the text to print out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answering.conversation import Conversations
from bot.answering.reply import Outcome
from bot.cli.terminal import Offer, offer, show, show_offer, show_topics, title, wrap
from bot.errors import UnknownEntryError

if TYPE_CHECKING:
    from bot.answering.conversation import Conversation
    from bot.answering.reply import Reply
    from bot.journal import Journal
    from bot.knowledge.model import Fact
    from bot.reloader import LiveAnswerer

HIGHEST_PICK = 99
"""Up to here a number alone is taken for a pick, though fewer be offered."""

HELP = """\
Ask in your own words; an answer comes with the sentences of the article that it rests on.
  a number   picks one of the questions that were offered
  topics     everything that can be asked
  help       this
  quit       ends, and so does Ctrl-D"""


class Session:
    """Answers what is typed, with ``live``'s knowledge of the moment; ``over`` says it has ended.

    What is offered last is what a number picks from.
    """

    def __init__(self, live: LiveAnswerer, journal: Journal) -> None:
        self.over = False
        self._live = live
        self._journal = journal
        self._conversations = Conversations()
        self._offered: tuple[Fact, ...] = ()
        self._undecided: str | None = None
        self._commands = {"help": self._help, "topics": self._topics, "quit": self._quit}

    def welcome(self) -> str:
        """Return what to say before the first question."""
        articles = self._live.answerer.knowledge.articles
        lines = [wrap(title(article), "  ") for article in articles]
        return "\n".join(["Ask me about:", *lines, "Type help for help; Ctrl-D ends."])

    def answer(self, line: str) -> str:
        """Return the answer to a line; empty for a blank one."""
        text = line.strip()
        if not text:
            return ""
        if command := self._commands.get(text.lower().removeprefix("/")):
            return command()
        if text.isdecimal() and int(text) <= max(HIGHEST_PICK, len(self._offered)):
            return self._pick(int(text))
        reply = self._live.answerer.reply(text, self._conversation())
        self._journal.record(reply)
        self._undecided = text if reply.outcome is Outcome.CHOICES else None
        return self._shown(reply)

    def _pick(self, number: int) -> str:
        if not 1 <= number <= len(self._offered):
            return f"There is no question {number} to pick; ask one, or type topics."
        fact = self._offered[number - 1]
        try:
            reply = self._live.answerer.open(fact.id, self._conversation())
        except UnknownEntryError:
            return "That question is no longer in the knowledge; type topics for those that are."
        if self._undecided is not None:
            self._journal.choice_taken(self._undecided)
            self._undecided = None
        return self._shown(reply)

    def _shown(self, reply: Reply) -> str:
        answerer = self._live.answerer
        blocks = [show(reply, answerer.knowledge), self._offer(offer(reply))]
        return "\n\n".join(filter(None, blocks))

    def _offer(self, offered: Offer) -> str:
        self._offered = offered.facts
        return show_offer(offered, self._live.answerer.knowledge, numbered=True)

    def _help(self) -> str:
        return HELP

    def _topics(self) -> str:
        knowledge = self._live.answerer.knowledge
        self._offered = tuple(fact for facts in knowledge.topics.values() for fact in facts)
        return show_topics(knowledge)

    def _quit(self) -> str:
        self.over = True
        return ""

    def _conversation(self) -> Conversation:
        return self._conversations.get(None)
