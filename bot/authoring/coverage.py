"""Coverage: the sentences of an article with the facts that quote them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.knowledge.headings import is_text
from bot.language.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.knowledge.model import Article, Fact


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an article; ``start`` is its index in the text, ``quoted_by`` fact ids."""

    text: str
    start: int
    quoted_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """The sentences of one article in order, each with the facts that quote it or a piece of it."""

    article: str
    sentences: tuple[Sentence, ...]

    @property
    def uncovered(self) -> tuple[Sentence, ...]:
        """The sentences that no fact quotes."""
        return tuple(sentence for sentence in self.sentences if not sentence.quoted_by)

    @property
    def percent(self) -> float:
        """The share of the sentences that a fact quotes, from 0 to 100."""
        covered = len(self.sentences) - len(self.uncovered)
        return 100 * covered / len(self.sentences) if self.sentences else 100.0


def coverage(article: Article, facts: Iterable[Fact]) -> Coverage:
    """Return what the facts of this article quote of it; other articles' facts are passed over."""
    quoted = [
        (span, fact.id)
        for fact in facts
        if fact.article == article.slug
        for quote in fact.quotes
        for span in _spans(quote, article.text)
    ]
    return Coverage(
        article.slug,
        tuple(
            Sentence(text, start, _quoting(range(start, start + len(text)), quoted))
            for start, text in _located(article.text)
        ),
    )


def _located(text: str) -> Iterator[tuple[int, str]]:
    """Yield the sentences with where they start; headings, bylines and the like are none."""
    begin = 0
    for line in text.splitlines(keepends=True):
        start = begin
        for sentence in sentences(line) if is_text(line.strip()) else ():
            start = text.index(sentence, start)
            yield start, sentence
            start += len(sentence)
        begin += len(line)


def _spans(quote: str, text: str) -> Iterator[range]:
    return (range(*found.span()) for found in re.finditer(re.escape(quote), text))


def _quoting(sentence: range, quoted: Iterable[tuple[range, str]]) -> tuple[str, ...]:
    overlapping = (
        fact_id
        for span, fact_id in quoted
        if span.start < sentence.stop and sentence.start < span.stop
    )
    return tuple(dict.fromkeys(overlapping))
