"""Holds what is worked out once of each entry: its vectors, its words, the sentences it quotes."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from bot.knowledge.model import Fact

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.knowledge.model import Entry, Knowledge
    from bot.matching.analyzer import Analyzer, Term
    from bot.matching.passages import PassageIndex
    from bot.matching.sparse import Floats, Ints


class EntryIndex:
    """The entries of a knowledge by their number, in order, from 0.

    ``stems``, ``phrasing_stems`` and ``words`` have a set for each entry; ``quoted`` the numbers
    of the sentences that it quotes.
    """

    def __init__(self, knowledge: Knowledge, analyzer: Analyzer, passages: PassageIndex) -> None:
        self.entries: Sequence[Entry] = knowledge.entries
        self.phrasings = [text for entry in self.entries for text in entry.phrasings]
        counts = [len(entry.phrasings) for entry in self.entries]
        self.first = np.concatenate(([0], np.cumsum(counts, dtype=np.int64)))
        asked = _grouped(analyzer.phrasings, counts)
        told = [_read(analyzer, _told(entry)) for entry in self.entries]
        articles = {
            article.slug: analyzer.read_all(f"{article.title}\n{article.text}")
            for article in knowledge.articles
        }
        self.phrasing_stems = [_stems(terms) for terms in asked]
        self.stems = [_stems((*a, *t)) for a, t in zip(asked, told, strict=True)]
        self.words = [_words((*a, *t)) for a, t in zip(asked, told, strict=True)]
        self.in_domain = frozenset(chain.from_iterable(map(_stems, articles.values())))
        self.vocabulary = Vocabulary(chain.from_iterable((*asked, *told, *articles.values())))
        self.word_ids = [self.vocabulary.ids((*a, *t)) for a, t in zip(asked, told, strict=True)]
        self.article_word_ids = {
            slug: self.vocabulary.ids(terms) for slug, terms in articles.items()
        }
        self.quoted = [
            passages.places(entry.article, entry.quotes) if isinstance(entry, Fact) else []
            for entry in self.entries
        ]
        answers = [entry.answer for entry in self.entries]
        self._bounds = np.cumsum([len(self.phrasings), len(answers)])
        self.texts = [*self.phrasings, *answers, *self.vocabulary.words]

    @property
    def vectors(self) -> Floats:
        """The unit vectors of ``texts``, to be filled in before anything is asked."""
        return np.concatenate((self.phrasing_vectors, self.answer_vectors, self.vocabulary_vectors))

    @vectors.setter
    def vectors(self, vectors: Floats) -> None:
        self.phrasing_vectors, self.answer_vectors, self.vocabulary_vectors = np.split(
            vectors, self._bounds
        )

    def phrasings_of(self, entry: int) -> slice:
        """Return where the phrasings of an entry stand among all."""
        return slice(int(self.first[entry]), int(self.first[entry + 1]))


class Vocabulary:
    """The content words of texts, numbered; ``by_stem`` has the numbers of words alike."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._numbers: dict[str, int] = {}
        stems: dict[str, set[int]] = {}
        for term in terms:
            if term.content:
                for word in term.word.split():
                    number = self._numbers.setdefault(word, len(self._numbers))
                    stems.setdefault(term.text, set()).add(number)
        self.words = list(self._numbers)
        self.by_stem = {stem: np.array(sorted(numbers)) for stem, numbers in stems.items()}

    def ids(self, terms: Iterable[Term]) -> Ints:
        """Return the numbers of the content words among these terms, each once."""
        words = {word for term in terms if term.content for word in term.word.split()}
        return np.array(sorted(self._numbers[word] for word in words), dtype=np.int64)


def mean_of_best(values: Floats, most: int) -> float:
    """Return the mean of the highest ``most`` values, or of all where there are fewer."""
    count = min(most, len(values))
    return float(np.partition(values, -count)[-count:].mean())


def _told(entry: Entry) -> tuple[str, ...]:
    return (entry.answer, *(entry.quotes if isinstance(entry, Fact) else ()))


def _read(analyzer: Analyzer, texts: Iterable[str]) -> list[Term]:
    return [term for text in texts for term in analyzer.read(text)]


def _grouped(texts: Sequence[Sequence[Term]], counts: Sequence[int]) -> list[list[Term]]:
    """Return the terms of each entry's phrasings, one after the other."""
    rows = iter(texts)
    return [[term for _ in range(count) for term in next(rows)] for count in counts]


def _stems(terms: Iterable[Term]) -> frozenset[str]:
    return frozenset(term.text for term in terms)


def _words(terms: Iterable[Term]) -> frozenset[str]:
    return frozenset(word for term in terms for word in term.word.split())
