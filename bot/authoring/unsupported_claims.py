"""Numbers and names in answers that nothing in the article bears out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.knowledge.model import Fact
from bot.language.numerals import numbers, numbers_in_words, resolved_dates

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterator, Sequence

    from bot.knowledge.model import Article, Entry

_WORD = re.compile(r"[^\W\d_]+(?:[.&][^\W\d_]+)*")
_BEGINNING = re.compile(r"(?:^|[.!?:][\"'”’)]*\s+)[\"'“‘(]*", re.MULTILINE)
_SEVERAL_WORDS = re.compile(r"\b[A-Z]\w+(?: [A-Z]\w+)+")
# "China" bears out "Chinese": names in their other forms keep this much of their beginning.
SAME_BEGINNING = 4


@dataclass(frozen=True, slots=True)
class _Source:
    """The numbers and lower-case words that a text bears out, resolved dates among them."""

    numbers: frozenset[str]
    words: frozenset[str]

    @classmethod
    def of(cls, text: str, published: dt.date) -> _Source:
        dates = resolved_dates(text, published)
        return cls(
            frozenset((*numbers(text), *numbers_in_words(text), *dates)),
            frozenset((*map(str.casefold, _words(text)), *dates)),
        )

    def holds_name(self, name: str) -> bool:
        folded = name.casefold()
        if folded in self.words:
            return True
        beginning = folded[:SAME_BEGINNING]
        long_enough = len(beginning) == SAME_BEGINNING
        return long_enough and any(word.startswith(beginning) for word in self.words)


class Claims:
    """Finds what answers claim beyond their sources, for the entries of one article."""

    def __init__(self, article: Article, synonyms: Sequence[Sequence[str]] = ()) -> None:
        self._article = article
        self._synonyms = [[word.casefold() for word in group] for group in synonyms]
        whole = f"{article.title}. {article.text}"
        self._names = set(_names_inside(whole))
        self._numbers = _Source.of(whole, article.published).numbers

    def unproven(self, entry: Entry) -> tuple[str, ...]:
        """Return the numbers and names of the answer that its sources do not hold, in order.

        The sources are the entry's quotes (all of the article, for what it does not state), the
        title, the entry's own question, and the dates that relative ones resolve to. What is not
        stated may name what the article does not: only its numbers are looked at.
        """
        missing = self._of_fact(entry) if isinstance(entry, Fact) else self._of_gap(entry)
        return tuple(dict.fromkeys(missing))

    def _of_fact(self, fact: Fact) -> Iterator[str]:
        source = _Source.of(self._sources(fact), self._article.published)
        yield from (number for number in numbers(fact.answer) if number not in source.numbers)
        spelt_out = set(_spelt_out(fact.answer, source.words))
        for name in self._names_in(fact.answer):
            if name not in spelt_out and not source.holds_name(name):
                yield name

    def _of_gap(self, entry: Entry) -> Iterator[str]:
        known = self._numbers.union(numbers(entry.question))
        return (number for number in numbers(entry.answer) if number not in known)

    def _sources(self, fact: Fact) -> str:
        text = "\n".join((*fact.quotes, self._article.title, fact.question))
        folded = text.casefold()
        same = [" ".join(group) for group in self._synonyms if any(w in folded for w in group)]
        return "\n".join((text, *same))

    def _names_in(self, answer: str) -> Iterator[str]:
        inside = set(_names_inside(answer))
        return (word for word in _words(answer) if word in inside or word in self._names)


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


def _spelt_out(answer: str, known: Collection[str]) -> Iterator[str]:
    """Yield the words of names that the source has by their initials, such as "U.S."."""
    initials = {word.replace(".", "") for word in known}
    for name in _SEVERAL_WORDS.findall(answer):
        words = name.split()
        if "".join(word[0] for word in words).casefold() in initials:
            yield from words


def _names_inside(text: str) -> Iterator[str]:
    """Yield the words in capitals that stand where no sentence begins, and so must be names."""
    beginnings = {found.end() for found in _BEGINNING.finditer(text)}
    for found in _WORD.finditer(text):
        if found[0][0].isupper() and found.start() not in beginnings:
            yield found[0]
