"""Quotes: where they stand in the article's text, and which sentence comes near one that doesn't.

A quote and the text may differ in how the same characters are encoded: white space, curly and
straight quotation marks, composed and decomposed accents, kinds of hyphen, and what is not seen.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process
from rapidfuzz.distance import LCSseq

from bot.knowledge.model import Fact
from bot.language.normalization import straight
from bot.language.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.knowledge.knowledge_file import Located
    from bot.knowledge.node_reader import LocatedText
    from bot.knowledge.problems import Problems

# Below these shares of common letters, in per cent of both texts or of the shorter one, a sentence
# is no help in mending a quote.
NEAR_SENTENCE = 70
NEAR_PIECE = 90
# Looking for the sentence that was meant takes a while where there is much that is wrong.
MOST_HINTS = 20

# Hyphens, the en dash and the minus sign are typed as one key.
_HYPHENS = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2212\ufe63\uff0d", "-"))
_CLUSTER = re.compile(
    r".[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]*", re.DOTALL
)


def with_quotes(entries: Iterable[Located], text: str, problems: Problems) -> Iterator[Located]:
    """Yield the entries with each quote in the article's own characters; missing ones are noted."""
    finder = QuoteFinder(text)
    for located in entries:
        if isinstance(located.entry, Fact):
            quotes = tuple(_found(quote, finder, problems) for quote in located.quotes)
            yield replace(located, entry=replace(located.entry, quotes=quotes))
        else:
            yield located


def _found(quote: LocatedText, finder: QuoteFinder, problems: Problems) -> str:
    found = finder.find(quote.text)
    if found is not None:
        return found
    near = finder.near(quote.text)
    right = f"the nearest sentence there is: {near}" if near else "copy it from there"
    if quote.joined:
        right = f"begin {quote.joined.seen_from(quote.location)} with '- ' if it is another quote"
    message = f"the quote does not stand in the article; {right}"
    problems.add((quote.joined or quote.location).problem(message, "quote"))
    return quote.text


class QuoteFinder:
    """Finds quotes in a text, by what a reader sees of both."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._seen, self._starts, self._ends = _as_seen(text)
        self._hints = 0

    def find(self, quote: str) -> str | None:
        """Return the piece of the text that the quote is, in the text's own characters."""
        seen = _as_seen(quote)[0].strip(" ")
        start = self._seen.find(seen) if seen else -1
        while start >= 0:
            stop = start + len(seen)
            # A letter is not found without its accent, which follows it.
            if stop == len(self._seen) or self._starts[stop] >= self._ends[stop - 1]:
                return self._text[self._starts[start] : self._ends[stop - 1]]
            start = self._seen.find(seen, start + 1)
        return None

    def near(self, quote: str) -> str | None:
        """Return the sentence that was most likely meant, or None where none comes near.

        After ``MOST_HINTS`` calls it is not looked for any more.
        """
        self._hints += 1
        if self._hints > MOST_HINTS:
            return None
        whole = process.extractOne(
            quote, self._sentences, scorer=fuzz.ratio, score_cutoff=NEAR_SENTENCE
        )
        return str(whole[0]) if whole else self._holding(quote)

    @cached_property
    def _sentences(self) -> list[str]:
        return sentences(self._text)

    def _holding(self, quote: str) -> str | None:
        """Return the sentence that holds most of a quote that is shorter, or longer, than it."""
        sentence, common, _ = process.extractOne(quote, self._sentences, scorer=LCSseq.similarity)
        near = common * 100 >= NEAR_PIECE * min(len(quote), len(sentence))
        return str(sentence) if near else None


def _as_seen(text: str) -> tuple[str, list[int], list[int]]:
    """Return the text as a reader sees it and, for each character of that, its start and end."""
    seen: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    after_space = True
    for found in _CLUSTER.finditer(text):
        shown = _shown(found[0])
        space = shown == " "
        if shown and not (space and after_space):
            seen += shown
            starts += [found.start()] * len(shown)
            ends += [found.end()] * len(shown)
        after_space = space or (after_space and not shown)
    return "".join(seen), starts, ends


def _shown(cluster: str) -> str:
    """Return a character and its accents as they are compared: nothing for one that is not seen."""
    if cluster.isspace():
        return " "
    if cluster.isascii():
        return cluster
    kept = (c for c in unicodedata.normalize("NFKD", cluster) if unicodedata.category(c) != "Cf")
    return straight("".join(kept)).translate(_HYPHENS)
