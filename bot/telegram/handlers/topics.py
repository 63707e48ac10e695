"""The menu: articles, topics, questions and answers in one message that is edited."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from telegram.ext import CallbackQueryHandler, CommandHandler

from bot.errors import UnknownEntryError
from bot.telegram.filters import PRIVATE, key_of, message_of
from bot.telegram.handlers.buttons import open_fact, pressed
from bot.telegram.send import edit, respond
from bot.telegram.views import texts as wording
from bot.telegram.views.html import Piece, Style, message_html, source
from bot.telegram.views.keyboards import (
    PAGE_ROWS,
    Row,
    button,
    fact_rows,
    markup,
    name_hash,
    page_rows,
    thumbs,
)
from bot.telegram.views.messages import Screen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from telegram import InlineKeyboardButton, Update
    from telegram.ext import BaseHandler, ContextTypes

    from bot.knowledge.model import Article, Fact, Knowledge
    from bot.telegram.context import Desk

ROOT = "m"
ARTICLE = "a"
TOPIC = "t"
OPEN = "o"

_PAGE = r"(\d{1,6})"
_HASH = "([0-9a-f]+)"


@dataclass(frozen=True, slots=True)
class Topic:
    """What stands under one topic of one article; ``key`` is a stable short name for it."""

    key: str
    article: Article
    name: str
    facts: tuple[Fact, ...]


def handlers(desk: Desk) -> list[BaseHandler[Update, Any, Any]]:
    """Return the handlers of ``/topics`` and of the buttons that it leads to."""
    return [
        CommandHandler("topics", partial(topics, desk), PRIVATE),
        CallbackQueryHandler(partial(show_root, desk), f"^{ROOT}:{_PAGE}$"),
        CallbackQueryHandler(partial(show_article, desk), f"^{ARTICLE}:{_HASH}:{_PAGE}$"),
        CallbackQueryHandler(partial(show_topic, desk), f"^{TOPIC}:{_HASH}:{_PAGE}$"),
        CallbackQueryHandler(partial(show_answer, desk), f"^{OPEN}:(.+)$"),
    ]


async def topics(desk: Desk, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Send the menu's first screen."""
    screen = root_screen(desk.answerer.knowledge)
    await respond(context.bot, message_of(update), screen)


async def show_root(desk: Desk, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Go to the menu's first screen: the articles, or the topics of the only one."""
    (page,) = _groups(context)
    await _show(update, context, root_screen(desk.answerer.knowledge, int(page)))


async def show_article(desk: Desk, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Go to the topics of an article."""
    key, page = _groups(context)
    knowledge = desk.answerer.knowledge
    article = find_article(knowledge, key)
    screen = article and article_screen(knowledge, article, int(page))
    await _show(update, context, screen or root_screen(knowledge), gone=screen is None)


async def show_topic(desk: Desk, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Go to the questions of a topic."""
    key, page = _groups(context)
    knowledge = desk.answerer.knowledge
    topic = next((topic for topic in topics_of(knowledge) if topic.key == key), None)
    screen = topic and topic_screen(topic, int(page))
    await _show(update, context, screen or root_screen(knowledge), gone=screen is None)


async def show_answer(desk: Desk, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Go to an answer, with the way back to its topic under it."""
    (fact_id,) = _groups(context)
    query, message = pressed(update)
    knowledge = desk.answerer.knowledge
    try:
        answer, turn = open_fact(desk, query, message, fact_id)
    except UnknownEntryError:
        await _show(update, context, root_screen(knowledge), gone=True)
        return
    keyboard = markup([thumbs(fact_id), (_back_to_topic(knowledge, fact_id),)])
    await _show(update, context, Screen(answer.html, keyboard))
    desk.turns.put(key_of(message), turn)


def root_screen(knowledge: Knowledge, page: int = 0) -> Screen:
    """Show the articles to choose from, or the topics where there is only one article."""
    if len(knowledge.articles) == 1:
        return article_screen(knowledge, knowledge.articles[0], page)
    rows = [
        (button(article.title, ARTICLE, name_hash(article.slug), 0),)
        for article in knowledge.articles
    ]
    return _screen(wording.ARTICLES_HEAD, None, page_rows(rows, page, ROOT))


def article_screen(knowledge: Knowledge, article: Article, page: int) -> Screen:
    """Show the topics of an article."""
    rows = [
        (button(_label(topic), TOPIC, topic.key, 0),)
        for topic in topics_of(knowledge)
        if topic.article == article
    ]
    shown = page_rows(rows, page, ARTICLE, name_hash(article.slug))
    back = [] if len(knowledge.articles) == 1 else [(button(wording.BACK, ROOT, 0),)]
    return _screen(wording.TOPICS_HEAD, article, [*shown, *back])


def topic_screen(topic: Topic, page: int) -> Screen:
    """Show the questions of a topic."""
    rows = page_rows([*fact_rows(OPEN, topic.facts)], page, TOPIC, topic.key)
    back = button(wording.BACK, ARTICLE, name_hash(topic.article.slug), 0)
    return _screen(topic.name, topic.article, [*rows, (back,)])


def topics_of(knowledge: Knowledge) -> tuple[Topic, ...]:
    """Return the topics in the order of the files; facts without one stand together."""
    return tuple(
        Topic(
            name_hash(slug, name or ""),
            knowledge.article(slug),
            name or wording.NO_TOPIC,
            facts,
        )
        for (slug, name), facts in knowledge.topics.items()
    )


def find_article(knowledge: Knowledge, key: str) -> Article | None:
    """Return the article that a button's hash stands for, if there is one."""
    found = (article for article in knowledge.articles if name_hash(article.slug) == key)
    return next(found, None)


def _back_to_topic(knowledge: Knowledge, fact_id: str) -> InlineKeyboardButton:
    fact = knowledge.fact(fact_id)
    topic = next(topic for topic in topics_of(knowledge) if fact in topic.facts)
    return button(wording.BACK, TOPIC, topic.key, topic.facts.index(fact) // PAGE_ROWS)


def _label(topic: Topic) -> str:
    return wording.TOPIC_LABEL.format(topic=topic.name, count=len(topic.facts))


def _screen(head: str, article: Article | None, rows: Sequence[Row]) -> Screen:
    pieces = [Piece(head, Style.BOLD)]
    if article is not None:
        pieces.append(Piece(source(article), Style.SMALL))
    return Screen(message_html(pieces), markup(rows))


async def _show(
    update: Update, context: ContextTypes.DEFAULT_TYPE, screen: Screen, *, gone: bool = False
) -> None:
    query, message = pressed(update)
    await query.answer(wording.GONE_SHORT if gone else None)
    if not await edit(context.bot, key_of(message), screen):
        await respond(context.bot, message, screen)


def _groups(context: ContextTypes.DEFAULT_TYPE) -> tuple[str, ...]:
    assert context.matches is not None
    return context.matches[0].groups()
