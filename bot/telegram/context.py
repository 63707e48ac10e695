"""What the handlers share: the engine, the memory of the chats, the journal and the counts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.telegram.bounded_cache import Recent
from bot.telegram.metrics import Counts

if TYPE_CHECKING:
    from bot.answering.answerer import Answerer
    from bot.answering.conversation import Conversation, Conversations
    from bot.answering.reply import Reply
    from bot.journal import Journal
    from bot.reloader import LiveAnswerer
    from bot.settings import Settings

ANSWERS_HELD = 10_000
VOTES_HELD = 50_000
CHATS_HELD = 10_000
QUESTION_HELD = 1_000
"""How many characters of a question are remembered with its answer."""

MessageKey = tuple[int, int]
"""A chat's id and the id of a message in it."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What a message of the bot answered, and with which entries: what a reply to it refers to."""

    question: str = ""
    entry_ids: tuple[str, ...] = ()

    @classmethod
    def of(cls, reply: Reply) -> Turn:
        """Return the turn that a reply makes, with its question as it was read."""
        question = reply.parts[0].read_as if len(reply.parts) == 1 else reply.question
        return cls(question[:QUESTION_HELD], tuple(each.entry.id for each in reply.answers))

    @classmethod
    def last(cls, conversation: Conversation) -> Turn:
        """Return the turn that a follow-up would refer to now."""
        return cls(conversation.question[:QUESTION_HELD], conversation.entry_ids)


@dataclass(frozen=True, slots=True)
class Answer:
    """The bot's message for a question, and the turn before it, which an edit goes back to."""

    message_id: int
    before: Turn


@dataclass(frozen=True, slots=True)
class Vote:
    """One person's thumb under one answer; ``up`` is False for a thumb down."""

    up: bool
    turn: Turn


@dataclass(slots=True)
class Desk:
    """All that a handler needs. What it remembers of people is bounded and in memory alone.

    ``answers`` goes by the question's message, ``turns`` by the bot's, ``votes`` by who voted
    and on what; ``tapped`` and ``hinted`` hold seconds of the monotonic clock.
    """

    live: LiveAnswerer
    conversations: Conversations
    journal: Journal
    settings: Settings
    counts: Counts = field(default_factory=Counts)
    answers: Recent[MessageKey, Answer] = field(default_factory=lambda: Recent(ANSWERS_HELD))
    turns: Recent[MessageKey, Turn] = field(default_factory=lambda: Recent(ANSWERS_HELD))
    votes: Recent[tuple[int, MessageKey, str], Vote] = field(
        default_factory=lambda: Recent(VOTES_HELD)
    )
    tapped: Recent[tuple[MessageKey, str], float] = field(
        default_factory=lambda: Recent(ANSWERS_HELD)
    )
    hinted: Recent[int, float] = field(default_factory=lambda: Recent(CHATS_HELD))

    @property
    def answerer(self) -> Answerer:
        """The answerer to use now; a handler takes it once, for it is replaced on a reload."""
        return self.live.answerer
