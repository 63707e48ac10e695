"""The bot's profile in Telegram: its commands for each kind of chat, and its descriptions."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from telegram import (
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
)
from telegram.constants import BotDescriptionLimit
from telegram.error import TelegramError

from bot.telegram.delivery.connection import brief
from bot.telegram.views import texts
from bot.telegram.views.limits import shortened

if TYPE_CHECKING:
    from collections.abc import Mapping

    from telegram import Bot

    from bot.knowledge.model import Knowledge

log = logging.getLogger(__name__)

TITLES_NAMED = 3


async def update_profile(bot: Bot, knowledge: Knowledge) -> None:
    """Set the commands and descriptions that are not as they should be.

    The bot works without them, so what Telegram refuses is logged, and no more.
    """
    try:
        await _set_commands(bot, BotCommandScopeAllPrivateChats(), texts.PRIVATE_COMMANDS)
        await _set_commands(bot, BotCommandScopeAllGroupChats(), texts.GROUP_COMMANDS)
        await _set_descriptions(bot, description_of(knowledge))
    except TelegramError as error:
        log.warning("The commands and descriptions could not be set: %s", brief(error))


def description_of(knowledge: Knowledge) -> str:
    """Return what a new chat with the bot shows before the first message."""
    titles = [texts.TITLE.format(title=article.title) for article in knowledge.articles]
    named = ", ".join(titles[:TITLES_NAMED])
    if (left := len(titles) - TITLES_NAMED) > 0:
        named = texts.AND_MORE.format(titles=named, count=left)
    room = BotDescriptionLimit.MAX_DESCRIPTION_LENGTH - len(texts.DESCRIPTION)
    return texts.DESCRIPTION.format(titles=shortened(named, room))


async def _set_commands(bot: Bot, scope: BotCommandScope, commands: Mapping[str, str]) -> None:
    wanted = tuple(BotCommand(name, text) for name, text in commands.items())
    if await bot.get_my_commands(scope) != wanted:
        await bot.set_my_commands(wanted, scope)


async def add_admin_commands(bot: Bot, admin_id: int) -> None:
    """Add the admins' commands to one admin's menu.

    Telegram takes them for a chat that has begun alone, so it is done when the admin writes.
    """
    commands = {**texts.PRIVATE_COMMANDS, **texts.ADMIN_COMMANDS}
    try:
        await _set_commands(bot, BotCommandScopeChat(admin_id), commands)
    except TelegramError as error:
        log.warning("The commands of admin %s could not be set: %s", admin_id, brief(error))


async def _set_descriptions(bot: Bot, description: str) -> None:
    if (await bot.get_my_description()).description != description:
        await bot.set_my_description(description)
    short = await bot.get_my_short_description()
    if short.short_description != texts.SHORT_DESCRIPTION:
        await bot.set_my_short_description(texts.SHORT_DESCRIPTION)
