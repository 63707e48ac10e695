"""Reads a text as terms, mending words that the knowledge does not know."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import chain, zip_longest
from operator import add
from typing import TYPE_CHECKING

from bot.matching.spelling import Speller
from bot.matching.text import Stems, Synonyms, dictionary, english, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.knowledge.model import Knowledge

MOST_MENDED = 40
"""Unknown words of one text that are looked up; it bounds the time that a long text takes."""

SHORTEST_JOINED = 6
"""Letters of a word that may be put together from two; in shorter ones chance hits prevail."""

_CAPITALISED = re.compile(r" (?<=[\w,;:'’)] )([A-Z][\w-]*)")
_LOWER = re.compile(r"\b[a-z][\w-]*")


@dataclass(frozen=True, slots=True)
class Term:
    """A word or phrase of a text as the matcher sees it.

    ``text`` is its stem, or its synonym group's name; ``typed`` the word or words as typed, and
    ``word`` as mended. ``nearness`` is 1 but for a mended word, where it is below. ``content``
    tells it from a function word, ``name`` whether the knowledge writes it as a name. ``share``
    is how much the word counts: below 1 where it is carried over from the conversation.
    """

    text: str
    typed: str
    word: str
    nearness: float
    content: bool
    name: bool
    share: float = 1.0


class Analyzer:
    """Reads texts with the vocabulary of one knowledge; threads can share it.

    ``phrasings`` has the terms of each phrasing, entry by entry.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self._stems = Stems()
        self._synonyms = Synonyms(knowledge.synonyms, self._stems)
        self._dictionary = dictionary()
        self._function_words = english().function_words
        self._names = _names(knowledge)
        asked = [words(text) for entry in knowledge.entries for text in entry.phrasings]
        frequency = Counter(chain.from_iterable(asked))
        self._asked = frozenset(frequency)
        frequency.update(chain.from_iterable(map(words, _background(knowledge))))
        self._known = frequency.keys() | self._function_words
        self._speller = Speller(frequency + Counter(self._function_words))
        self._terms = {word: self._term(word, word, 1.0) for word in self._asked}
        self._as_one: dict[tuple[str, ...], Term] = {}
        self.phrasings = [self._read(typed) for typed in asked]

    def read(self, text: str) -> list[Term]:
        """Return the terms of a text in order; words that are near a known one are mended."""
        return self._read(words(text))

    def _read(self, typed: Sequence[str]) -> list[Term]:
        if not self._known.isdisjoint(map(add, typed, typed[1:])):
            typed = list(self._joined(typed))
        try:
            terms = [self._terms[word] for word in typed]
        except KeyError:
            terms = list(self._first_seen(typed))
        return self._with_synonyms(terms)

    def _first_seen(self, typed: Sequence[str]) -> Iterator[Term]:
        """Yield the words as terms, those mended that the knowledge does not know."""
        to_mend = MOST_MENDED
        for word in typed:
            term = self._terms.get(word)
            if term is None and word in self._known:
                term = self._terms[word] = self._term(word, word, 1.0)
            if term is None:
                mend = word not in self._dictionary and to_mend > 0
                to_mend -= mend
                near = self._speller.mend(word) if mend else None
                term = self._term(word, *(near or (word, 1.0)))
            yield term

    def _term(self, typed: str, word: str, nearness: float) -> Term:
        content = word not in self._function_words
        return Term(self._stems(word), typed, word, nearness, content, word in self._names)

    def _with_synonyms(self, terms: list[Term]) -> list[Term]:
        """Put one term in the place of each phrase that belongs to a group of synonyms."""
        found: list[Term] = []
        after = 0
        for name, at, end in self._synonyms.spans([term.text for term in terms]):
            found += terms[after:at]
            found.append(self._synonym(name, terms[at:end]))
            after = end
        return found + terms[after:] if after else terms

    def _synonym(self, name: str, terms: Sequence[Term]) -> Term:
        """Make the terms of a group's phrase one, which is remembered where nothing is mended."""
        key = tuple([term.typed for term in terms])
        one = self._as_one.get(key)
        if one is None:
            one = _one(name, terms)
            if one.nearness == 1:
                self._as_one[key] = one
        return one

    def _joined(self, typed: Sequence[str]) -> Iterator[str]:
        """Yield the words, those put together that the knowledge writes as one ("sense time").

        Two words that are both asked with stay apart, unless they make a name.
        """
        skip = False
        for word, after in zip_longest(typed, typed[1:], fillvalue=""):
            if skip:
                skip = False
            elif after and word + after in self._known and self._is_one(word, after):
                skip = True
                yield word + after
            else:
                yield word

    def _is_one(self, word: str, after: str) -> bool:
        if len(word) + len(after) < SHORTEST_JOINED:
            return False
        apart = word in self._asked and after in self._asked
        return not apart or word + after in self._names


def _one(text: str, terms: Sequence[Term]) -> Term:
    """Make the terms of a synonym's phrase one."""
    return Term(
        text=text,
        typed=" ".join(term.typed for term in terms),
        word=" ".join(term.word for term in terms),
        nearness=min(term.nearness for term in terms),
        content=True,
        name=any(term.name for term in terms),
    )


def _background(knowledge: Knowledge) -> Iterator[str]:
    """The texts whose words are known though nobody asks with them."""
    for article in knowledge.articles:
        yield article.title
        yield from article.text.splitlines()
    for entry in knowledge.entries:
        yield entry.answer
    for group in knowledge.synonyms:
        yield from group


def _names(knowledge: Knowledge) -> frozenset[str]:
    """Words that are written with a capital within a sentence, and are not written without.

    The articles and the answers tell by themselves; in a phrasing, where people write as they
    like, a word must be no common English word either.
    """
    written = "\n".join(_written(knowledge))
    asked = "\n".join(text for entry in knowledge.entries for text in entry.phrasings)
    names = _words_found(_CAPITALISED, written) - _words_found(_LOWER, written)
    in_phrasings = _words_found(_CAPITALISED, asked) - dictionary()
    names.update(word for word in in_phrasings if len(word) > 1 and word.isalpha())
    return frozenset(names - english().function_words)


def _written(knowledge: Knowledge) -> Iterator[str]:
    yield from (article.text for article in knowledge.articles)
    yield from (fact.answer for fact in knowledge.facts)


def _words_found(pattern: re.Pattern[str], text: str) -> set[str]:
    return set(chain.from_iterable(map(words, set(pattern.findall(text)))))
