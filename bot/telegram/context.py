"""Gives handlers what they need: the engine, what is remembered of chats, the journal."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from cachetools import LRUCache, TTLCache
from telegram.ext import CallbackContext, ExtBot

from bot.answering.conversation import MEMORY_SECONDS, Conversation
from bot.telegram.metrics import Metrics
from bot.telegram.rate_limit import RateLimiter
from bot.telegram.views.messages import reply_message

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from bot.answering.answerer import Answerer
    from bot.answering.conversation import Conversations, Snapshot
    from bot.answering.reply import Reply
    from bot.authoring.review import NewFact
    from bot.journal import Journal
    from bot.reloader import LiveAnswerer
    from bot.settings import Settings
    from bot.telegram.views.messages import OutgoingMessage

T = TypeVar("T")

ENGINE_THREADS = 2
"""A reply is found in 35-100 ms of one core; more threads than two would only share that core."""
ANSWERS_HELD = 10_000
VOTES_HELD = 50_000
CHATS_HELD = 10_000
QUESTION_HELD = 1_000
"""Characters of a question that are remembered with its answer."""
NEAREST_HELD = 3
NEW_FACTS_HELD = 100
DOUBLE_TAP_SECONDS = 2.0
HINT_SECONDS = 10 * 60.0

NO_CONVERSATION = Conversation().snapshot()

MessageKey = tuple[int, int]
"""A chat's id and the id of a message in it."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A question and what the bot's message for it gave; a reply to that message refers to it.

    ``nearest`` are the ids of the facts that came nearest beside what was answered;
    ``conversation`` is the state of the conversation after this turn.
    """

    question: str = ""
    entry_ids: tuple[str, ...] = ()
    nearest: tuple[str, ...] = ()
    conversation: Snapshot = NO_CONVERSATION

    @classmethod
    def of(cls, reply: Reply, conversation: Conversation | None = None) -> Turn:
        """Return the turn that a reply makes."""
        return cls(
            reply.question[:QUESTION_HELD],
            tuple(answered.entry.id for answered in reply.answers),
            _nearest(reply),
            conversation.snapshot() if conversation else NO_CONVERSATION,
        )


def _nearest(reply: Reply) -> tuple[str, ...]:
    given = {answered.entry.id for answered in reply.answers}
    choices = [choice.fact for choice in reply.choices]
    matched = [match.entry for part in reply.parts for match in part.matches if match.entry.stated]
    found = dict.fromkeys(entry.id for entry in (*choices, *matched, *reply.suggestions))
    return tuple(entry_id for entry_id in found if entry_id not in given)[:NEAREST_HELD]


@dataclass(frozen=True, slots=True)
class Answer:
    """The bot's message for a question, and the conversation before it, to which an edit goes."""

    message_id: int
    before: Snapshot


@dataclass(frozen=True, slots=True)
class Vote:
    """One person's vote on one answer; ``up`` is False for a thumb down."""

    up: bool
    turn: Turn


class BotData:
    """The objects that all handlers share. What is remembered of people is bounded, in memory.

    ``answers`` goes by the question's message, ``turns`` by the bot's, ``votes`` by who voted and
    on what. ``tallies`` counts the votes on a message, for and against; ``before_context`` holds
    what a message showed before its quotes were shown in context. ``undecided`` holds
    the question of a conversation whose choices were not taken yet. ``asked_in_vain`` counts what
    may become a card for the admins, by the id of the case, and ``new_facts`` holds what an admin
    wrote and has not confirmed. ``tapped`` holds buttons pressed a moment ago, ``hinted`` the
    chats that were told lately that only words are understood.
    """

    def __init__(
        self,
        live: LiveAnswerer,
        conversations: Conversations,
        journal: Journal,
        settings: Settings,
    ) -> None:
        self.live = live
        self.conversations = conversations
        self.journal = journal
        self.settings = settings
        self.metrics = Metrics()
        self.rate_limiter = RateLimiter(settings.questions_per_minute)
        self.engine = ThreadPoolExecutor(ENGINE_THREADS, "engine")
        self.answers: LRUCache[MessageKey, Answer] = LRUCache(ANSWERS_HELD)
        self.turns: LRUCache[MessageKey, Turn] = LRUCache(ANSWERS_HELD)
        self.votes: LRUCache[tuple[int, MessageKey, str], Vote] = LRUCache(VOTES_HELD)
        self.tallies: LRUCache[MessageKey, tuple[int, int]] = LRUCache(ANSWERS_HELD)
        self.before_context: LRUCache[MessageKey, OutgoingMessage] = LRUCache(CHATS_HELD)
        self.undecided: TTLCache[Hashable, str] = TTLCache(CHATS_HELD, MEMORY_SECONDS)
        self.asked_in_vain: LRUCache[str, int] = LRUCache(CHATS_HELD)
        self.new_facts: LRUCache[str, NewFact] = LRUCache(NEW_FACTS_HELD)
        self.tapped: TTLCache[tuple[MessageKey, str], bool] = TTLCache(
            ANSWERS_HELD, DOUBLE_TAP_SECONDS
        )
        self.hinted: TTLCache[int, bool] = TTLCache(CHATS_HELD, HINT_SECONDS)


class BotContext(CallbackContext[ExtBot[None], dict[Any, Any], dict[Any, Any], BotData]):
    """The context of one update; ``context.bot_data`` holds what is shared.

    ``questions`` and ``arguments`` are set by the filters of :mod:`bot.telegram.filters`, and
    ``reply`` by whoever answered a question.
    """

    questions: list[str]
    arguments: list[str]
    reply: Reply | None = None

    @property
    def question(self) -> str:
        """The question as the filter ``QUESTION`` found it in the message; may be empty."""
        return self.questions[0]

    @property
    def argument(self) -> str:
        """The text after the command; empty where there is none."""
        return self.arguments[0]

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups of the pattern that a button's data matched."""
        assert self.match is not None
        return self.match.groups()

    @property
    def answerer(self) -> Answerer:
        """The answerer to use now; take it once for an update, a reload replaces it."""
        return self.bot_data.live.answerer

    async def in_thread(self, work: Callable[..., T], *args: Any) -> T:
        """Do this in one of the engine's threads, so that the event loop stays free meanwhile.

        The dispatcher handles the updates of a chat one after another, so a conversation is in
        use by one thread at a time.
        """
        return await asyncio.get_running_loop().run_in_executor(self.bot_data.engine, work, *args)

    def message_for(
        self, reply: Reply, answerer: Answerer, *, headed: bool = False
    ) -> OutgoingMessage:
        """Show a reply of ``answerer``; ``headed`` where what was asked does not stand above it."""
        shareable = bool(self.bot.supports_inline_queries)
        return reply_message(reply, answerer.knowledge, headed=headed, shareable=shareable)

    async def open(self, fact_id: str, conversation: Conversation) -> tuple[OutgoingMessage, Turn]:
        """Return the answer that a button or a link stands for, as a turn of the conversation.

        Raises :class:`~bot.errors.UnknownEntryError` where no fact has this id (any more).
        """
        answerer = self.answerer
        reply = await self.in_thread(answerer.open, fact_id, conversation)
        return self.message_for(reply, answerer, headed=True), Turn.of(reply, conversation)
