"""The menu: articles, topics, questions and answers in one message that is edited."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from telegram.ext import CallbackQueryHandler, MessageHandler

from bot.errors import UnknownEntryError
from bot.telegram.context import Turn
from bot.telegram.filters import NEW, Command, key_of, message_of
from bot.telegram.handlers.buttons import pressed, presser_key
from bot.telegram.send import edit, respond
from bot.telegram.views import texts
from bot.telegram.views.keyboards import answer_rows, markup
from bot.telegram.views.messages import OutgoingMessage
from bot.telegram.views.replies import reply_html
from bot.telegram.views.topics import (
    ARTICLE,
    OPEN,
    ROOT,
    TOPIC,
    article_message,
    back_to_topic,
    find_article,
    root_message,
    topic_message,
    topics_of,
)

if TYPE_CHECKING:
    from telegram import Update
    from telegram.ext import BaseHandler

    from bot.telegram.context import BotContext

_PAGE = r"(\d{1,6})"
_HASH = "([0-9a-f]+)"


def handlers() -> list[BaseHandler[Update, Any, Any]]:
    """Return the handlers of ``/topics`` and of the buttons that it leads to."""
    return [
        MessageHandler(NEW & Command("topics"), topics),
        CallbackQueryHandler(show_root, f"^{ROOT}:{_PAGE}$"),
        CallbackQueryHandler(show_article, f"^{ARTICLE}:{_HASH}:{_PAGE}$"),
        CallbackQueryHandler(show_topic, f"^{TOPIC}:{_HASH}:{_PAGE}$"),
        CallbackQueryHandler(show_answer, f"^{OPEN}:(.+)$"),
    ]


async def topics(update: Update, context: BotContext) -> None:
    """Send the menu's first page."""
    await respond(context.bot, message_of(update), root_message(context.answerer.knowledge))


async def show_root(update: Update, context: BotContext) -> None:
    """Go to the menu's first page: the articles, or the topics of the only one."""
    (page,) = context.groups
    await _show(update, context, root_message(context.answerer.knowledge, int(page)))


async def show_article(update: Update, context: BotContext) -> None:
    """Go to the topics of an article."""
    key, page = context.groups
    knowledge = context.answerer.knowledge
    article = find_article(knowledge, key)
    shown = article and article_message(knowledge, article, int(page))
    await _show(update, context, shown or root_message(knowledge), gone=shown is None)


async def show_topic(update: Update, context: BotContext) -> None:
    """Go to the questions of a topic."""
    key, page = context.groups
    knowledge = context.answerer.knowledge
    topic = next((topic for topic in topics_of(knowledge) if topic.key == key), None)
    shown = topic and topic_message(topic, int(page))
    await _show(update, context, shown or root_message(knowledge), gone=shown is None)


async def show_answer(update: Update, context: BotContext) -> None:
    """Go to an answer, with the way back to its topic under it."""
    query, message = pressed(update)
    answerer = context.answerer
    knowledge = answerer.knowledge
    conversation = context.bot_data.conversations.get(presser_key(query, message))
    try:
        reply = answerer.open(context.groups[0], conversation)
    except UnknownEntryError:
        await _show(update, context, root_message(knowledge), gone=True)
        return
    fact = knowledge.fact(reply.answers[0].entry.id)
    shareable = bool(context.bot.supports_inline_queries)
    rows = [*answer_rows(reply, shareable=shareable), (back_to_topic(knowledge, fact),)]
    shown = OutgoingMessage(reply_html(reply, knowledge, headed=True), markup(rows))
    await _show(update, context, shown)
    turn = Turn.of(reply, conversation)
    context.bot_data.turns[key_of(message)] = turn


async def _show(
    update: Update, context: BotContext, outgoing: OutgoingMessage, *, gone: bool = False
) -> None:
    query, message = pressed(update)
    await query.answer(texts.GONE_SHORT if gone else None)
    if not await edit(context.bot, key_of(message), outgoing):
        await respond(context.bot, message, outgoing)
