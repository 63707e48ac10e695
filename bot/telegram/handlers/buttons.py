"""The buttons that carry a fact's id: a choice becomes the answer, a further question gets one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from telegram import Message
from telegram.ext import CallbackQueryHandler

from bot.errors import UnknownEntryError
from bot.telegram.filters import conversation_key, key_of
from bot.telegram.send import edit, edit_keyboard, respond
from bot.telegram.views import texts
from bot.telegram.views.keyboards import ASK, CHOOSE, NONE, without
from bot.telegram.views.messages import prompt_message

if TYPE_CHECKING:
    from collections.abc import Hashable

    from telegram import Bot, CallbackQuery, MaybeInaccessibleMessage, Update
    from telegram.ext import BaseHandler

    from bot.telegram.context import BotContext, Turn
    from bot.telegram.views.messages import OutgoingMessage


def handlers() -> list[BaseHandler[Update, Any, Any]]:
    """Return the handlers of choices, further questions, and "none of these"."""
    return [
        CallbackQueryHandler(choose, pattern=f"^{CHOOSE}:(.+)$"),
        CallbackQueryHandler(ask, pattern=f"^{ASK}:(.+)$"),
        CallbackQueryHandler(decline, pattern=f"^{NONE}$"),
    ]


async def choose(update: Update, context: BotContext) -> None:
    """Edit a message that offers choices into the answer of the one that was tapped."""
    query, message = pressed(update)
    try:
        outgoing, turn = await open_pressed(context, query, message, context.groups[0])
    except UnknownEntryError:
        await query.answer(texts.GONE_SHORT)
        gone = prompt_message(texts.GONE, context.answerer)
        await edit(context.bot, key_of(message), gone)
        return
    await query.answer()
    offered = context.bot_data.turns.get(key_of(message))
    if offered is not None and not offered.entry_ids:
        context.bot_data.journal.choice_taken(offered.question)
        turn = replace(turn, question=offered.question, nearest=offered.nearest)
    key = key_of(message)
    if not await edit(context.bot, key, outgoing):
        key = key_of(await respond(context.bot, message, outgoing))
    context.bot_data.turns[key] = turn


async def ask(update: Update, context: BotContext) -> None:
    """Answer the question on a button in a message of its own, and the message stays as it is."""
    query, message = pressed(update)
    if tapped_twice(context, query, message):
        await query.answer()
        return
    try:
        outgoing, turn = await open_pressed(context, query, message, context.groups[0])
    except UnknownEntryError:
        await query.answer(texts.GONE_SHORT)
        await _remove_button(context.bot, query, message)
        return
    await query.answer()
    sent = await respond(context.bot, message, outgoing)
    context.bot_data.turns[key_of(sent)] = turn
    remember_tap(context, query, message)


async def decline(update: Update, context: BotContext) -> None:
    """Edit a message that offers choices, none of which was meant, into one that leads on."""
    query, message = pressed(update)
    await query.answer()
    await edit(context.bot, key_of(message), prompt_message(texts.DECLINED, context.answerer))


def pressed(update: Update) -> tuple[CallbackQuery, MaybeInaccessibleMessage]:
    """Return the press of a button and the message that the button is on."""
    query = update.callback_query
    assert query is not None
    assert query.message is not None, "no button is ever sent with an inline message"
    return query, query.message


def presser_key(query: CallbackQuery, message: MaybeInaccessibleMessage) -> Hashable:
    """Return the key of the conversation of whoever pressed."""
    return conversation_key(message, query.from_user)


async def open_pressed(
    context: BotContext, query: CallbackQuery, message: MaybeInaccessibleMessage, fact_id: str
) -> tuple[OutgoingMessage, Turn]:
    """Return the answer that a button stands for, as a turn of the talk of who pressed it.

    Raises :class:`~bot.errors.UnknownEntryError` where no fact has this id (any more).
    """
    conversation = context.bot_data.conversations.get(presser_key(query, message))
    return await context.open(fact_id, conversation)


def tapped_twice(
    context: BotContext, query: CallbackQuery, message: MaybeInaccessibleMessage
) -> bool:
    """Tell whether the same button was pressed, and served, a moment ago."""
    return (key_of(message), query.data or "") in context.bot_data.tapped


def remember_tap(
    context: BotContext, query: CallbackQuery, message: MaybeInaccessibleMessage
) -> None:
    """Remember that a press has just been served."""
    context.bot_data.tapped[key_of(message), query.data or ""] = True


async def _remove_button(bot: Bot, query: CallbackQuery, message: MaybeInaccessibleMessage) -> None:
    if isinstance(message, Message):
        left = without(message.reply_markup, query.data or "")
        await edit_keyboard(bot, key_of(message), left)
