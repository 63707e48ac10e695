"""Thumbs under answers: one vote for a person and an answer, which can be changed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from telegram.ext import CallbackQueryHandler

from bot.errors import UnknownEntryError
from bot.telegram.context import Turn, Vote
from bot.telegram.filters import key_of
from bot.telegram.handlers.buttons import pressed
from bot.telegram.views import texts as wording
from bot.telegram.views.keyboards import VOTE

if TYPE_CHECKING:
    from telegram import Update
    from telegram.ext import BaseHandler, ContextTypes

    from bot.telegram.context import Desk


def handlers(desk: Desk) -> list[BaseHandler[Update, Any, Any]]:
    """Return the handler of the thumbs."""
    return [CallbackQueryHandler(partial(vote, desk), pattern=rf"^{VOTE}:([+-]):(.+)$")]


async def vote(desk: Desk, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Count a thumb, taking back the same person's other one; the message stays as it is."""
    query, message = pressed(update)
    assert context.matches is not None
    sign, entry_id = context.matches[0].groups()
    try:
        desk.answerer.knowledge.entry(entry_id)
    except UnknownEntryError:
        await query.answer(wording.GONE_SHORT)
        return
    ballot = query.from_user.id, key_of(message), entry_id
    turn = desk.turns.get(key_of(message)) or Turn("", (entry_id,))
    given, earlier = Vote(sign == "+", turn), desk.votes.get(ballot)
    desk.votes.put(ballot, given)
    if earlier is None or earlier.up != given.up:
        if earlier is not None:
            _count(desk, earlier, -1)
        _count(desk, given, 1)
    await query.answer(_notice(given, earlier))


def _count(desk: Desk, given: Vote, difference: int) -> None:
    up, down = (difference, 0) if given.up else (0, difference)
    desk.counts.up += up
    desk.counts.down += down
    for entry_id in given.turn.entry_ids:
        desk.journal.vote(entry_id, up, down, None if given.up else given.turn.question or None)


def _notice(given: Vote, earlier: Vote | None) -> str:
    if earlier is None:
        return wording.THANKS_UP if given.up else wording.THANKS_DOWN
    if earlier.up == given.up:
        return wording.VOTED_BEFORE
    return wording.CHANGED_UP if given.up else wording.CHANGED_DOWN
