"""How a reply looks in a terminal; where the output is none, the same as plain, unwrapped text."""

from __future__ import annotations

import shutil
import sys
import textwrap
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from bot.answering.reply import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.answering.answerer import Answerer
    from bot.answering.reply import Answered, Part, Reply
    from bot.knowledge.model import Article, Fact, Knowledge

WIDEST = 100
UNLIMITED = 1_000_000
BAR = "  │ "
NOT_IN_ARTICLE = "That is not in the article."
NOT_STATED = "The article does not say."
MEANT = "Did you mean one of these?"


@dataclass(frozen=True, slots=True)
class Offer:
    """Facts to go on with, under a heading; in a conversation a number picks one."""

    heading: str
    facts: tuple[Fact, ...] = ()


def offer(reply: Reply, answerer: Answerer) -> Offer:
    """Return what a reply leads on to: its choices, what is related, or what could be asked."""
    if reply.choices:
        return Offer(MEANT, tuple(c.fact for c in reply.choices))
    if reply.answers:
        return Offer("Related:", answerer.related(reply.answers[-1].entry))
    return Offer("You could ask:", reply.suggestions)


def show(reply: Reply, knowledge: Knowledge) -> str:
    """Return the reply as text: answers, quotes behind a bar, notes, titles and dates.

    It is empty where there are only choices: they are the :func:`offer`.
    """
    if reply.small_talk is not None:
        return wrap(reply.small_talk)
    if reply.choices:
        return ""
    blocks: list[str] = []
    for number, part in enumerate(reply.parts):
        if len(reply.parts) > 1:
            blocks.append(click.style(wrap(part.asked), bold=True))
        blocks.append(_part(part))
        if part.answered and _is_last_of_article(reply.parts[number:]):
            blocks.append(dim(source(knowledge.article(part.answered.entry.article))))
    return "\n\n".join(blocks) or NOT_IN_ARTICLE


def show_offer(offered: Offer, knowledge: Knowledge, *, numbered: bool) -> str:
    """Return the facts on offer, a line each; of several articles, each names its own."""
    if not offered.facts:
        return ""
    several = len({fact.article for fact in offered.facts}) > 1
    lines = [dim(offered.heading)]
    for number, fact in enumerate(offered.facts, 1):
        mark = f"{number:>3}  " if numbered else "  - "
        title = f" ({knowledge.article(fact.article).title})" if several else ""
        lines.append(wrap(fact.question + title, mark, " " * len(mark)))
    return "\n".join(lines)


def show_topics(knowledge: Knowledge) -> str:
    """Return all that can be asked, numbered through in the order of ``Knowledge.topics``."""
    several = len(knowledge.articles) > 1
    blocks: list[str] = []
    start = 1
    for (slug, topic), facts in knowledge.topics.items():
        title = knowledge.article(slug).title
        heading = f"{topic or 'More'} ({title})" if several else topic or title
        lines = [click.style(wrap(heading), bold=True)]
        lines += (wrap(f.question, f"{n:>4}  ", " " * 6) for n, f in enumerate(facts, start))
        blocks.append("\n".join(lines))
        start += len(facts)
    return "\n\n".join(blocks)


def source(article: Article) -> str:
    """Return an article's title and date in one line."""
    day = article.published
    return plain(f"{article.title}, {day.day} {day:%B %Y}")


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
    shown = (c for c in " ".join(text.split()) if unicodedata.category(c) not in ("Cc", "Cs"))
    return "".join(shown)


def _part(part: Part) -> str:
    if part.answered is not None:
        return "\n\n".join(_answered(part.answered))
    if part.choices:
        questions = (wrap(choice.fact.question, "  - ", "    ") for choice in part.choices)
        return "\n".join([MEANT, *questions])
    return NOT_STATED if part.outcome is Outcome.NOT_STATED else NOT_IN_ARTICLE


def _answered(answered: Answered) -> Iterator[str]:
    yield wrap(answered.entry.answer)
    if answered.quotes and not answered.entry.stated:
        yield "What it does say:"
    for quote in answered.quotes:
        yield wrap(quote, BAR, BAR)
    if answered.note:
        yield wrap(f"Note: {answered.note}")


def _is_last_of_article(parts: Sequence[Part]) -> bool:
    here, *later = (part.answered.entry.article for part in parts if part.answered)
    return not later or later[0] != here


def _width() -> int:
    if not sys.stdout.isatty():
        return UNLIMITED
    return min(shutil.get_terminal_size().columns, WIDEST)
