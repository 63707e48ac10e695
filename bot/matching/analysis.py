"""Reads a text as terms, mending words that the knowledge does not know."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import chain, zip_longest
from typing import TYPE_CHECKING

from bot.knowledge.model import Fact
from bot.matching.spelling import Speller
from bot.matching.text import Stems, Synonyms, dictionary, english, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.knowledge.model import Knowledge

MOST_MENDED = 40
"""Unknown words of one text that are looked up; it bounds the time that a long text takes."""

SHORTEST_JOINED = 6
"""Letters of a word that may be put together from two; in shorter ones chance hits prevail."""

_CAPITALISED = re.compile(r"(?<=[\w,;:'’)] )[A-Z][\w-]*")
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
    """Reads texts with the vocabulary of one knowledge; threads can share it."""

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
        self._terms: dict[str, Term] = {}
        self.phrasings = [self._read(typed) for typed in asked]

    def read(self, text: str) -> list[Term]:
        """Return the terms of a text in order; words that are near a known one are mended."""
        return self._read(words(text))

    def _read(self, typed: Sequence[str]) -> list[Term]:
        read = [self._term(word, mend) for word, mend in self._joined(typed)]
        stems = [term.text for term in read]
        return [
            read[at] if end - at == 1 and text == stems[at] else _one(text, read[at:end])
            for text, at, end in self._synonyms.spans(stems)
        ]

    def _term(self, word: str, mend: bool) -> Term:
        """Return a word as a term of its own, remembered where it needed no mending."""
        term = self._terms.get(word)
        if term is None:
            found = self._speller.mend(word) if mend else None
            read, nearness = found or (word, 1.0)
            content = read not in self._function_words
            name = read in self._names
            term = Term(self._stems(read), word, read, nearness, content, name)
            if word in self._known:
                self._terms[word] = term
        return term

    def _joined(self, typed: Sequence[str]) -> Iterator[tuple[str, bool]]:
        """Yield the words, each with whether it is to be mended.

        What the knowledge writes as one word and the asker as two ("sense time") is put together,
        unless both halves are words that are asked with; a name is put together all the same.
        """
        to_mend = MOST_MENDED
        skip = False
        for word, after in zip_longest(typed, typed[1:], fillvalue=""):
            if skip:
                skip = False
                continue
            pair = word + after
            if after and pair in self._known and self._as_one(word, after):
                skip = True
                yield pair, False
                continue
            strange = word not in self._known and word not in self._dictionary and to_mend > 0
            to_mend -= strange
            yield word, strange

    def _as_one(self, word: str, after: str) -> bool:
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
        yield article.text
    for entry in knowledge.entries:
        yield entry.answer
    for group in knowledge.synonyms:
        yield from group


def _names(knowledge: Knowledge) -> frozenset[str]:
    """Words that are written with a capital within a sentence, and are not written without.

    The articles and the answers tell by themselves; in a phrasing, where people write as they
    like, a word must be no common English word either.
    """
    written, lower = _capitalised(_written(knowledge))
    asked, _ = _capitalised(text for entry in knowledge.entries for text in entry.phrasings)
    asked = {word for word in asked - dictionary() if len(word) > 1 and word.isalpha()}
    return frozenset((written - lower | asked) - english().function_words)


def _written(knowledge: Knowledge) -> Iterable[str]:
    yield from (article.text for article in knowledge.articles)
    yield from (entry.answer for entry in knowledge.entries if isinstance(entry, Fact))


def _capitalised(texts: Iterable[str]) -> tuple[set[str], set[str]]:
    """Return the words that stand with a capital within a sentence, and those without."""
    capitalised: set[str] = set()
    lower: set[str] = set()
    for text in texts:
        capitalised.update(_CAPITALISED.findall(text))
        lower.update(_LOWER.findall(text))
    return set(words(" ".join(sorted(capitalised)))), set(words(" ".join(sorted(lower))))
