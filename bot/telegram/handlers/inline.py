"""Answers in chats that the bot is no member of: inline queries, and guest messages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from telegram import InlineQueryResultArticle, InputTextMessageContent
from telegram.constants import ParseMode
from telegram.ext import InlineQueryHandler, MessageHandler, filters

from bot.answering.reply import Outcome
from bot.telegram.filters import FROM_PERSON, QUESTION
from bot.telegram.handlers.rate_limits import rate_limited
from bot.telegram.send import NO_PREVIEW
from bot.telegram.views.limits import shortened
from bot.telegram.views.replies import reply_html

if TYPE_CHECKING:
    from telegram import Update
    from telegram.ext import BaseHandler

    from bot.answering.answerer import Answerer
    from bot.answering.reply import Reply
    from bot.knowledge.model import Fact
    from bot.telegram.context import BotContext

RESULTS = 5
CACHE_SECONDS = 30
TITLE_UNITS = 100
DESCRIPTION_UNITS = 200
GUEST_RESULT = "answer"


def handlers() -> list[BaseHandler[Update, Any, Any]]:
    """Return the handlers of inline queries and guest messages."""
    guest = filters.UpdateType.GUEST_MESSAGE & FROM_PERSON & QUESTION
    return [InlineQueryHandler(suggest), MessageHandler(guest, answer_guest)]


async def suggest(update: Update, context: BotContext) -> None:
    """Suggest answers to what is typed so far, or the main questions where nothing is."""
    query = update.inline_query
    assert query is not None
    results = await context.in_thread(_results, query.query, context.answerer)
    await query.answer(results, cache_time=CACHE_SECONDS, is_personal=False)


@rate_limited
async def answer_guest(update: Update, context: BotContext) -> None:
    """Answer where the bot was called as a guest; there it cannot have buttons that work."""
    message = update.guest_message
    assert message is not None
    answerer = context.answerer
    reply = await context.in_thread(answerer.reply, context.question)
    context.bot_data.metrics.add(reply)
    context.bot_data.journal.record(reply)
    text = reply_html(reply, answerer.knowledge, titled=True, listed=_listed(reply))
    await message.answer_guest_query(_article(GUEST_RESULT, reply.outcome.value, text))


def _listed(reply: Reply) -> tuple[Fact, ...]:
    """Return the facts to offer in words: those that buttons would offer, but after an answer."""
    if reply.outcome is Outcome.ANSWER:
        return ()
    return tuple(choice.fact for choice in reply.choices) or reply.suggestions


def _results(text: str, answerer: Answerer) -> list[InlineQueryResultArticle]:
    return [_result(fact, answerer) for fact in _found(text, answerer)]


def _found(text: str, answerer: Answerer) -> tuple[Fact, ...]:
    if not text.strip():
        return answerer.starters(RESULTS)
    entries = (match.entry for match in answerer.search(text, RESULTS))
    return tuple(answerer.knowledge.fact(entry.id) for entry in entries)


def _result(fact: Fact, answerer: Answerer) -> InlineQueryResultArticle:
    reply = answerer.open(fact.id)
    text = reply_html(reply, answerer.knowledge, headed=True, titled=True)
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
