"""Questions: a message is answered, and an edited message has its answer edited."""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING, Any

from telegram.ext import MessageHandler

from bot.telegram.context import Answer, Turn
from bot.telegram.filters import (
    EDITED,
    NEW,
    QUESTION,
    conversation_key,
    key_of,
    message_of,
    question_in,
    replies_to,
)
from bot.telegram.send import edit, respond
from bot.telegram.views import texts as wording
from bot.telegram.views.messages import Screen, prompt_screen, reply_screen

if TYPE_CHECKING:
    from telegram import Message, Update
    from telegram.ext import BaseHandler, ContextTypes

    from bot.answering.conversation import Conversation
    from bot.telegram.context import Desk


def handlers(desk: Desk) -> list[BaseHandler[Update, Any, Any]]:
    """Return the handlers of questions, new and edited."""
    return [
        MessageHandler(NEW & QUESTION, partial(answer, desk)),
        MessageHandler(EDITED & QUESTION, partial(answer_edited, desk)),
    ]


async def answer(desk: Desk, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Answer a question, and remember what an edit of it or a reply to the answer will need."""
    message = message_of(update)
    if message.media_group_id:  # the other pictures of the album come without words of their own
        desk.hinted.put(message.chat_id, time.monotonic())
    conversation = _conversation(desk, message)
    if followed := _replied_to(desk, message):
        conversation.remember(followed.question, followed.entry_ids)
    before = Turn.last(conversation)
    screen, turn = _decide(desk, message, conversation)
    sent = await respond(context.bot, message, screen)
    desk.answers.put(key_of(message), Answer(sent.message_id, before))
    desk.turns.put(key_of(sent), turn)


async def answer_edited(desk: Desk, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Edit the answer of an edited question; one that had no answer that is known gets one."""
    message = message_of(update)
    answered = desk.answers.get(key_of(message))
    if answered is None:
        await answer(desk, update, context)
        return
    conversation = _conversation(desk, message)
    conversation.remember(answered.before.question, answered.before.entry_ids)
    screen, turn = _decide(desk, message, conversation)
    key = message.chat_id, answered.message_id
    if await edit(context.bot, key, screen):
        desk.turns.put(key, turn)


def _decide(desk: Desk, message: Message, conversation: Conversation) -> tuple[Screen, Turn]:
    """Return what answers a message; who addresses the bot and asks nothing is asked what."""
    answerer = desk.answerer
    question = question_in(message, message.get_bot())
    if not question:
        return prompt_screen(wording.ASK_WHAT, answerer), Turn()
    reply = answerer.reply(question, conversation)
    desk.counts.add(reply)
    desk.journal.record(reply)
    return reply_screen(reply, answerer), Turn.of(reply)


def _conversation(desk: Desk, message: Message) -> Conversation:
    speaker = message.sender_chat or message.from_user
    return desk.conversations.get(conversation_key(message, speaker))


def _replied_to(desk: Desk, message: Message) -> Turn | None:
    if message.reply_to_message is None or not replies_to(message, message.get_bot()):
        return None
    return desk.turns.get(key_of(message.reply_to_message))
