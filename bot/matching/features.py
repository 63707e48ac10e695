"""The features of entries for a question: what speaks for and against each, in figures."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from bot.language.english import english
from bot.matching.answer_type import TOLD_KINDS, AnswerTypes
from bot.matching.entry_index import mean_of_best

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.matching.analyzer import Term
    from bot.matching.entry_index import EntryIndex
    from bot.matching.passages import PassageIndex
    from bot.matching.query import Query
    from bot.matching.sparse import Floats, Ints

FEATURES = (
    "coverage",
    "article_coverage",
    "phrasing_coverage",
    "likeness",
    "likeness_of_best",
    "likeness_lead",
    "naive_bayes",
    "quote_score",
    "quote_lead",
    "missing_names",
    "missing_figures",
    "missing_contrasts",
    "answer_type",
    "tells_kind",
    "no_reason",
    "no_manner",
    "stated",
    "phrasings",
    "length",
    "in_domain",
)
"""In the order of the columns; :mod:`bot.matching.explanation` says each in words."""

READ_FEATURES = ("reader", "unread")
"""Further columns where the reader read: the score of the best quote, or that none was read."""

MOST_MISSING = 2
"""Missing names or figures that count; a list of them says little more than two."""

QUOTES_NOTHING = -0.15
"""The lead of the best quote where an entry quotes nothing: that of a sentence which is near."""


class FeatureExtractor:
    """Works out the features of entries; threads can share it."""

    def __init__(self, index: EntryIndex, passages: PassageIndex) -> None:
        self._index = index
        self._types = AnswerTypes(index.entries)
        self._places = passages.places_by_article

    def matrix(self, query: Query, entries: Ints, nearness: Floats) -> Floats:
        """Return the features of these entries, entries x :data:`FEATURES`.

        ``nearness`` is that of the question's words, see :meth:`word_nearness`.
        """
        likeness = self._index.phrasing_vectors @ query.vector
        coverage = {
            slug: _coverage(query, nearness, ids)
            for slug, ids in self._index.article_word_ids.items()
        }
        rows = [
            {
                **self._by_likeness(entry, likeness, query),
                **self._by_words(entry, nearness, query),
                **self._by_sentences(entry, query),
                **self._by_answer_type(entry, query),
                "article_coverage": coverage[self._index.entries[entry].article],
            }
            for entry in entries.tolist()
        ]
        found = np.array([[row.get(name, 0.0) for name in FEATURES] for row in rows])
        found = found.reshape(len(rows), len(FEATURES))
        found[:, FEATURES.index("likeness_lead")] = leads(found[:, FEATURES.index("likeness")])
        found[:, FEATURES.index("length")] = math.log(len(query.content) + 1)
        found[:, FEATURES.index("in_domain")] = self.in_domain(query)
        return found

    def in_domain(self, query: Query) -> bool:
        """Tell whether a word of the question stands in the articles."""
        return any(term.content and term.text in self._index.in_domain for term in query.content)

    def article_coverage(self, query: Query, nearness: Floats) -> float:
        """Return how much of the question the article nearest to it covers, from 0 to 1."""
        ids = self._index.article_word_ids.values()
        return max((_coverage(query, nearness, each) for each in ids), default=0.0)

    def word_nearness(self, query: Query) -> Floats:
        """Return how near each content word is to each word of the vocabulary, from 0 to 1."""
        near: Floats = np.maximum(query.word_vectors @ self._index.vocabulary_vectors.T, 0)
        for row, term in enumerate(query.content):
            alike = self._index.vocabulary.by_stem.get(term.text)
            if alike is not None:
                near[row, alike] = 1
        return near

    def _by_likeness(self, entry: int, likeness: Floats, query: Query) -> Mapping[str, float]:
        own = likeness[self._index.phrasings_of(entry)]
        many = math.log(len(own))
        return {
            "likeness": float(own.max()),
            "likeness_of_best": mean_of_best(own, 3) * many,
            "naive_bayes": float(query.naive_bayes[entry]) * many,
            "phrasings": many,
            "stated": float(self._index.entries[entry].stated),
        }

    def _by_words(self, entry: int, nearness: Floats, query: Query) -> Mapping[str, float]:
        index = self._index
        asked = index.phrasing_stems[entry]
        covered = [term.text in asked for term in query.content]
        return {
            "coverage": _coverage(query, nearness, index.word_ids[entry]),
            "phrasing_coverage": float(query.weights @ covered),
            "missing_names": _missing(query.names, index.stems[entry]),
            "missing_figures": _missing(query.figures, index.stems[entry]),
            "missing_contrasts": len(query.typed & english().contrasts - index.words[entry]),
        }

    def _by_sentences(self, entry: int, query: Query) -> Mapping[str, float]:
        quoted = self._index.quoted[entry]
        if not quoted:
            return {"quote_score": 0.0, "quote_lead": QUOTES_NOTHING}
        best = float(query.sentences[quoted].max())
        article = self._places[self._index.entries[entry].article]
        return {"quote_score": best, "quote_lead": best - float(query.sentences[article].max())}

    def _by_answer_type(self, entry: int, query: Query) -> Mapping[str, float]:
        kinds = query.kinds
        if not kinds:
            return {}
        stated = self._index.entries[entry].stated
        told = [self._types.tells(entry, kind) for kind in kinds if kind in TOLD_KINDS and stated]
        asked = self._types.is_asked_for
        return {
            "answer_type": self._types.fit(entry, kinds),
            "tells_kind": (1.0 if any(told) else -1.0) if told else 0.0,
            "no_reason": "reason" in kinds
            and not (asked(entry, "reason") or self._types.tells(entry, "reason")),
            "no_manner": "manner" in kinds and not asked(entry, "manner"),
        }


def leads(values: Floats) -> Floats:
    """Return how far each value is ahead of the best of the others; of one value, 0."""
    if len(values) < 2:
        return np.zeros(len(values))
    second, best = np.partition(values, -2)[-2:]
    ahead: Floats = values - np.where(values == best, second, best)
    return ahead


def _coverage(query: Query, nearness: Floats, ids: Ints) -> float:
    """Return the share of the question that these words cover: each by the one nearest to it."""
    return float(query.weights @ nearness[:, ids].max(axis=1)) if len(ids) else 0.0


def _missing(terms: Iterable[Term], stems: frozenset[str]) -> int:
    return min(sum(term.text not in stems for term in terms), MOST_MISSING)
