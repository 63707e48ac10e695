"""Renders a reply for a terminal; where the output is none, as plain, unwrapped text."""

from __future__ import annotations

import shutil
import sys
import textwrap
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from bot.answering import texts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.answering.reply import Answered, Part, Passage, Reply
    from bot.knowledge.model import Article, Fact, Knowledge

WIDEST = 100
UNLIMITED = 1_000_000
BAR = "  │ "
# They turn a line around or hide in it, and so let a text look like another one.
_DIRECTION_MARKS = frozenset(
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)


@dataclass(frozen=True, slots=True)
class Offer:
    """Facts to go on with, under a heading; in a conversation a number picks one."""

    heading: str
    facts: tuple[Fact, ...] = ()


def offer(reply: Reply) -> Offer:
    """Return what a reply leads on to: its choices, or else what it suggests."""
    if reply.choices:
        choices = tuple(choice.fact for choice in reply.choices)
        return Offer(texts.choices(len(choices)), choices)
    related = reply.answers or reply.passages
    return Offer(texts.RELATED if related else texts.COULD_ASK, reply.suggestions)


def show(reply: Reply, knowledge: Knowledge) -> str:
    """Return the reply as text: answers, quotes behind a bar, notes, titles and dates.

    It is empty where there are only choices: they are the :func:`offer`.
    """
    if reply.small_talk is not None:
        return wrap(reply.small_talk)
    count = len(knowledge.articles)
    unmentioned = reply.unmentioned
    blocks = [wrap(texts.unmentioned(unmentioned, count))] if unmentioned else []
    if reply.choices:
        return "\n\n".join(blocks)
    for number, part in enumerate(reply.parts):
        if len(reply.parts) > 1:
            blocks.append(click.style(wrap(part.asked), bold=True))
        blocks += _part(part, knowledge)
        if part.answered and _is_last_of_article(reply.parts[number:]):
            blocks.append(dim(source(knowledge.article(part.answered.entry.article))))
    if reply.left_out:
        blocks.append(wrap(texts.left_out(reply.left_out)))
    return "\n\n".join(blocks) or wrap(texts.not_found(count))


def show_offer(offered: Offer, knowledge: Knowledge, *, numbered: bool) -> str:
    """Return the facts on offer, a line each; of several articles, each names its own."""
    if not offered.facts:
        return ""
    several = len({fact.article for fact in offered.facts}) > 1
    lines = [dim(offered.heading)]
    for number, fact in enumerate(offered.facts, 1):
        mark = f"{number:>3}  " if numbered else "  - "
        of = f" ({knowledge.article(fact.article).title})" if several else ""
        lines.append(wrap(fact.question + of, mark, " " * len(mark)))
    return "\n".join(lines)


def show_topics(knowledge: Knowledge) -> str:
    """Return all that can be asked, numbered through in the order of ``Knowledge.topics``."""
    several = len(knowledge.articles) > 1
    blocks: list[str] = []
    start = 1
    for (slug, topic), facts in knowledge.topics.items():
        name = knowledge.article(slug).title
        heading = f"{topic or 'More'} ({name})" if several else topic or name
        lines = [click.style(wrap(heading), bold=True)]
        lines += (wrap(f.question, f"{n:>4}  ", " " * 6) for n, f in enumerate(facts, start))
        blocks.append("\n".join(lines))
        start += len(facts)
    return "\n\n".join(blocks)


def title(article: Article) -> str:
    """Return an article's title and date in one line."""
    day = article.published
    return plain(f"{article.title}, {day.day} {day:%B %Y}")


def source(article: Article) -> str:
    """Return an article's title and date and, in a line of its own, where the original is."""
    lines = [title(article), *([plain(article.url)] if article.url else [])]
    return "\n".join(lines)


def dim(text: str) -> str:
    """Return the text set back; click takes the colour out where the output is no terminal."""
    return click.style(text, dim=True)


def wrap(text: str, first: str = "", others: str = "") -> str:
    """Return the text cleaned and wrapped to the terminal's width behind the given indents."""
    return textwrap.fill(
        plain(text),
        _width(),
        initial_indent=first,
        subsequent_indent=others,
        break_long_words=False,
        break_on_hyphens=False,
    )


def plain(text: str) -> str:
    """Return the text on one line, without what could steer a terminal or cannot be encoded."""
    return "".join(filter(_is_harmless, " ".join(text.split())))


def _part(part: Part, knowledge: Knowledge) -> Iterator[str]:
    if part.answered is not None:
        yield from _answered(part.answered)
    elif part.choices:
        questions = (wrap(choice.fact.question, "  - ", "    ") for choice in part.choices)
        yield "\n".join([wrap(texts.choices(len(part.choices))), *questions])
    elif part.passages:
        yield wrap(texts.passages(len(knowledge.articles)))
        yield from _passages(part.passages, knowledge)
    else:
        yield wrap(texts.not_found(len(knowledge.articles)))


def _passages(passages: Sequence[Passage], knowledge: Knowledge) -> Iterator[str]:
    """Yield the sentences, those of an article together with its title and date under them."""
    for slug in dict.fromkeys(passage.article for passage in passages):
        yield from (wrap(each.quote, BAR, BAR) for each in passages if each.article == slug)
        yield dim(source(knowledge.article(slug)))


def _answered(answered: Answered) -> Iterator[str]:
    yield wrap(answered.entry.answer)
    if answered.quotes and not answered.entry.stated:
        yield wrap(texts.NEAREST)
    for quote in answered.quotes:
        yield wrap(quote, BAR, BAR)
    if answered.note:
        yield wrap(texts.NOTE.format(note=answered.note))


def _is_last_of_article(parts: Sequence[Part]) -> bool:
    here, *later = (part.answered.entry.article for part in parts if part.answered)
    return not later or later[0] != here


def _is_harmless(character: str) -> bool:
    steers = unicodedata.category(character) in ("Cc", "Cs")
    return not steers and character not in _DIRECTION_MARKS


def _width() -> int:
    if not sys.stdout.isatty():
        return UNLIMITED
    return min(shutil.get_terminal_size().columns, WIDEST)
