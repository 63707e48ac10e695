"""Commands for those whose ids stand in ``ADMIN_IDS``; for all others they do not exist."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from telegram.ext import MessageHandler, filters

from bot.authoring.gaps import group
from bot.errors import JournalError
from bot.telegram.filters import PRIVATE, Command, message_of
from bot.telegram.send import respond
from bot.telegram.views.admin import gaps_text, stats_text
from bot.telegram.views.messages import text_message

if TYPE_CHECKING:
    from collections.abc import Collection

    from telegram import Update
    from telegram.ext import BaseHandler

    from bot.telegram.context import BotContext


def handlers(admin_ids: Collection[int]) -> list[BaseHandler[Update, Any, Any]]:
    """Return the handlers of ``/stats``, ``/gaps`` and ``/reload``, for these people alone."""
    admins = PRIVATE & filters.User(admin_ids)
    return [
        MessageHandler(admins & Command("stats"), stats),
        MessageHandler(admins & Command("gaps"), gaps),
        MessageHandler(admins & Command("reload"), reload),
    ]


async def stats(update: Update, context: BotContext) -> None:
    """Say what was asked since the start, how it went, and how fast."""
    text = stats_text(context.bot_data.metrics, context.answerer.knowledge)
    await _say(update, context, text)


async def gaps(update: Update, context: BotContext) -> None:
    """Say what was asked in vain, like with like."""
    journal = context.bot_data.journal
    try:
        found = await asyncio.to_thread(lambda: group(journal.gaps(), journal.ignored()))
    except JournalError as error:
        await _say(update, context, str(error))
        return
    await _say(update, context, gaps_text(found))


async def reload(update: Update, context: BotContext) -> None:
    """Load the knowledge folder now, and say what came of it."""
    change = await asyncio.to_thread(context.bot_data.live.reload)
    await _say(update, context, str(change))


async def _say(update: Update, context: BotContext, text: str) -> None:
    await respond(context.bot, message_of(update), text_message(text))
