"""The buttons that carry a fact's id: a choice becomes the answer, a further question gets one."""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING, Any

from telegram import Message
from telegram.ext import CallbackQueryHandler

from bot.errors import UnknownEntryError
from bot.telegram.context import Turn
from bot.telegram.filters import conversation_key, key_of
from bot.telegram.send import edit, edit_keyboard, respond
from bot.telegram.views import texts as wording
from bot.telegram.views.keyboards import ASK, CHOOSE, NONE, without
from bot.telegram.views.messages import prompt_screen, reply_screen

if TYPE_CHECKING:
    from telegram import Bot, CallbackQuery, MaybeInaccessibleMessage, Update
    from telegram.ext import BaseHandler, ContextTypes

    from bot.telegram.context import Desk
    from bot.telegram.views.messages import Screen

DOUBLE_TAP_SECONDS = 2.0


def handlers(desk: Desk) -> list[BaseHandler[Update, Any, Any]]:
    """Return the handlers of choices, further questions, and "none of these"."""
    return [
        CallbackQueryHandler(partial(choose, desk), pattern=f"^{CHOOSE}:(.+)$"),
        CallbackQueryHandler(partial(ask, desk), pattern=f"^{ASK}:(.+)$"),
        CallbackQueryHandler(partial(decline, desk), pattern=f"^{NONE}$"),
    ]


async def choose(desk: Desk, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Edit a message that offers choices into the answer of the one that was tapped."""
    query, message = pressed(update)
    try:
        screen, turn = open_fact(desk, query, message, _id(context))
    except UnknownEntryError:
        await query.answer(wording.GONE_SHORT)
        await edit(context.bot, key_of(message), prompt_screen(wording.GONE, desk.answerer))
        return
    await query.answer()
    offered = desk.turns.get(key_of(message))
    if offered is not None and not offered.entry_ids:
        desk.journal.choice_taken(offered.question)
        turn = Turn(offered.question, turn.entry_ids)
    key = key_of(message)
    if not await edit(context.bot, key, screen):
        key = key_of(await respond(context.bot, message, screen))
    desk.turns.put(key, turn)


async def ask(desk: Desk, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Answer the question on a button in a message of its own, and the message stays as it is."""
    query, message = pressed(update)
    if tapped_twice(desk, query, message):
        await query.answer()
        return
    try:
        screen, turn = open_fact(desk, query, message, _id(context))
    except UnknownEntryError:
        await query.answer(wording.GONE_SHORT)
        await _remove_button(context.bot, query, message)
        return
    await query.answer()
    sent = await respond(context.bot, message, screen)
    desk.turns.put(key_of(sent), turn)
    remember_tap(desk, query, message)


async def decline(desk: Desk, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Edit a message that offers choices, none of which was meant, into one that leads on."""
    query, message = pressed(update)
    await query.answer()
    await edit(context.bot, key_of(message), prompt_screen(wording.DECLINED, desk.answerer))


def pressed(update: Update) -> tuple[CallbackQuery, MaybeInaccessibleMessage]:
    """Return the press of a button and the message that the button is on."""
    query = update.callback_query
    assert query is not None
    assert query.message is not None, "no button is ever sent with an inline message"
    return query, query.message


def open_fact(
    desk: Desk, query: CallbackQuery, message: MaybeInaccessibleMessage, fact_id: str
) -> tuple[Screen, Turn]:
    """Return the answer that a button stands for, as a turn of the talk of who pressed it.

    Raises :class:`~bot.errors.UnknownEntryError` where no fact has this id (any more).
    """
    answerer = desk.answerer
    conversation = desk.conversations.get(conversation_key(message, query.from_user))
    reply = answerer.open(fact_id, conversation)
    return reply_screen(reply, answerer, headed=True), Turn.of(reply)


def tapped_twice(desk: Desk, query: CallbackQuery, message: MaybeInaccessibleMessage) -> bool:
    """Return whether the same button was pressed, and served, a moment ago."""
    last = desk.tapped.get((key_of(message), query.data or ""))
    return last is not None and time.monotonic() - last < DOUBLE_TAP_SECONDS


def remember_tap(desk: Desk, query: CallbackQuery, message: MaybeInaccessibleMessage) -> None:
    """Remember that a press has just been served."""
    desk.tapped.put((key_of(message), query.data or ""), time.monotonic())


def _id(context: ContextTypes.DEFAULT_TYPE) -> str:
    assert context.matches is not None
    return context.matches[0].group(1)


async def _remove_button(bot: Bot, query: CallbackQuery, message: MaybeInaccessibleMessage) -> None:
    if isinstance(message, Message):
        left = without(message.reply_markup, query.data or "")
        await edit_keyboard(bot, key_of(message), left)
