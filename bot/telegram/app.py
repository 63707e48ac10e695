"""Builds the library's ``Application``: the bot, the context of handlers, and the handlers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from telegram.ext import Application, ApplicationBuilder, ContextTypes

from bot.telegram import handlers
from bot.telegram.context import BotContext
from bot.telegram.errors import on_error

if TYPE_CHECKING:
    from bot.telegram.context import BotData
    from bot.telegram.delivery.bot_api import ArticleBot

BotApplication = Application[Any, Any, Any, Any, Any, Any]


def build(bot: ArticleBot, bot_data: BotData) -> BotApplication:
    """Return the application; updates go to its ``process_update``, it fetches none by itself."""
    application: BotApplication = (
        ApplicationBuilder()
        .bot(bot)
        .context_types(ContextTypes(context=BotContext))
        .updater(None)
        .job_queue(None)
        .build()
    )
    application.bot_data = bot_data
    application.add_error_handler(on_error)
    handlers.register(application)
    return application
