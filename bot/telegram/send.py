"""Puts messages into chats: one that responds to another, or in an earlier one's place."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from telegram import LinkPreviewOptions, Message, ReplyParameters
from telegram.constants import ParseMode
from telegram.error import BadRequest, TelegramError

from bot.telegram.delivery.connection import brief
from bot.telegram.filters import is_private, thread_of

if TYPE_CHECKING:
    from collections.abc import Awaitable, Iterable

    from telegram import Bot, InlineKeyboardMarkup, MaybeInaccessibleMessage

    from bot.telegram.context import MessageKey
    from bot.telegram.views.messages import OutgoingMessage

log = logging.getLogger(__name__)

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)

_UNEDITABLE = ("message to edit not found", "message can't be edited", "message_id_invalid")
_NO_SUCH_THREAD = "message thread not found"


async def respond(
    bot: Bot,
    message: MaybeInaccessibleMessage,
    outgoing: OutgoingMessage,
    *,
    quietly: bool = False,
) -> Message:
    """Send a message to where ``message`` stands: in a group as a reply to it, in its topic.

    ``quietly`` sends it without a sound, for what follows on another message of the bot.
    """
    target = ReplyParameters(message.message_id, allow_sending_without_reply=True)
    place = {
        "message_thread_id": thread_of(message),
        "direct_messages_topic_id": _direct_messages_topic(message),
    }

    async def send(place: dict[str, Any]) -> Message:
        return await bot.send_message(
            message.chat.id,
            outgoing.html,
            parse_mode=ParseMode.HTML,
            reply_markup=outgoing.keyboard,
            reply_parameters=None if is_private(message) else target,
            link_preview_options=NO_PREVIEW,
            disable_notification=quietly or None,
            **place,
        )

    try:
        return await send(place)
    except BadRequest as error:
        # The topic was deleted, or is the general one, whose id Telegram gives and does not take.
        if _NO_SUCH_THREAD not in error.message.lower() or place["message_thread_id"] is None:
            raise
        return await send({})


async def edit(bot: Bot, key: MessageKey, outgoing: OutgoingMessage) -> bool:
    """Make a message of the bot show this; False where it cannot be edited any more."""
    chat_id, message_id = key
    return await _edited(
        bot.edit_message_text(
            outgoing.html,
            chat_id,
            message_id,
            parse_mode=ParseMode.HTML,
            reply_markup=outgoing.keyboard,
            link_preview_options=NO_PREVIEW,
        )
    )


async def edit_keyboard(bot: Bot, key: MessageKey, keyboard: InlineKeyboardMarkup | None) -> bool:
    """Change the buttons alone; False where the message cannot be edited any more."""
    return await _edited(bot.edit_message_reply_markup(*key, reply_markup=keyboard))


async def tell_admins(bot: Bot, admin_ids: Iterable[int], outgoing: OutgoingMessage) -> None:
    """Send a message to each admin; who has not begun a chat with the bot cannot be told."""
    for admin_id in admin_ids:
        try:
            await bot.send_message(
                admin_id,
                outgoing.html,
                parse_mode=ParseMode.HTML,
                reply_markup=outgoing.keyboard,
                link_preview_options=NO_PREVIEW,
            )
        except TelegramError as error:
            log.warning("Admin %s could not be told: %s", admin_id, brief(error))


def _direct_messages_topic(message: MaybeInaccessibleMessage) -> int | None:
    """Return the id of the person's topic, where people write to a channel directly."""
    topic = message.direct_messages_topic if isinstance(message, Message) else None
    return topic.topic_id if topic else None


async def _edited(editing: Awaitable[object]) -> bool:
    try:
        await editing
    except BadRequest as error:
        if not any(text in error.message.lower() for text in _UNEDITABLE):
            raise
        return False
    return True
