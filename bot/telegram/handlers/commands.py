"""The commands of a private chat, and the hints for what the bot cannot make anything of."""

from __future__ import annotations

import html
import time
from functools import partial
from typing import TYPE_CHECKING, Any

from telegram.ext import CallbackQueryHandler, CommandHandler, MessageHandler, filters

from bot.errors import UnknownEntryError
from bot.telegram.context import Turn
from bot.telegram.filters import COMMAND, PRIVATE, conversation_key, key_of, message_of
from bot.telegram.handlers.buttons import pressed, remember_tap, tapped_twice
from bot.telegram.handlers.topics import find_article
from bot.telegram.send import edit, respond
from bot.telegram.views import texts as wording
from bot.telegram.views.html import Piece, article_html, message_html
from bot.telegram.views.keyboards import button, markup, name_hash, page_rows
from bot.telegram.views.messages import (
    Screen,
    prompt_screen,
    reply_screen,
    text_screen,
    welcome_screen,
)

if TYPE_CHECKING:
    from telegram import Bot, MaybeInaccessibleMessage, Update
    from telegram.ext import BaseHandler, ContextTypes

    from bot.knowledge.model import Article, Knowledge
    from bot.telegram.context import Desk

HINT_SECONDS = 10 * 60
READ = "x"
READABLE = "l"


def handlers(desk: Desk) -> list[BaseHandler[Update, Any, Any]]:
    """Return the handlers of ``/start``, ``/help`` and ``/article``."""
    return [
        CommandHandler("start", partial(start, desk), PRIVATE),
        CommandHandler("help", show_help, PRIVATE),
        CommandHandler("article", partial(article, desk), PRIVATE),
        CallbackQueryHandler(partial(read, desk), f"^{READ}:([0-9a-f]+)$"),
        CallbackQueryHandler(partial(readable, desk), rf"^{READABLE}:(\d{{1,6}})$"),
    ]


def last_handlers(desk: Desk) -> list[BaseHandler[Update, Any, Any]]:
    """Return the handlers of what no other handler took."""
    return [
        MessageHandler(PRIVATE & COMMAND, unknown),
        MessageHandler(PRIVATE & filters.ATTACHMENT & ~filters.CAPTION, partial(wordless, desk)),
        CallbackQueryHandler(stray),
    ]


async def start(desk: Desk, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Say what the bot knows, or open the fact that a link points to."""
    message = message_of(update)
    answerer = desk.answerer
    if not context.args:
        await respond(context.bot, message, welcome_screen(answerer))
        return
    key = conversation_key(message, message.from_user)
    try:
        reply = answerer.open(context.args[0], desk.conversations.get(key))
    except UnknownEntryError:
        await respond(context.bot, message, prompt_screen(wording.LINK_GONE, answerer))
        return
    sent = await respond(context.bot, message, reply_screen(reply, answerer, headed=True))
    desk.turns.put(key_of(sent), Turn.of(reply))


async def show_help(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Say how to ask."""
    username = html.escape(context.bot.username, quote=False)
    screen = Screen(wording.HELP_HTML.format(username=username))
    await respond(context.bot, message_of(update), screen)


async def article(desk: Desk, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Send the article, or ask which one."""
    articles = desk.answerer.knowledge.articles
    if len(articles) == 1:
        await _send_article(context.bot, message_of(update), articles[0])
    else:
        screen = _articles_screen(desk.answerer.knowledge, 0)
        await respond(context.bot, message_of(update), screen)


async def read(desk: Desk, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Send the article that was chosen."""
    query, message = pressed(update)
    assert context.matches is not None
    chosen = find_article(desk.answerer.knowledge, context.matches[0].group(1))
    await query.answer(None if chosen else wording.GONE_SHORT)
    if chosen is None:
        await edit(context.bot, key_of(message), _articles_screen(desk.answerer.knowledge, 0))
    elif not tapped_twice(desk, query, message):
        await _send_article(context.bot, message, chosen)
        remember_tap(desk, query, message)


async def readable(desk: Desk, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Turn the pages of the articles to choose from."""
    query, message = pressed(update)
    assert context.matches is not None
    page = int(context.matches[0].group(1))
    await query.answer()
    await edit(context.bot, key_of(message), _articles_screen(desk.answerer.knowledge, page))


async def unknown(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Say that there is no such command."""
    await respond(context.bot, message_of(update), text_screen(wording.UNKNOWN_COMMAND))


async def wordless(desk: Desk, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Say, once in a while, that only words are understood."""
    message = message_of(update)
    now = time.monotonic()
    last = desk.hinted.get(message.chat_id)
    if last is None or now - last > HINT_SECONDS:
        desk.hinted.put(message.chat_id, now)
        await respond(context.bot, message, prompt_screen(wording.WORDS_ONLY, desk.answerer))


async def stray(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:  # noqa: ARG001
    """End the spinner on a button that no version of the bot knows any more."""
    assert update.callback_query is not None
    await update.callback_query.answer(wording.GONE_SHORT)


async def _send_article(bot: Bot, message: MaybeInaccessibleMessage, chosen: Article) -> None:
    for number, page in enumerate(article_html(chosen)):
        await respond(bot, message, Screen(page), quietly=number > 0)


def _articles_screen(knowledge: Knowledge, page: int) -> Screen:
    rows = [(button(each.title, READ, name_hash(each.slug)),) for each in knowledge.articles]
    text = message_html([Piece(wording.WHICH_ARTICLE)])
    return Screen(text, markup(page_rows(rows, page, READABLE)))
