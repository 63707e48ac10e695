"""Reads a text as terms, correcting words that the knowledge does not know."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import chain
from operator import add
from typing import TYPE_CHECKING

from bot.language.en import dictionary
from bot.language.english import english
from bot.language.spelling import Speller
from bot.language.stemmer import Stemmer
from bot.language.synonyms import Synonyms
from bot.language.tokenizer import names_like_function_words, words, words_of_all

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.knowledge.model import Knowledge

MOST_CORRECTED = 40
"""Unknown words of one text that are looked up; it bounds the time that a long text takes."""

SHORTEST_JOINED = 6
"""Letters of a word that may be put together from two; in shorter ones chance hits prevail."""

_CAPITALISED = re.compile(r" (?<=[\w,;:'’)] )([A-Z][\w-]*)")
_END = "\n"
_LOWER = re.compile(r"\b[a-z][\w-]*")


@dataclass(frozen=True, slots=True)
class Term:
    """A word or phrase of a text as the matcher sees it.

    ``text`` is its stem, or its synonym group's name; ``typed`` the word or words as typed, and
    ``word`` as corrected. ``nearness`` is 1 but for a corrected word, where it is below.
    ``content`` tells it from a function word, ``name`` whether the knowledge writes it as a name.
    ``share`` is how much the word counts: below 1 where it is carried over from the conversation.
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
        self._stems = Stemmer()
        self._synonyms = Synonyms(knowledge.synonyms, self._stems)
        self._dictionary = dictionary()
        self._function_words = english().function_words
        self._capitalised = names_like_function_words(_written(knowledge))
        self._names = _names(knowledge) | self._capitalised
        asked = [text for entry in knowledge.entries for text in entry.phrasings]
        typed = words_of_all(asked, _END, self._capitalised)
        frequency = Counter(typed)
        del frequency[_END]
        self._asked = frozenset(frequency)
        frequency.update(words_of_all(_background(knowledge), _END, self._capitalised))
        del frequency[_END]
        self._known = frequency.keys() | self._function_words
        self._speller = Speller(frequency + Counter(self._function_words))
        self._terms = {word: self._term(word, word, 1.0) for word in (*self._asked, _END)}
        self._synonymous: dict[str, Term] = {}
        self.phrasings = list(_parted(self._read(typed)))

    def read(self, text: str) -> list[Term]:
        """Return the terms of a text in order; words that are near a known one are corrected."""
        return self._read(words(text, self._capitalised))

    def knows(self, term: Term) -> bool:
        """Tell whether the knowledge, or English grammar, has a word."""
        return term.word in self._known or " " in term.word

    def read_all(self, text: str) -> list[Term]:
        """Return the terms of a text of any length, line by line."""
        return [term for line in text.splitlines() for term in self.read(line)]

    def _read(self, typed: list[str]) -> list[Term]:
        typed = self._joined(typed)
        try:
            terms = [self._terms[word] for word in typed]
        except KeyError:
            terms = list(self._first_seen(typed))
        return self._with_synonyms(terms)

    def _first_seen(self, typed: Sequence[str]) -> Iterator[Term]:
        """Yield the words as terms, those corrected that the knowledge does not know."""
        left = MOST_CORRECTED
        for word in typed:
            term = self._terms.get(word)
            if term is None and word in self._known:
                term = self._terms[word] = self._term(word, word, 1.0)
            if term is None:
                unknown = word not in self._dictionary and left > 0
                left -= unknown
                near = self._speller.correct(word) if unknown else None
                term = self._term(word, *(near or (word, 1.0)))
            yield term

    def _term(self, typed: str, word: str, nearness: float) -> Term:
        content = word not in self._function_words
        return Term(self._stems(word), typed, word, nearness, content, word in self._names)

    def _with_synonyms(self, terms: list[Term]) -> list[Term]:
        """Put one term in the place of each phrase and word that belongs to a group of synonyms."""
        found: list[Term] = []
        after = 0
        for name, at, end in self._synonyms.phrases([term.text for term in terms]):
            found += (*terms[after:at], _one(name, terms[at:end]))
            after = end
        found += terms[after:]
        groups = self._synonyms.words
        return [self._synonym(term) if term.text in groups else term for term in found]

    def _synonym(self, term: Term) -> Term:
        """Return the term of a word's group, which is remembered where the word is known."""
        one = self._synonymous.get(term.typed)
        if one is None:
            one = _one(self._synonyms.words[term.text], (term,))
            if term.typed in self._known:
                self._synonymous[term.typed] = one
        return one

    def _joined(self, typed: list[str]) -> list[str]:
        """Put together what the knowledge writes as one word ("sense time").

        Two words that are both asked with stay apart, unless they make a name.
        """
        known = self._known
        found: list[str] = []
        after = 0
        for at in [at for at, pair in enumerate(map(add, typed, typed[1:])) if pair in known]:
            if at >= after and self._is_one(typed[at], typed[at + 1]):
                found += (*typed[after:at], typed[at] + typed[at + 1])
                after = at + 2
        return found + typed[after:] if after else typed

    def _is_one(self, word: str, after: str) -> bool:
        if len(word) + len(after) < SHORTEST_JOINED:
            return False
        apart = word in self._asked and after in self._asked
        return not apart or word + after in self._names


def _parted(terms: list[Term]) -> Iterator[list[Term]]:
    """Yield the terms of each text."""
    start = 0
    for at in [at for at, term in enumerate(terms) if term.text == _END]:
        yield terms[start:at]
        start = at + 1


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
