"""Puts screens into chats: as a message that responds to another, or in an earlier one's place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telegram import LinkPreviewOptions, ReplyParameters
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot.telegram.filters import is_private, thread_of

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from telegram import Bot, InlineKeyboardMarkup, MaybeInaccessibleMessage, Message

    from bot.telegram.context import MessageKey
    from bot.telegram.views.messages import Screen

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)

_UNEDITABLE = ("message to edit not found", "message can't be edited", "message_id_invalid")


async def respond(
    bot: Bot, message: MaybeInaccessibleMessage, screen: Screen, *, quietly: bool = False
) -> Message:
    """Send a screen to where ``message`` stands: in a group as a reply to it, in its topic.

    ``quietly`` sends it without a sound, for what follows on another message of the bot.
    """
    target = ReplyParameters(message.message_id, allow_sending_without_reply=True)
    return await bot.send_message(
        message.chat.id,
        screen.html,
        parse_mode=ParseMode.HTML,
        reply_markup=screen.keyboard,
        message_thread_id=thread_of(message),
        reply_parameters=None if is_private(message) else target,
        link_preview_options=NO_PREVIEW,
        disable_notification=quietly or None,
    )


async def edit(bot: Bot, key: MessageKey, screen: Screen) -> bool:
    """Make a message of the bot show this; False where it cannot be edited any more."""
    chat_id, message_id = key
    return await _edited(
        bot.edit_message_text(
            screen.html,
            chat_id,
            message_id,
            parse_mode=ParseMode.HTML,
            reply_markup=screen.keyboard,
            link_preview_options=NO_PREVIEW,
        )
    )


async def edit_keyboard(bot: Bot, key: MessageKey, keyboard: InlineKeyboardMarkup | None) -> bool:
    """Change the buttons alone; False where the message cannot be edited any more."""
    return await _edited(bot.edit_message_reply_markup(*key, reply_markup=keyboard))


async def _edited(editing: Awaitable[object]) -> bool:
    try:
        await editing
    except BadRequest as error:
        if not any(text in error.message.lower() for text in _UNEDITABLE):
            raise
        return False
    return True
