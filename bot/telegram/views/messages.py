"""What a message shows: text and buttons together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.telegram.views import texts as wording
from bot.telegram.views.html import Piece, Style, message_html, reply_html, source
from bot.telegram.views.keyboards import ASK, fact_rows, markup, reply_keyboard

if TYPE_CHECKING:
    from collections.abc import Iterator

    from telegram import InlineKeyboardMarkup

    from bot.answering.answerer import Answerer
    from bot.answering.reply import Reply
    from bot.knowledge.model import Knowledge

ARTICLES_LISTED = 10


@dataclass(frozen=True, slots=True)
class Screen:
    """What a message shows: HTML of legal length, and the buttons under it."""

    html: str
    keyboard: InlineKeyboardMarkup | None = None


def reply_screen(reply: Reply, answerer: Answerer, *, headed: bool = False) -> Screen:
    """Show a reply with its buttons; ``headed`` where the message that asked is not beside it."""
    html = reply_html(reply, answerer.knowledge, headed=headed)
    return Screen(html, reply_keyboard(reply, answerer))


def prompt_screen(text: str, answerer: Answerer) -> Screen:
    """Show a text that leads to a question, with a few to begin with as buttons."""
    return Screen(message_html([Piece(text)]), markup(fact_rows(ASK, answerer.starters())))


def text_screen(text: str) -> Screen:
    """Show a text alone."""
    return Screen(message_html([Piece(text)]))


def welcome_screen(answerer: Answerer) -> Screen:
    """Show what the bot knows, with a few questions to begin with as buttons."""
    return Screen(
        message_html(_welcome(answerer.knowledge)), markup(fact_rows(ASK, answerer.starters()))
    )


def _welcome(knowledge: Knowledge) -> Iterator[Piece]:
    articles = knowledge.articles
    one = len(articles) == 1
    yield Piece(wording.WELCOME_ONE if one else wording.WELCOME.format(count=len(articles)))
    for article in articles[:ARTICLES_LISTED]:
        yield Piece(source(article), Style.BOLD)
    if len(articles) > ARTICLES_LISTED:
        yield Piece(wording.MORE_ARTICLES.format(count=len(articles) - ARTICLES_LISTED))
    yield Piece(wording.BEGIN)
