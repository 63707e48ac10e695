"""Quotes where they stand: the paragraph around each, with the quoted sentences in bold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.knowledge.quotes import QuoteFinder
from bot.language.sentences import sentences
from bot.telegram.views.html import Block, Span, Style, message_html, source
from bot.telegram.views.keyboards import HASH_BYTES, name_hash

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.knowledge.model import Article, Knowledge

AROUND = 600
"""Characters shown before and after the quotes of a paragraph that is longer than that."""


@dataclass(frozen=True, slots=True)
class _Place:
    """The place of a quote in an article's text."""

    article: Article
    start: int
    end: int


def context_html(knowledge: Knowledge, hashes: str) -> str | None:
    """Return the paragraphs that hold the quotes of these hashes; None where none is there now."""
    width = 2 * HASH_BYTES
    wanted = {hashes[at : at + width] for at in range(0, len(hashes), width)}
    places = [
        place for article in knowledge.articles for place in _places(knowledge, article, wanted)
    ]
    if not places:
        return None
    return message_html(_blocks(places, titled=len(knowledge.articles) > 1))


def _places(knowledge: Knowledge, article: Article, wanted: set[str]) -> Iterator[_Place]:
    text = QuoteFinder(article.text)
    for quote in _quotable(knowledge, article):
        if name_hash(quote) in wanted and (piece := text.find(quote)) is not None:
            start = article.text.index(piece)
            yield _Place(article, start, start + len(piece))


def _quotable(knowledge: Knowledge, article: Article) -> Iterable[str]:
    """Return all that a reply can quote of an article: quotes of facts, and its sentences."""
    quotes = (q for fact in knowledge.facts if fact.article == article.slug for q in fact.quotes)
    return dict.fromkeys([*quotes, *sentences(article.text)])


def _blocks(places: Iterable[_Place], *, titled: bool) -> Iterator[Block]:
    by_article: dict[str, list[_Place]] = {}
    for place in places:
        by_article.setdefault(place.article.slug, []).append(place)
    for held in by_article.values():
        article = held[0].article
        if titled:
            yield Block(source(article), Style.SMALL)
        held.sort(key=lambda place: place.start)
        for start, end in _merged([_around(place) for place in held]):
            within = [place for place in held if start <= place.start < end]
            yield _block(article.text, start, end, within)


def _around(place: _Place) -> tuple[int, int]:
    """Return where the paragraph of a quote begins and ends.

    A paragraph that holds nothing else is no context, so its neighbours are taken along.
    """
    text = place.article.text
    start, end = _line_start(text, place.start), _line_end(text, place.end)
    if text[start:end].strip() == text[place.start : place.end].strip():
        start = _line_start(text, len(text[:start].rstrip()))
        end = _line_end(text, len(text) - len(text[end:].lstrip()))
    return start, end


def _line_start(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _merged(stretches: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the stretches in order, those that overlap joined to one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(stretches):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def _block(text: str, start: int, end: int, held: list[_Place]) -> Block:
    first, last = held[0].start, max(place.end for place in held)
    before, after = text[start:first], text[last:end]
    if len(before) > AROUND:
        before = "…" + before[-AROUND:].partition(" ")[2]
    if len(after) > AROUND:
        after = after[:AROUND].rpartition(" ")[0] + "…"
    quoted = (line for place in held for line in text[place.start : place.end].splitlines())
    spans = tuple(Span(line.strip()) for line in quoted if line.strip())
    lines = f"{before}{text[first:last]}{after}".splitlines()
    return Block("\n\n".join(line for line in lines if line.strip()), spans=spans)
