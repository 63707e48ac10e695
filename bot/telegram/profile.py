"""The bot's card in Telegram: its commands for each kind of chat, and what it says of itself."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from telegram import (
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
)
from telegram.constants import BotDescriptionLimit
from telegram.error import TelegramError

from bot.telegram.delivery.connection import brief
from bot.telegram.views import texts as wording
from bot.telegram.views.limits import shortened

if TYPE_CHECKING:
    from collections.abc import Mapping

    from telegram import Bot

    from bot.knowledge.model import Knowledge

log = logging.getLogger(__name__)

TITLES_NAMED = 3


async def set_up(bot: Bot, knowledge: Knowledge) -> None:
    """Set the commands and descriptions that are not as they should be.

    The bot works without them, so what Telegram refuses is logged, and no more.
    """
    try:
        await _set_commands(bot, BotCommandScopeAllPrivateChats(), wording.PRIVATE_COMMANDS)
        await _set_commands(bot, BotCommandScopeAllGroupChats(), wording.GROUP_COMMANDS)
        await _set_descriptions(bot, description_of(knowledge))
    except TelegramError as error:
        log.warning("The menu and the descriptions could not be set: %s", brief(error))


def description_of(knowledge: Knowledge) -> str:
    """Return what a new chat with the bot shows before the first message."""
    titles = [wording.TITLE.format(title=article.title) for article in knowledge.articles]
    named = ", ".join(titles[:TITLES_NAMED])
    if (left := len(titles) - TITLES_NAMED) > 0:
        named = wording.AND_MORE.format(titles=named, count=left)
    room = BotDescriptionLimit.MAX_DESCRIPTION_LENGTH - len(wording.DESCRIPTION)
    return wording.DESCRIPTION.format(titles=shortened(named, room))


async def _set_commands(bot: Bot, scope: BotCommandScope, commands: Mapping[str, str]) -> None:
    wanted = tuple(BotCommand(name, text) for name, text in commands.items())
    if await bot.get_my_commands(scope) != wanted:
        await bot.set_my_commands(wanted, scope)


async def _set_descriptions(bot: Bot, description: str) -> None:
    if (await bot.get_my_description()).description != description:
        await bot.set_my_description(description)
    short = await bot.get_my_short_description()
    if short.short_description != wording.SHORT_DESCRIPTION:
        await bot.set_my_short_description(wording.SHORT_DESCRIPTION)
