"""Numbers and names in answers that nothing in the article bears out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.checking.language import numbers, numbers_in_words, resolved_dates
from bot.knowledge.model import Fact

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.knowledge.model import Article, Entry

_WORD = re.compile(r"[^\W\d_]+(?:[.&][^\W\d_]+)*")
_BEGINNING = re.compile(r"(?:^|[.!?:][\"'”’)]*\s+)[\"'“‘(]*", re.MULTILINE)
# "China" bears out "Chinese": names in their other forms keep this much of their beginning.
SAME_BEGINNING = 4


class Claims:
    """Finds what answers claim beyond their sources, for the entries of one article."""

    def __init__(self, article: Article, synonyms: Sequence[Sequence[str]] = ()) -> None:
        self._article = article
        self._synonyms = [[word.casefold() for word in group] for group in synonyms]
        self._names = set(_names_inside(f"{article.title}. {article.text}"))

    def unproven(self, entry: Entry) -> tuple[str, ...]:
        """Return the numbers and names of the answer that its sources do not hold, in order.

        The sources are the entry's quotes (all of the article, for what it does not state), the
        title, the entry's own question, and the dates that relative ones resolve to. What is not
        stated may name what the article does not: only its numbers are looked at.
        """
        source = self._source(entry)
        dates = resolved_dates(source, self._article.published)
        known_numbers = {*numbers(source), *numbers_in_words(source), *dates}
        known_words = {*map(str.casefold, _words(source)), *dates}
        missing = [number for number in numbers(entry.answer) if number not in known_numbers]
        if entry.stated:
            missing += [name for name in self._names_in(entry) if not _held(name, known_words)]
        return tuple(dict.fromkeys(missing))

    def _source(self, entry: Entry) -> str:
        sources = entry.quotes if isinstance(entry, Fact) else (self._article.text,)
        text = "\n".join((*sources, self._article.title, entry.question))
        folded = text.casefold()
        same = [" ".join(group) for group in self._synonyms if any(w in folded for w in group)]
        return "\n".join((text, *same))

    def _names_in(self, entry: Entry) -> Iterator[str]:
        inside = set(_names_inside(entry.answer))
        return (word for word in _words(entry.answer) if word in inside or word in self._names)


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


def _names_inside(text: str) -> Iterator[str]:
    """Yield the words in capitals that stand where no sentence begins, and so must be names."""
    beginnings = {found.end() for found in _BEGINNING.finditer(text)}
    for found in _WORD.finditer(text):
        if found[0][0].isupper() and found.start() not in beginnings:
            yield found[0]


def _held(name: str, known: set[str]) -> bool:
    folded = name.casefold()
    beginning = folded[:SAME_BEGINNING]
    return folded in known or (
        len(folded) >= SAME_BEGINNING and any(word.startswith(beginning) for word in known)
    )
