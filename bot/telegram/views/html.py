"""Blocks of text as Telegram's HTML: escaped, marked up, and of legal length together."""

from __future__ import annotations

import html
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.telegram.text_length import MESSAGE_UNITS, units
from bot.telegram.views import texts
from bot.telegram.views.limits import clean, cut, isolated, pages, share, shortened

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from bot.knowledge.model import Article

QUOTE_LINE_UNITS = 36
"""About what one line of a block quote holds on a phone 390 points wide."""
OPEN_LINES = 3
"""Telegram shows so many lines of a folded quote; folding a shorter one would hide nothing."""
LONGEST_HEADING = 200
MAX_BLOCKS = 80


class Style(Enum):
    """The looks of a block of a message; the value is the tag, if any."""

    PLAIN = ""
    BOLD = "b"
    SMALL = "i"
    QUOTE = "blockquote"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch within a block: a link where ``url`` is set, else bold."""

    text: str
    url: str | None = None

    def html(self) -> str:
        """Return the stretch as HTML."""
        text = html.escape(self.text, quote=False)
        return f'<a href="{html.escape(self.url)}">{text}</a>' if self.url else f"<b>{text}</b>"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph in one style, not escaped yet; its spans are in the order of their places."""

    text: str
    style: Style = Style.PLAIN
    spans: tuple[Span, ...] = ()

    def html(self) -> str:
        """Return the block as HTML; a long quote is folded up until it is tapped."""
        text = "".join(self._stretches())
        if self.style is Style.PLAIN:
            return text
        folded = self.style is Style.QUOTE and _lines(self.text) > OPEN_LINES
        return f"<{self.style.value}{' expandable' * folded}>{text}</{self.style.value}>"

    def _stretches(self) -> Iterator[str]:
        done = 0
        for span in self.spans:
            start = self.text.find(span.text, done)
            if start < 0:  # it was cut off with the end of a text that is too long
                continue
            yield html.escape(self.text[done:start], quote=False)
            yield span.html()
            done = start + len(span.text)
        yield html.escape(self.text[done:], quote=False)


def message_html(blocks: Iterable[Block]) -> str:
    """Return the blocks as one message of legal length; the longest are cut where they must be."""
    shown = [
        Block(text, block.style, block.spans) for block in blocks if (text := clean(block.text))
    ]
    shown = shown[:MAX_BLOCKS]
    gaps = [_gap(above, below) for above, below in pairwise(shown)]
    room = MESSAGE_UNITS - sum(map(len, gaps))
    most = share([units(block.text) for block in shown], room)
    parts = [Block(cut(block.text, most), block.style, block.spans).html() for block in shown]
    return "".join(part + gap for part, gap in zip(parts, [*gaps, ""], strict=True))


def article_html(article: Article) -> Iterator[str]:
    """Yield the article as messages: its title and date, then the text, cut between paragraphs."""
    title = Block(shortened(article.title, LONGEST_HEADING), Style.BOLD)
    link = (Span(texts.SOURCE_LINK, article.url),) if is_web_link(article.url) else ()
    date = day(article.published) + (f" · {texts.SOURCE_LINK}" if link else "")
    head = f"{title.html()}\n{Block(date, Style.SMALL, link).html()}\n\n"
    room = MESSAGE_UNITS - units(title.text) - units(date) - len("\n\n\n")
    paragraphs = [text for line in article.text.splitlines() if (text := clean(line))]
    for page in pages(paragraphs, first=room):
        yield head + Block(page).html()
        head = ""


def source(article: Article) -> str:
    """Return an article's title and date in a line, neither escaped nor marked up."""
    title = isolated(shortened(article.title, LONGEST_HEADING))
    return texts.SOURCE.format(title=title, date=day(article.published))


def day(date: dt.date) -> str:
    """Return a date as people write it: 9 April 2018."""
    return f"{date.day} {date:%B %Y}"


def is_web_link(url: str | None) -> bool:
    """Tell whether Telegram takes this for a link to a page."""
    return url is not None and url.startswith(("https://", "http://"))


def _lines(text: str) -> int:
    """Estimate how many lines a text takes in a block quote on a phone."""
    return sum(1 + max(units(line) - 1, 0) // QUOTE_LINE_UNITS for line in text.splitlines())


def _gap(above: Block, below: Block) -> str:
    """A block quote has a margin of its own; what begins anew stands apart all the same."""
    if above.style is below.style is Style.SMALL:
        return "\n"
    close = Style.QUOTE in (above.style, below.style) and below.style is not Style.BOLD
    return "\n" if close else "\n\n"
