"""What becomes of an update whose answer could not be given: a line in the log, never a stop."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from telegram import Update
from telegram.error import TelegramError

from bot.telegram.delivery.connection import brief
from bot.telegram.send import respond
from bot.telegram.views import texts as wording
from bot.telegram.views.messages import text_screen

if TYPE_CHECKING:
    from telegram.ext import ContextTypes

log = logging.getLogger(__name__)


async def report(update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
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
        await respond(context.bot, update.effective_message, text_screen(wording.MISHAP))
