"""From a reply to Telegram's HTML: the only place where the text of an answer is put together."""

from __future__ import annotations

import html
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.answering.reply import Outcome
from bot.telegram.views import texts as wording
from bot.telegram.views.limits import LIMIT, clean, cut, pages, share, shortened, units

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from bot.answering.reply import Answered, Part, Reply
    from bot.knowledge.model import Article, Fact, Knowledge

LONG_QUOTE = 300
LONGEST_HEADING = 200
PARTS_SHOWN = 8
MAX_PIECES = 80


class Style(Enum):
    """How a piece of a message looks; the value is the tag, if any."""

    PLAIN = ""
    BOLD = "b"
    SMALL = "i"
    QUOTE = "blockquote"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text in one style, not escaped yet."""

    text: str
    style: Style = Style.PLAIN

    def html(self) -> str:
        """Return the piece as HTML; a long quote is folded up until it is tapped."""
        text = html.escape(self.text, quote=False)
        if self.style is Style.PLAIN:
            return text
        folded = self.style is Style.QUOTE and units(self.text) > LONG_QUOTE
        return f"<{self.style.value}{' expandable' * folded}>{text}</{self.style.value}>"


def reply_html(
    reply: Reply, knowledge: Knowledge, *, headed: bool = False, listed: Iterable[Fact] = ()
) -> str:
    """Return a reply as HTML that Telegram takes, whatever the knowledge and the question hold.

    ``headed`` puts the question above its answer, for a reply that stands without the message
    that asked it. The parts of a longer message are always headed. ``listed`` are facts to offer
    in words, where there are no buttons.
    """
    offers = [wording.BULLET.format(question=fact.question) for fact in listed]
    if reply.small_talk is not None:
        return message_html([Piece(reply.small_talk), Piece("\n".join(offers))])
    alone = len(reply.parts) == 1
    articles = {answered.entry.article for answered in reply.answers}
    pieces: list[Piece] = []
    for part in reply.parts[:PARTS_SHOWN]:
        if headed or not alone:
            pieces.append(Piece(shortened(part.asked, LONGEST_HEADING), Style.BOLD))
        pieces += _part(part, knowledge, alone=alone)
        if part.answered is not None and len(articles) > 1:
            pieces.append(_source(part.answered.entry.article, knowledge))
    if len(reply.parts) > PARTS_SHOWN:
        left = wording.PARTS_LEFT.format(shown=PARTS_SHOWN, count=len(reply.parts))
        pieces.append(Piece(left))
    pieces.append(Piece("\n".join(offers)))
    if len(articles) == 1:
        pieces.append(_source(articles.pop(), knowledge))
    return message_html(pieces)


def message_html(pieces: Iterable[Piece]) -> str:
    """Return the pieces as one message of legal length; the longest are cut where they must be."""
    shown = [Piece(text, piece.style) for piece in pieces if (text := clean(piece.text))]
    shown = shown[:MAX_PIECES]
    gaps = [_gap(above, below) for above, below in pairwise(shown)]
    most = share([units(piece.text) for piece in shown], LIMIT - sum(map(len, gaps)))
    blocks = [Piece(cut(piece.text, most), piece.style).html() for piece in shown]
    return "".join(block + gap for block, gap in zip(blocks, [*gaps, ""], strict=True))


def article_html(article: Article) -> Iterator[str]:
    """Yield the article as messages: its title and date, then the text, cut between paragraphs."""
    title = Piece(shortened(article.title, LONGEST_HEADING), Style.BOLD)
    date = Piece(day(article.published), Style.SMALL)
    head = f"{title.html()}\n{date.html()}\n\n"
    room = LIMIT - units(title.text) - units(date.text) - len("\n\n\n")
    paragraphs = [text for line in article.text.splitlines() if (text := clean(line))]
    for page in pages(paragraphs, first=room):
        yield head + Piece(page).html()
        head = ""


def source(article: Article) -> str:
    """Return an article's title and date in a line, neither escaped nor marked up."""
    title = shortened(article.title, LONGEST_HEADING)
    return wording.SOURCE.format(title=title, date=day(article.published))


def day(date: dt.date) -> str:
    """Return a date as people write it: 9 April 2018."""
    return f"{date.day} {date:%B %Y}"


def _part(part: Part, knowledge: Knowledge, *, alone: bool) -> Iterator[Piece]:
    if part.answered is not None:
        yield from _answered(part.answered)
    elif part.outcome is Outcome.CHOICES:
        offer = wording.CHOICES if len(part.choices) > 1 else wording.ONE_CHOICE
        yield Piece(offer if alone else wording.PART_CHOICES)
    else:
        yield Piece(_nothing(part.outcome, several=len(knowledge.articles) > 1))
        if alone:
            yield Piece(wording.COULD_ASK)


def _nothing(outcome: Outcome, *, several: bool) -> str:
    if outcome is Outcome.NOT_STATED:
        return wording.NOT_STATED_IN_ALL if several else wording.NOT_STATED
    return wording.NOTHING_IN_ALL if several else wording.NOTHING_FOUND


def _answered(answered: Answered) -> Iterator[Piece]:
    yield Piece(answered.entry.answer)
    if answered.quotes and not answered.entry.stated:
        yield Piece(wording.NEAREST)
    yield from (Piece(quote, Style.QUOTE) for quote in answered.quotes)
    if answered.note:
        yield Piece(wording.NOTE.format(note=answered.note), Style.SMALL)


def _source(slug: str, knowledge: Knowledge) -> Piece:
    return Piece(source(knowledge.article(slug)), Style.SMALL)


def _gap(above: Piece, below: Piece) -> str:
    """A block quote has a margin of its own; what begins anew stands apart all the same."""
    close = Style.QUOTE in (above.style, below.style) and below.style is not Style.BOLD
    return "\n" if close else "\n\n"
