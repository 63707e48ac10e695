"""The menu of topics: articles, topics and questions, a page of each at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.telegram.views import texts
from bot.telegram.views.html import Block, Style, message_html, source
from bot.telegram.views.keyboards import (
    PAGE_ROWS,
    Row,
    button,
    fact_rows,
    markup,
    name_hash,
    page_rows,
)
from bot.telegram.views.limits import isolated
from bot.telegram.views.messages import OutgoingMessage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from telegram import InlineKeyboardButton

    from bot.knowledge.model import Article, Fact, Knowledge

ROOT = "m"
ARTICLE = "a"
TOPIC = "t"
OPEN = "o"
READ = "x"
READABLE = "l"


@dataclass(frozen=True, slots=True)
class Topic:
    """The facts under one topic of one article; ``key`` is a stable short name for it."""

    key: str
    article: Article
    name: str
    facts: tuple[Fact, ...]


def root_message(knowledge: Knowledge, page: int = 0) -> OutgoingMessage:
    """Show the articles to choose from, or the topics where there is only one article."""
    if len(knowledge.articles) == 1:
        return article_message(knowledge, knowledge.articles[0], page)
    rows = [
        (button(article.title, ARTICLE, name_hash(article.slug), 0),)
        for article in knowledge.articles
    ]
    return _message(texts.ARTICLES_HEAD, None, page_rows(rows, page, ROOT))


def article_message(knowledge: Knowledge, article: Article, page: int) -> OutgoingMessage:
    """Show the topics of an article."""
    rows = [
        (button(_label(topic), TOPIC, topic.key, 0),)
        for topic in topics_of(knowledge)
        if topic.article == article
    ]
    shown = page_rows(rows, page, ARTICLE, name_hash(article.slug))
    back = [] if len(knowledge.articles) == 1 else [(button(texts.BACK, ROOT, 0),)]
    return _message(texts.TOPICS_HEAD, article, [*shown, *back])


def topic_message(topic: Topic, page: int) -> OutgoingMessage:
    """Show the questions of a topic."""
    rows = page_rows([*fact_rows(OPEN, topic.facts)], page, TOPIC, topic.key)
    back = button(texts.BACK, ARTICLE, name_hash(topic.article.slug), 0)
    return _message(topic.name, topic.article, [*rows, (back,)])


def readable_message(knowledge: Knowledge, page: int) -> OutgoingMessage:
    """Show the articles to read."""
    rows = [(button(each.title, READ, name_hash(each.slug)),) for each in knowledge.articles]
    text = message_html([Block(texts.WHICH_ARTICLE)])
    return OutgoingMessage(text, markup(page_rows(rows, page, READABLE)))


def topics_of(knowledge: Knowledge) -> tuple[Topic, ...]:
    """Return the topics in the order of the files; facts without one stand together."""
    return tuple(
        Topic(
            name_hash(slug, name or ""),
            knowledge.article(slug),
            name or texts.NO_TOPIC,
            facts,
        )
        for (slug, name), facts in knowledge.topics.items()
    )


def find_article(knowledge: Knowledge, key: str) -> Article | None:
    """Return the article that a button's hash stands for, if there is one."""
    found = (article for article in knowledge.articles if name_hash(article.slug) == key)
    return next(found, None)


def back_to_topic(knowledge: Knowledge, fact: Fact) -> InlineKeyboardButton:
    """Return the button that leads from a fact to the page of its topic."""
    topic = next(topic for topic in topics_of(knowledge) if fact in topic.facts)
    return button(texts.BACK, TOPIC, topic.key, topic.facts.index(fact) // PAGE_ROWS)


def _label(topic: Topic) -> str:
    return texts.TOPIC_LABEL.format(topic=isolated(topic.name), count=len(topic.facts))


def _message(head: str, article: Article | None, rows: Sequence[Row]) -> OutgoingMessage:
    blocks = [Block(head, Style.BOLD)]
    if article is not None:
        blocks.append(Block(source(article), Style.SMALL))
    return OutgoingMessage(message_html(blocks), markup(rows))
