"""Commands, and the hints for what the bot cannot make anything of."""

from __future__ import annotations

import asyncio
import html
from typing import TYPE_CHECKING, Any

from telegram.ext import CallbackQueryHandler, MessageHandler, filters

from bot.errors import JournalError, UnknownEntryError
from bot.telegram.context import NO_CONVERSATION
from bot.telegram.filters import (
    NEW,
    PRIVATE,
    Command,
    conversation_key,
    is_private,
    key_of,
    message_of,
)
from bot.telegram.handlers.buttons import pressed, remember_tap, tapped_twice
from bot.telegram.profile import add_admin_commands
from bot.telegram.send import edit, respond
from bot.telegram.views import texts
from bot.telegram.views.html import article_html
from bot.telegram.views.messages import (
    OutgoingMessage,
    prompt_message,
    text_message,
    welcome_message,
)
from bot.telegram.views.topics import READ, READABLE, find_article, readable_message

if TYPE_CHECKING:
    from telegram import Bot, MaybeInaccessibleMessage, Message, Update
    from telegram.ext import BaseHandler

    from bot.knowledge.model import Article, Fact
    from bot.telegram.context import BotContext

STARTERS = 4


def handlers() -> list[BaseHandler[Update, Any, Any]]:
    """Return the handlers of ``/start``, ``/help`` and ``/article``."""
    return [
        MessageHandler(NEW & Command("start"), start),
        MessageHandler(NEW & Command("help"), show_help),
        MessageHandler(NEW & Command("article"), article),
        MessageHandler(NEW & Command("cancel"), cancel),
        CallbackQueryHandler(read, f"^{READ}:([0-9a-f]+)$"),
        CallbackQueryHandler(readable, rf"^{READABLE}:(\d{{1,6}})$"),
    ]


def last_handlers() -> list[BaseHandler[Update, Any, Any]]:
    """Return the handlers of what no other handler took."""
    return [
        MessageHandler(NEW & Command(), unknown),
        MessageHandler(PRIVATE & filters.ATTACHMENT & ~filters.CAPTION, wordless),
        CallbackQueryHandler(stray),
    ]


async def start(update: Update, context: BotContext) -> None:
    """Say what the bot knows, or open the fact that a link points to."""
    message = message_of(update)
    answerer = context.answerer
    if is_admin(message, context):
        await add_admin_commands(context.bot, message.chat_id)
    if not context.argument:
        welcome = welcome_message(answerer.knowledge, await _starters(context))
        await respond(context.bot, message, welcome)
        return
    key = conversation_key(message, message.from_user)
    conversation = context.bot_data.conversations.get(key)
    try:
        outgoing, turn = await context.open(context.argument.split()[0], conversation)
    except UnknownEntryError:
        await respond(context.bot, message, prompt_message(texts.LINK_GONE, answerer))
        return
    sent = await respond(context.bot, message, outgoing)
    context.bot_data.turns[key_of(sent)] = turn


async def show_help(update: Update, context: BotContext) -> None:
    """Say how to ask; to an admin in a private chat, also what admins can do."""
    message = message_of(update)
    text = texts.HELP_HTML.format(username=html.escape(context.bot.username, quote=False))
    if is_admin(message, context):
        lines = [
            texts.COMMAND_LINE.format(name=name, text=does)
            for name, does in texts.ADMIN_COMMANDS.items()
        ]
        text += texts.ADMIN_HELP_HTML.format(commands="\n".join(lines))
    await respond(context.bot, message, OutgoingMessage(text))


def is_admin(message: Message, context: BotContext) -> bool:
    """Tell whether an admin wrote this in a private chat; its id is that of the person."""
    return is_private(message) and message.chat_id in context.bot_data.settings.admin_ids


async def article(update: Update, context: BotContext) -> None:
    """Send the article, or ask which one."""
    knowledge = context.answerer.knowledge
    if len(knowledge.articles) == 1:
        await _send_article(context.bot, message_of(update), knowledge.articles[0])
    else:
        await respond(context.bot, message_of(update), readable_message(knowledge, 0))


async def cancel(update: Update, context: BotContext) -> None:
    """Begin anew: forget what the conversation was about, and offer questions."""
    message = message_of(update)
    key = conversation_key(message, message.from_user)
    context.bot_data.conversations.get(key).restore(NO_CONVERSATION)
    await respond(context.bot, message, prompt_message(texts.CANCELLED, context.answerer))


async def read(update: Update, context: BotContext) -> None:
    """Send the article that was chosen."""
    query, message = pressed(update)
    knowledge = context.answerer.knowledge
    chosen = find_article(knowledge, context.groups[0])
    await query.answer(None if chosen else texts.GONE_SHORT)
    if chosen is None:
        await edit(context.bot, key_of(message), readable_message(knowledge, 0))
    elif not tapped_twice(context, query, message):
        await _send_article(context.bot, message, chosen)
        remember_tap(context, query, message)


async def readable(update: Update, context: BotContext) -> None:
    """Turn the pages of the articles to choose from."""
    query, message = pressed(update)
    await query.answer()
    page = readable_message(context.answerer.knowledge, int(context.groups[0]))
    await edit(context.bot, key_of(message), page)


async def unknown(update: Update, context: BotContext) -> None:
    """Say that there is no such command."""
    await respond(context.bot, message_of(update), text_message(texts.UNKNOWN_COMMAND))


async def wordless(update: Update, context: BotContext) -> None:
    """Say, once in a while, that only words are understood."""
    message = message_of(update)
    hinted = context.bot_data.hinted
    if message.chat_id not in hinted:
        hinted[message.chat_id] = True
        await respond(context.bot, message, prompt_message(texts.WORDS_ONLY, context.answerer))


async def stray(update: Update, context: BotContext) -> None:  # noqa: ARG001
    """End the spinner on a button that no version of the bot knows any more."""
    assert update.callback_query is not None
    await update.callback_query.answer(texts.GONE_SHORT)


async def _starters(context: BotContext) -> tuple[Fact, ...]:
    """Return the facts that people ask for most, made up to four by those to begin with."""
    answerer = context.answerer
    try:  # the journal waits for its file, so it is read off the event loop
        used = await asyncio.to_thread(context.bot_data.journal.most_asked, 2 * STARTERS)
    except JournalError:
        used = ()
    facts = {fact.id: fact for fact in answerer.knowledge.facts}
    asked = [facts[fact_id] for fact_id in used if fact_id in facts]
    found = {fact.id: fact for fact in (*asked, *answerer.starters(STARTERS))}
    return tuple(found.values())[:STARTERS]


async def _send_article(bot: Bot, message: MaybeInaccessibleMessage, chosen: Article) -> None:
    for number, page in enumerate(article_html(chosen)):
        await respond(bot, message, OutgoingMessage(page), quietly=number > 0)
