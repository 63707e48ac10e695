"""Messages to send: text and buttons together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.telegram.views import texts
from bot.telegram.views.html import Block, Style, message_html, source
from bot.telegram.views.keyboards import ASK, fact_rows, markup, reply_keyboard
from bot.telegram.views.replies import reply_html

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from telegram import InlineKeyboardMarkup

    from bot.answering.answerer import Answerer
    from bot.answering.reply import Reply
    from bot.knowledge.model import Fact, Knowledge

ARTICLES_LISTED = 10


@dataclass(frozen=True, slots=True)
class OutgoingMessage:
    """A message to send: HTML of legal length, and the buttons under it."""

    html: str
    keyboard: InlineKeyboardMarkup | None = None


def reply_message(
    reply: Reply, knowledge: Knowledge, *, headed: bool = False, shareable: bool = False
) -> OutgoingMessage:
    """Show a reply with its buttons; ``headed`` where the message that asked is not beside it."""
    return OutgoingMessage(
        reply_html(reply, knowledge, headed=headed),
        reply_keyboard(reply, knowledge, shareable=shareable),
    )


def prompt_message(text: str, answerer: Answerer) -> OutgoingMessage:
    """Show a text that leads to a question, with a few to begin with as buttons."""
    return OutgoingMessage(message_html([Block(text)]), markup(fact_rows(ASK, answerer.starters())))


def text_message(text: str) -> OutgoingMessage:
    """Show a text alone."""
    return OutgoingMessage(message_html([Block(text)]))


def welcome_message(knowledge: Knowledge, starters: Iterable[Fact]) -> OutgoingMessage:
    """Show what the bot knows, with these questions to begin with as buttons."""
    return OutgoingMessage(message_html(_welcome(knowledge)), markup(fact_rows(ASK, starters)))


def _welcome(knowledge: Knowledge) -> Iterator[Block]:
    articles = knowledge.articles
    one = len(articles) == 1
    yield Block(texts.WELCOME_ONE if one else texts.WELCOME.format(count=len(articles)))
    for article in articles[:ARTICLES_LISTED]:
        yield Block(source(article), Style.BOLD)
    if len(articles) > ARTICLES_LISTED:
        yield Block(texts.MORE_ARTICLES.format(count=len(articles) - ARTICLES_LISTED))
    yield Block(texts.BEGIN)
