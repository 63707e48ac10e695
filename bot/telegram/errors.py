"""Handles an update whose answer could not be given: a line in the log, never a stop."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from telegram import Update
from telegram.error import TelegramError

from bot.telegram.delivery.connection import brief
from bot.telegram.send import respond
from bot.telegram.views import texts
from bot.telegram.views.messages import text_message

if TYPE_CHECKING:
    from bot.telegram.context import BotContext

log = logging.getLogger(__name__)


async def on_error(update: object, context: BotContext) -> None:
    """Log what went wrong; where the fault is the bot's own, tell the person so as well.

    What Telegram will not deliver, for the chat is gone or the bot was blocked, is one line.
    """
    error = context.error
    assert error is not None
    if isinstance(error, TelegramError):
        log.warning("An answer could not be delivered: %s", brief(error))
        return
    log.error("A question could not be answered.", exc_info=error)
    if isinstance(update, Update) and update.effective_message is not None:
        try:
            await respond(context.bot, update.effective_message, text_message(texts.BOT_ERROR))
        except TelegramError as refused:
            log.warning("The person could not be told: %s", brief(refused))
