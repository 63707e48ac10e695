"""Commands for those whose ids stand in ``ADMIN_IDS``; for all others they do not exist."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
import time
from functools import partial
from typing import TYPE_CHECKING, Any

from telegram.constants import ParseMode
from telegram.error import TelegramError
from telegram.ext import CommandHandler, filters

from bot.answering.reply import Outcome
from bot.authoring.gaps import group
from bot.errors import JournalError
from bot.telegram.delivery.connection import brief
from bot.telegram.filters import PRIVATE, message_of
from bot.telegram.send import respond
from bot.telegram.views import texts as wording
from bot.telegram.views.messages import text_screen

if TYPE_CHECKING:
    from collections.abc import Iterable

    from telegram import Bot, Update
    from telegram.ext import BaseHandler, ContextTypes

    from bot.authoring.gaps import Gap
    from bot.telegram.context import Desk

log = logging.getLogger(__name__)

GAPS_SHOWN = 15


def handlers(desk: Desk) -> list[BaseHandler[Update, Any, Any]]:
    """Return the handlers of ``/stats``, ``/gaps`` and ``/reload``."""
    admins = PRIVATE & filters.User(desk.settings.admin_ids)
    return [
        CommandHandler("stats", partial(stats, desk), admins),
        CommandHandler("gaps", partial(gaps, desk), admins),
        CommandHandler("reload", partial(reload, desk), admins),
    ]


async def stats(desk: Desk, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Say what was asked since the start, how it went, and how fast."""
    await _say(update, context, _stats(desk))


async def gaps(desk: Desk, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Say what was asked in vain, like with like."""
    try:
        found = await asyncio.to_thread(lambda: group(desk.journal.gaps()))
    except JournalError as error:
        await _say(update, context, str(error))
        return
    lines = [wording.GAPS, *map(_gap, found[:GAPS_SHOWN])] if found else [wording.NO_GAPS]
    await _say(update, context, "\n".join(lines))


async def reload(desk: Desk, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Load the knowledge folder now, and say what came of it."""
    await _say(update, context, str(await asyncio.to_thread(desk.live.reload)))


async def tell(bot: Bot, admin_ids: Iterable[int], text: str) -> None:
    """Send a text to each admin; who has not begun a chat with the bot cannot be told."""
    for admin_id in admin_ids:
        try:
            await bot.send_message(admin_id, text_screen(text).html, parse_mode=ParseMode.HTML)
        except TelegramError as error:
            log.warning("Admin %s could not be told: %s", admin_id, brief(error))


def _stats(desk: Desk) -> str:
    counts, knowledge = desk.counts, desk.answerer.knowledge
    median, slow = counts.speed_ms
    return wording.STATS.format(
        uptime=dt.timedelta(seconds=round(time.monotonic() - counts.started)),
        questions=counts.outcomes.total(),
        outcomes=", ".join(f"{each.value} {counts.outcomes[each]}" for each in Outcome),
        up=counts.up,
        down=counts.down,
        median=median,
        slow=slow,
        facts=sum(1 for _ in knowledge.facts),
        articles=len(knowledge.articles),
    )


def _gap(gap: Gap) -> str:
    return wording.GAP.format(
        count=gap.count,
        question=gap.questions[0],
        outcomes=", ".join(gap.outcomes),
    )


async def _say(update: Update, context: ContextTypes.DEFAULT_TYPE, text: str) -> None:
    await respond(context.bot, message_of(update), text_screen(text))
