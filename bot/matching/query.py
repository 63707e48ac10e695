"""A question as the matcher looks at it: its words, and vectors for what it means."""

from __future__ import annotations

import math
import threading
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from cachetools import LRUCache

from bot.language.tokenizer import words
from bot.matching.answer_type import kinds
from bot.matching.sparse import highest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.language.encoder import SentenceEncoder
    from bot.matching.analyzer import Term
    from bot.matching.naive_bayes import Index
    from bot.matching.passages import PassageIndex
    from bot.matching.sparse import Floats

COMMON_RANK = 1000
"""Of the encoder's vocabulary, which is ordered by frequency; words before it are as common."""
VOCABULARY = 29_000
"""Words after these, about."""
WORDS_CACHED = 5_000

MOST_WORDS = 24
"""Words of a question that are looked at, those that weigh most; it bounds the time it takes."""

LONGEST_ENCODED = 400
"""Characters of a question whose meaning is encoded, for the same reason."""


@dataclass(frozen=True)
class Query:
    """A question of which everything is known that does not hang on any one entry.

    ``text`` stands for its meaning and ``vector`` is its unit vector; ``terms`` are its words,
    those carried over from the conversation among them. ``content`` are those that say something,
    with ``weights`` that sum up to 1 and a unit vector each. ``naive_bayes`` has the mean log
    odds of every entry, ``sentences`` the score of every sentence of the articles.
    """

    text: str
    terms: Sequence[Term]
    vector: Floats
    content: Sequence[Term]
    weights: Floats
    word_vectors: Floats
    naive_bayes: Floats
    sentences: Floats

    @cached_property
    def typed(self) -> frozenset[str]:
        """The words of this very question, corrected; none that were carried over."""
        return frozenset(term.word for term in self.terms if term.share == 1)

    @cached_property
    def kinds(self) -> frozenset[str]:
        """The kinds of thing that it asks for, such as a time; often none."""
        return kinds([term.word for term in self.terms if term.share == 1])

    @cached_property
    def names(self) -> tuple[Term, ...]:
        """The names among its words, as far as the knowledge writes them as names."""
        return tuple(term for term in self.content if term.name)

    @cached_property
    def figures(self) -> tuple[Term, ...]:
        """The words with a digit."""
        return tuple(term for term in self.content if any(c.isdigit() for c in term.text))


class QueryBuilder:
    """Encodes questions and weighs their words; threads can share it."""

    def __init__(self, encoder: SentenceEncoder, index: Index, passages: PassageIndex) -> None:
        self._encoder = encoder
        self._index = index
        self._passages = passages
        self._lock = threading.Lock()
        self._word_vectors: LRUCache[str, Floats] = LRUCache(WORDS_CACHED)

    def build(self, text: str, terms: Sequence[Term]) -> Query:
        """Work out what does not hang on any one entry; most of the time goes into the vectors."""
        content = content_of(terms)
        weights = self._weights(content)
        if len(content) > MOST_WORDS:
            kept = np.sort(highest(weights, MOST_WORDS))
            content = tuple(content[place] for place in kept.tolist())
            weights = weights[kept] / weights[kept].sum()
        text = text[:LONGEST_ENCODED]
        vector, word_vectors = self._vectors(text, [term.word for term in content])
        return Query(
            text=text,
            terms=terms,
            vector=vector,
            content=content,
            weights=weights,
            word_vectors=word_vectors,
            naive_bayes=self._index.bayes(self._index.read(terms)),
            sentences=self._passages.scores(words(text), vector),
        )

    def _vectors(self, text: str, typed: Sequence[str]) -> tuple[Floats, Floats]:
        """Encode the text and those of its words that were not met lately, in one batch."""
        known = {word: self._word_vectors.get(word) for word in typed}
        new = [word for word, vector in known.items() if vector is None]
        vector, *of_new = self._encoder.encode([text, *new])
        known.update(zip(new, of_new, strict=True))
        with self._lock:
            self._word_vectors.update(zip(new, of_new, strict=True))
        return vector, np.array([known[word] for word in typed])

    def _weights(self, content: Sequence[Term]) -> Floats:
        """Weigh words by how rare they are, here and in English; they sum up to 1.

        Common words count little even where a single entry uses them. A word carried over from
        the conversation, or corrected, counts less.
        """
        found = np.array(
            [
                self._index.rarity(term)
                * (0.25 + 0.75 * self._rarity_in_english(term.word))
                * term.share
                * term.nearness
                for term in content
            ]
        )
        weights: Floats = found / max(float(found.sum()), 1e-9)
        return weights

    def _rarity_in_english(self, word: str) -> float:
        """Return from 0 to 1 how far down the encoder's vocabulary a word stands."""
        rank = self._encoder.vocabulary_rank(word)
        if rank is None:
            return 1.0
        return math.log(max(rank - COMMON_RANK, 1) + 1) / math.log(VOCABULARY + 1)


def content_of(terms: Sequence[Term]) -> tuple[Term, ...]:
    """Return a question's content words, each once; all its words where it has none."""
    content = {term.text: term for term in terms if term.content}
    return tuple((content or {term.text: term for term in terms}).values())
