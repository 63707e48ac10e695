"""Puts the library's ``Application`` together: the bot, the handlers, and what goes before them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from telegram.ext import Application, ApplicationBuilder

from bot.telegram import errors as mishaps
from bot.telegram import rate_limit as pace
from bot.telegram.handlers import registry as handlers

if TYPE_CHECKING:
    from bot.telegram.context import Desk
    from bot.telegram.delivery.bot_api import ArticleBot

BotApplication = Application[Any, Any, Any, Any, Any, Any]

BEFORE_ALL = -1


def build(bot: ArticleBot, desk: Desk) -> BotApplication:
    """Return the application; updates go to its ``process_update``, it fetches none by itself."""
    application = ApplicationBuilder().bot(bot).updater(None).job_queue(None).build()
    application.add_handler(pace.handler(desk.settings.questions_per_minute), BEFORE_ALL)
    application.add_error_handler(mishaps.report)
    handlers.register(application, desk)
    return application
