"""Questions: a message is answered, and an edited message has its answer edited."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from telegram.ext import MessageHandler

from bot.answering.reply import Outcome
from bot.telegram.context import QUESTION_HELD, Answer, Turn
from bot.telegram.filters import (
    EDITED,
    NEW,
    QUESTION,
    conversation_key,
    key_of,
    message_of,
    replies_to,
)
from bot.telegram.handlers.rate_limits import rate_limited
from bot.telegram.handlers.teaching import note_in_vain
from bot.telegram.send import edit, respond
from bot.telegram.views import texts
from bot.telegram.views.messages import OutgoingMessage, prompt_message

if TYPE_CHECKING:
    from collections.abc import Hashable

    from telegram import Message, Update
    from telegram.ext import BaseHandler

    from bot.answering.conversation import Conversation
    from bot.answering.reply import Reply
    from bot.telegram.context import BotContext


def handlers() -> list[BaseHandler[Update, Any, Any]]:
    """Return the handlers of questions, new and edited."""
    return [
        MessageHandler(NEW & QUESTION, answer),
        MessageHandler(EDITED & QUESTION, answer_edited),
    ]


@rate_limited
async def answer(update: Update, context: BotContext) -> None:
    """Answer a question, and remember what an edit of it or a reply to the answer will need."""
    message = message_of(update)
    if message.media_group_id:  # the other pictures of the album come without words of their own
        context.bot_data.hinted[message.chat_id] = True
    conversation = context.bot_data.conversations.get(_key(message))
    followed = _replied_to(context, message)
    if followed is not None:
        conversation.restore(followed.conversation)
    await _answer_anew(message, context, conversation)


@rate_limited
async def answer_edited(update: Update, context: BotContext) -> None:
    """Edit the answer of an edited question; one whose answer is gone or unknown gets one."""
    message = message_of(update)
    answered = context.bot_data.answers.get(key_of(message))
    conversation = context.bot_data.conversations.get(_key(message))
    if answered is None:
        await _answer_anew(message, context, conversation)
        return
    conversation.restore(answered.before)
    outgoing, turn = await _decide(context, message, conversation)
    key = message.chat_id, answered.message_id
    if not await edit(context.bot, key, outgoing):
        key = key_of(await respond(context.bot, message, outgoing))
        context.bot_data.answers[key_of(message)] = replace(answered, message_id=key[1])
    context.bot_data.turns[key] = turn


async def _answer_anew(message: Message, context: BotContext, conversation: Conversation) -> None:
    before = conversation.snapshot()
    outgoing, turn = await _decide(context, message, conversation)
    sent = await respond(context.bot, message, outgoing)
    context.bot_data.answers[key_of(message)] = Answer(sent.message_id, before)
    context.bot_data.turns[key_of(sent)] = turn
    if context.reply is not None:
        await note_in_vain(context, context.reply)


async def _decide(
    context: BotContext, message: Message, conversation: Conversation
) -> tuple[OutgoingMessage, Turn]:
    """Return what answers the question; who addresses the bot and asks nothing is asked what."""
    answerer = context.answerer
    if not context.question:
        return prompt_message(texts.ASK_WHAT, answerer), Turn()
    offered = conversation.offered
    reply = await context.in_thread(answerer.reply, context.question, conversation)
    _note_choice(context, message, offered, reply)
    context.bot_data.metrics.add(reply)
    context.bot_data.journal.record(reply)
    context.reply = reply
    return context.message_for(reply, answerer), Turn.of(reply, conversation)


def _note_choice(
    context: BotContext, message: Message, offered: tuple[str, ...], reply: Reply
) -> None:
    """Take choices for taken where one was picked by its number, or asked for in other words."""
    undecided = context.bot_data.undecided
    asked = undecided.pop(_key(message), None)
    if asked and any(answered.entry.id in offered for answered in reply.answers):
        context.bot_data.journal.choice_taken(asked)
    if reply.outcome is Outcome.CHOICES:
        undecided[_key(message)] = reply.question[:QUESTION_HELD]


def _key(message: Message) -> Hashable:
    return conversation_key(message, message.sender_chat or message.from_user)


def _replied_to(context: BotContext, message: Message) -> Turn | None:
    if message.reply_to_message is None or not replies_to(message, message.get_bot()):
        return None
    return context.bot_data.turns.get(key_of(message.reply_to_message))
