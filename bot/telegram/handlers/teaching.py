"""Admins teach the bot: a card for each question that was asked in vain, with what to do about it.

A card's buttons carry the case's id, so that it works after a restart and for every admin; what
was decided meanwhile is told in a sentence.
"""

from __future__ import annotations

import asyncio
import re
import threading
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any

from telegram.ext import CallbackQueryHandler, MessageHandler, filters

from bot.authoring.gaps import in_vain
from bot.authoring.gaps import key_of as gap_key
from bot.authoring.review import AddPhrasing, Ignore, NewFact, NewNotStated, Review
from bot.authoring.review_cases import case_id
from bot.errors import BotError
from bot.language.stemmer import Stemmer
from bot.telegram.filters import PRIVATE, Command, key_of, message_of
from bot.telegram.handlers.buttons import pressed
from bot.telegram.send import edit, respond, tell_admins
from bot.telegram.views import texts
from bot.telegram.views.messages import text_message
from bot.telegram.views.review import (
    BELONGS,
    CASE,
    IGNORE,
    NEW_FACT,
    NEXT,
    NOT_STATED,
    SHOW,
    UNDO,
    card,
    decided_message,
    told_message,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from telegram import Message, Update
    from telegram.ext import BaseHandler

    from bot.answering.reply import Reply
    from bot.authoring.review import Decided, Decision
    from bot.telegram.context import BotContext
    from bot.telegram.views.messages import OutgoingMessage

CARD_AFTER = 3
"""Times that a question is asked in vain before the admins get its card by themselves."""
SEE_SHOWN = 2
"""Facts that a new not-stated entry says to see."""

_CASE_ID = re.compile(f"{CASE}:([0-9a-f]+):")


class _RepliesToCard(filters.MessageFilter):
    """Passes replies to a card; the case goes to the handler as ``context.arguments[0]``."""

    def __init__(self) -> None:
        super().__init__(data_filter=True)

    def filter(self, message: Message) -> dict[str, list[str]] | None:
        found = _case_on(message.reply_to_message) if message.text else None
        return {"arguments": [found]} if found else None


def handlers(admin_ids: Collection[int]) -> list[BaseHandler[Update, Any, Any]]:
    """Return the handlers of ``/review`` and of its cards, for these people alone."""
    admins = PRIVATE & filters.User(admin_ids)
    return [
        MessageHandler(admins & Command("review"), review),
        MessageHandler(admins & _RepliesToCard(), add_fact),
        CallbackQueryHandler(decide, f"^{CASE}:([0-9a-f]+):([a-zA-Z])(?::(.+))?$"),
        CallbackQueryHandler(undo, rf"^{UNDO}:(\d{{1,9}})$"),
    ]


async def review(update: Update, context: BotContext) -> None:
    """Send the card of what was asked in vain most often."""
    outgoing = await _tried(context, "0", lambda review: _next_card(review, "0"))
    await respond(context.bot, message_of(update), outgoing)


async def decide(update: Update, context: BotContext) -> None:
    """Carry out what an admin tapped on a card, and show in its place what came of it."""
    query, message = pressed(update)
    if query.from_user.id not in context.bot_data.settings.admin_ids:
        await query.answer(texts.GONE_SHORT)
        return
    case, action, argument = context.groups
    await query.answer()
    if action == NEXT:
        outgoing = await _tried(context, case, lambda review: _next_card(review, case))
    elif action == SHOW:
        outgoing = await _tried(context, case, lambda review: card(review.case(case)))
    else:
        await edit(context.bot, key_of(message), text_message(texts.TRYING))
        outgoing = await _tried(
            context, case, lambda review: _decided(context, review, case, action, argument)
        )
    await edit(context.bot, key_of(message), outgoing)


async def add_fact(update: Update, context: BotContext) -> None:
    """Make a new fact of what an admin answered to a card."""
    message = message_of(update)
    case, answer = context.argument, (message.text or "").strip()

    def added(review: Review) -> OutgoingMessage:
        found = review.case(case)
        if found.passage is None:
            return told_message(case, texts.CASE_HELP_NO_QUOTE)
        fact = NewFact(found.question, answer, (found.passage.quote,))
        context.bot_data.new_facts[case] = fact
        return _shown(review, case, found.question, fact, NEW_FACT.upper())

    await respond(context.bot, message, await _tried(context, case, added))


async def undo(update: Update, context: BotContext) -> None:
    """Take a decision back."""
    query, message = pressed(update)
    if query.from_user.id not in context.bot_data.settings.admin_ids:
        await query.answer(texts.GONE_SHORT)
        return
    await query.answer()
    number = int(context.groups[0])
    outgoing = await _tried(context, "0", lambda review: told_message("0", review.undo(number)))
    await edit(context.bot, key_of(message), outgoing)


async def note_in_vain(context: BotContext, reply: Reply) -> None:
    """Send the admins the card of what was asked in vain for the third time."""
    if not context.bot_data.settings.admin_ids:
        return
    for asked in in_vain(reply):
        case = _case_of(asked.question)
        times = context.bot_data.asked_in_vain.get(case, 0) + 1
        context.bot_data.asked_in_vain[case] = times
        if times == CARD_AFTER:
            await send_card(context, case)


async def note_wrong(context: BotContext, question: str) -> None:
    """Send the admins the card of a question whose answer was voted wrong."""
    if question and context.bot_data.settings.admin_ids:
        await send_card(context, _case_of(question))


async def send_card(context: BotContext, case: str) -> None:
    """Send each admin the card of a case, if it is open."""
    try:
        found = await asyncio.to_thread(_review(context).case, case)
    except BotError:  # it was decided, or the journal is off
        return
    await tell_admins(context.bot, context.bot_data.settings.admin_ids, card(found))


def _review(context: BotContext) -> Review:
    data = context.bot_data
    live = data.live
    return Review(live.folder, data.journal, lambda: live.answerer, live.build)


async def _tried(
    context: BotContext, case: str, work: Callable[[Review], OutgoingMessage]
) -> OutgoingMessage:
    """Do this off the event loop; what cannot be done is a sentence in the card's place.

    It takes up to minutes, so it has a thread of its own and holds up no question.
    """
    try:
        return await _in_daemon_thread(partial(work, _review(context)))
    except BotError as error:
        return told_message(case, str(error))


async def _in_daemon_thread(work: Callable[[], OutgoingMessage]) -> OutgoingMessage:
    """Do this in a thread that a stop does not wait for; the next start does it again."""
    loop = asyncio.get_running_loop()
    done: asyncio.Future[OutgoingMessage] = loop.create_future()

    def settle(result: OutgoingMessage | None, error: Exception | None) -> None:
        if done.cancelled():
            return
        if error is not None:
            done.set_exception(error)
        elif result is not None:
            done.set_result(result)

    def run() -> None:
        result, failed = None, None
        try:
            result = work()
        except Exception as error:
            failed = error
        with suppress(RuntimeError):  # the loop was closed meanwhile
            loop.call_soon_threadsafe(settle, result, failed)

    threading.Thread(target=run, name="review", daemon=True).start()
    return await done


def _next_card(review: Review, after: str) -> OutgoingMessage:
    """Return the card behind this one, the first where it is not open any more."""
    first, is_next = None, False
    for case in review.open():
        first = first or case
        if is_next:
            return card(case)
        is_next = case.id == after
    if first is None or first.id == after:
        return text_message(texts.NO_CASES)
    return card(first)


def _decided(
    context: BotContext, review: Review, case: str, action: str, argument: str | None
) -> OutgoingMessage:
    found = review.case(case)
    decision: Decision
    if action.lower() == BELONGS and argument:
        decision = AddPhrasing(argument)
    elif action.lower() == NOT_STATED:
        see = tuple(entry.id for entry in found.nearest if entry.stated)[:SEE_SHOWN]
        decision = NewNotStated(found.question, see=see)
    elif action == IGNORE:
        decision = Ignore()
    elif action.lower() == NEW_FACT and case in context.bot_data.new_facts:
        decision = context.bot_data.new_facts[case]
    else:
        return told_message(case, texts.GONE_SHORT)
    again = ":".join(filter(None, (action.upper(), argument)))
    return _shown(review, case, found.question, decision, again, anyway=action.isupper())


def _shown(
    review: Review,
    case: str,
    question: str,
    decision: Decision,
    again: str,
    *,
    anyway: bool = False,
) -> OutgoingMessage:
    decided: Decided = review.decide(case, decision, anyway=anyway)
    return decided_message(case, question, decided, again)


def _case_of(question: str) -> str:
    return case_id(gap_key(question, Stemmer()))


def _case_on(message: Message | None) -> str | None:
    """Return the id of the case that a card is about, which stands on its buttons."""
    keyboard = message.reply_markup.inline_keyboard if message and message.reply_markup else ()
    data = (each.callback_data for row in keyboard for each in row)
    found = (_CASE_ID.match(each) for each in data if isinstance(each, str))
    return next((match[1] for match in found if match), None)
