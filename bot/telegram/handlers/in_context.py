"""The button that shows quotes within their paragraphs, in the same message, and goes back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from telegram import Message
from telegram.ext import CallbackQueryHandler

from bot.telegram.filters import key_of
from bot.telegram.handlers.buttons import pressed
from bot.telegram.send import edit, edit_keyboard
from bot.telegram.views import texts
from bot.telegram.views.in_context import context_html
from bot.telegram.views.keyboards import BACK_FROM_CONTEXT, IN_CONTEXT, button, markup, without
from bot.telegram.views.messages import OutgoingMessage

if TYPE_CHECKING:
    from telegram import MaybeInaccessibleMessage, Update
    from telegram.ext import BaseHandler

    from bot.telegram.context import BotContext


def handlers() -> list[BaseHandler[Update, Any, Any]]:
    """Return the handlers of "in context" and of the way back."""
    return [
        CallbackQueryHandler(show, f"^{IN_CONTEXT}:([0-9a-f]+)$"),
        CallbackQueryHandler(go_back, f"^{BACK_FROM_CONTEXT}$"),
    ]


async def show(update: Update, context: BotContext) -> None:
    """Edit an answer into the paragraphs that its quotes stand in."""
    query, message = pressed(update)
    knowledge = context.answerer.knowledge
    html = await context.in_thread(context_html, knowledge, context.groups[0])
    if html is None or not isinstance(message, Message):
        await query.answer(texts.GONE_SHORT)
        await _leave_out(context, message, query.data or "")
        return
    await query.answer()
    back = markup([(button(texts.BACK, BACK_FROM_CONTEXT),)])
    before = OutgoingMessage(message.text_html, message.reply_markup)
    if await edit(context.bot, key_of(message), OutgoingMessage(html, back)):
        context.bot_data.before_context[key_of(message)] = before


async def go_back(update: Update, context: BotContext) -> None:
    """Edit the paragraphs into the answer that was there before."""
    query, message = pressed(update)
    before = context.bot_data.before_context.get(key_of(message))
    await query.answer(None if before else texts.GONE_SHORT)
    if before is not None:
        await edit(context.bot, key_of(message), before)
    else:  # another process showed it: the paragraphs stay, the button that leads nowhere goes
        await _leave_out(context, message, query.data or "")


async def _leave_out(context: BotContext, message: MaybeInaccessibleMessage, data: str) -> None:
    if isinstance(message, Message):
        await edit_keyboard(context.bot, key_of(message), without(message.reply_markup, data))
