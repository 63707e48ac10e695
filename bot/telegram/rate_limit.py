"""One person's questions in a minute: more than a person asks get a notice, then silence."""

from __future__ import annotations

import time
from collections import deque
from enum import Enum, auto
from functools import partial
from typing import TYPE_CHECKING, Any

from telegram.ext import ApplicationHandlerStop, MessageHandler, filters

from bot.telegram.bounded_cache import Recent
from bot.telegram.filters import COMMAND, FROM_PERSON, PRIVATE, QUESTION, message_of
from bot.telegram.send import respond
from bot.telegram.views import texts as wording
from bot.telegram.views.messages import text_screen

if TYPE_CHECKING:
    from collections.abc import Callable

    from telegram import Message, Update
    from telegram.ext import BaseHandler, ContextTypes

MINUTE_SECONDS = 60.0
PEOPLE_HELD = 10_000


class Verdict(Enum):
    """What is to be done with a question."""

    ANSWER = auto()
    NOTICE = auto()
    SILENCE = auto()


class _Person:
    """When one person's last questions were asked, by Telegram's clock and by ours."""

    __slots__ = ("asked", "was_told")

    def __init__(self, limit: int) -> None:
        self.asked: deque[tuple[float, float]] = deque(maxlen=limit)
        self.was_told = False


class Pace:
    """Tells whether a person may ask on: ``limit`` questions in any minute are answered.

    Those beyond count as well, so whoever goes on gets silence until the minute before was one of
    fewer. ``clock`` returns seconds and never goes back.
    """

    def __init__(self, limit: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._limit = limit
        self._clock = clock
        self._people: Recent[int, _Person] = Recent(PEOPLE_HELD)

    def judge(self, person_id: int, asked_at: float) -> Verdict:
        """Count a question. ``asked_at`` is Telegram's time of it, in seconds.

        A minute must have been too full by both clocks: what piled up during an outage was asked
        slowly and comes all at once.
        """
        person = self._people.get(person_id) or _Person(self._limit)
        self._people.put(person_id, person)
        now = asked_at, self._clock()
        is_full = len(person.asked) == self._limit and all(
            after - before < MINUTE_SECONDS
            for after, before in zip(now, person.asked[0], strict=True)
        )
        person.asked.append(now)
        verdict = Verdict.ANSWER
        if is_full:
            verdict = Verdict.SILENCE if person.was_told else Verdict.NOTICE
        person.was_told = is_full
        return verdict


def handler(limit: int) -> BaseHandler[Update, Any, Any]:
    """Return the handler that goes before all others, and ends what is not to be answered."""
    meant_for_the_bot = (
        FROM_PERSON
        & (filters.UpdateType.MESSAGE | filters.UpdateType.EDITED_MESSAGE)
        & (PRIVATE | QUESTION | COMMAND)
    )
    return MessageHandler(meant_for_the_bot, partial(_hold_back, Pace(limit)))


async def _hold_back(pace: Pace, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    message = message_of(update)
    speaker = message.sender_chat or message.from_user
    assert speaker is not None
    verdict = pace.judge(speaker.id, _asked_at(message))
    if verdict is Verdict.NOTICE:
        await respond(context.bot, message, text_screen(wording.TOO_MANY))
    if verdict is not Verdict.ANSWER:
        raise ApplicationHandlerStop


def _asked_at(message: Message) -> float:
    return (message.edit_date or message.date).timestamp()
