"""Answers in chats that the bot is no member of: inline queries, and guest messages."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from telegram import InlineQueryResultArticle, InputTextMessageContent
from telegram.constants import ParseMode
from telegram.ext import InlineQueryHandler, MessageHandler, filters

from bot.answering.reply import Outcome
from bot.telegram.filters import FROM_PERSON, QUESTION, question_in
from bot.telegram.send import NO_PREVIEW
from bot.telegram.views.html import reply_html
from bot.telegram.views.keyboards import offered
from bot.telegram.views.limits import shortened

if TYPE_CHECKING:
    from telegram import Update
    from telegram.ext import BaseHandler, ContextTypes

    from bot.answering.answerer import Answerer
    from bot.knowledge.model import Fact
    from bot.telegram.context import Desk

RESULTS = 5
CACHE_SECONDS = 30
TITLE_UNITS = 100
DESCRIPTION_UNITS = 200
GUEST_RESULT = "answer"


def handlers(desk: Desk) -> list[BaseHandler[Update, Any, Any]]:
    """Return the handlers of inline queries and guest messages."""
    guest = filters.UpdateType.GUEST_MESSAGE & FROM_PERSON & QUESTION
    return [
        InlineQueryHandler(partial(suggest, desk)),
        MessageHandler(guest, partial(answer_guest, desk)),
    ]


async def suggest(desk: Desk, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:  # noqa: ARG001
    """Suggest answers to what is typed so far, or the main questions where nothing is."""
    query = update.inline_query
    assert query is not None
    answerer = desk.answerer
    results = [_result(fact, answerer) for fact in _found(query.query, answerer)]
    await query.answer(results, cache_time=CACHE_SECONDS, is_personal=False)


async def answer_guest(desk: Desk, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Answer where the bot was called as a guest; there it cannot have buttons that work."""
    message = update.guest_message
    assert message is not None
    answerer = desk.answerer
    reply = answerer.reply(question_in(message, context.bot) or "")
    desk.counts.add(reply)
    desk.journal.record(reply)
    listed = () if reply.outcome is Outcome.ANSWER else offered(reply, answerer)
    text = reply_html(reply, answerer.knowledge, listed=listed)
    await message.answer_guest_query(_article(GUEST_RESULT, reply.outcome.value, text))


def _found(text: str, answerer: Answerer) -> tuple[Fact, ...]:
    if not text.strip():
        return answerer.starters(RESULTS)
    entries = (match.entry for match in answerer.search(text, RESULTS))
    return tuple(answerer.knowledge.fact(entry.id) for entry in entries)


def _result(fact: Fact, answerer: Answerer) -> InlineQueryResultArticle:
    text = reply_html(answerer.open(fact.id), answerer.knowledge, headed=True)
    return _article(fact.id, fact.question, text, fact.answer)


def _article(
    result_id: str, title: str, text: str, description: str | None = None
) -> InlineQueryResultArticle:
    return InlineQueryResultArticle(
        result_id,
        shortened(title, TITLE_UNITS),
        InputTextMessageContent(text, ParseMode.HTML, link_preview_options=NO_PREVIEW),
        description=description and shortened(description, DESCRIPTION_UNITS),
    )
