"""Holds back who asks or taps too much: one notice, then silence until the pause is over."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

from telegram.ext import ApplicationHandlerStop, CallbackQueryHandler

from bot.telegram.filters import message_of
from bot.telegram.rate_limit import Verdict
from bot.telegram.send import respond
from bot.telegram.views import texts
from bot.telegram.views.messages import text_message

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from telegram import Message, Update
    from telegram.ext import BaseHandler

    from bot.telegram.context import BotContext

    Handler = Callable[[Update, BotContext], Coroutine[Any, Any, None]]


def handlers() -> list[BaseHandler[Update, Any, Any]]:
    """Return the handler that goes before all others of buttons."""
    return [CallbackQueryHandler(limit_presses)]


def rate_limited(handler: Handler) -> Handler:
    """Let a handler of questions see only those within the limit. Nothing else counts towards it:
    commands, menus and what has no words cost next to nothing.
    """

    @wraps(handler)
    async def limited(update: Update, context: BotContext) -> None:
        message = message_of(update)
        speaker = message.sender_chat or message.from_user
        assert speaker is not None
        verdict = context.bot_data.rate_limiter.question(speaker.id, _asked_at(message))
        if verdict is Verdict.NOTICE and update.guest_message is None:
            await respond(context.bot, message, text_message(texts.TOO_MANY))
        if verdict is Verdict.ANSWER:
            await handler(update, context)

    return limited


async def limit_presses(update: Update, context: BotContext) -> None:
    """Stop what a person presses beyond the limit, and what no button of the bot's can send."""
    query = update.callback_query
    assert query is not None
    if query.message is None:  # forged: no button is ever sent with an inline message
        raise ApplicationHandlerStop
    verdict = context.bot_data.rate_limiter.press(query.from_user.id)
    if verdict is Verdict.NOTICE:
        await query.answer(texts.TOO_MANY_PRESSES)
    if verdict is not Verdict.ANSWER:
        raise ApplicationHandlerStop


def _asked_at(message: Message) -> float:
    return (message.edit_date or message.date).timestamp()
