"""Ranks entries and passages for a question, and says how sure it is of each."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from bot.knowledge.model import Fact
from bot.matching.analyzer import Analyzer
from bot.matching.encoders import knowledge_encoder, pair_reader, sentence_encoder
from bot.matching.entry_index import EntryIndex
from bot.matching.explanation import explain
from bot.matching.features import FeatureExtractor
from bot.matching.match import CERTAIN, Evidence, Match, PassageMatch, Ranking
from bot.matching.model import models, probabilities
from bot.matching.naive_bayes import Index
from bot.matching.passages import PassageIndex
from bot.matching.query import QueryBuilder
from bot.matching.sparse import highest

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from pathlib import Path

    from bot.knowledge.model import Entry, Knowledge
    from bot.language.reader import Reader
    from bot.language.vector_cache import CachedEncoder
    from bot.matching.analyzer import Term
    from bot.matching.model import EvidenceModel
    from bot.matching.query import Query
    from bot.matching.sparse import Floats, Ints

ALL_LOOKED_AT = 24
"""Up to so many entries, all are looked at closely; of more, the candidates below."""

BY_NAIVE_BAYES, BY_LIKENESS, BY_ANSWER = 14, 8, 4
"""Candidates by each of three plain scores, where there are more entries."""

REPEATED = 1.5
"""Taken from an entry that was just shown, in log-odds: a follow-up asks for something new."""

LIFT = 0.8
"""Added to a sentence for each unit of probability of a fact that quotes it."""

HOPELESS, SURE = 0.2, 0.97
"""Between these probabilities of the likeliest fact, reading pays."""

FACTS_READ = 3
"""Facts whose quotes are read, each of which takes some 12 ms on one core."""

LEAST_READ = 0.1
"""A fact less likely is not read: 1.3 quotes a question are, and the log loss stays at 0.463
(0.455 with three facts whatever their probability, 0.570 without the reader)."""

READ_LIFT = 0.1
"""Added to a sentence for each unit of the reader's score."""

PASSAGES = 3
LISTED = 8
"""Matches that are returned; a rival farther down is no rival."""


class Matcher:
    """Ranks the entries of one state of the knowledge; threads can share it.

    The vectors of its texts are kept in ``cache_folder`` from start to start, by default in the
    user's own folder for such files.
    """

    def __init__(self, knowledge: Knowledge, cache_folder: Path | None = None) -> None:
        self.entries: Sequence[Entry] = knowledge.entries
        self.analyzer = Analyzer(knowledge)
        self.index = Index(self.analyzer.phrasings, [len(e.phrasings) for e in self.entries])
        self.passages = PassageIndex(knowledge.articles)
        self._entries = EntryIndex(knowledge, self.analyzer, self.passages)
        self._encode(knowledge_encoder(cache_folder))
        self.extractor = FeatureExtractor(self._entries, self.passages)
        self._queries = QueryBuilder(sentence_encoder(), self.index, self.passages)

    def _encode(self, encoder: CachedEncoder) -> None:
        """Give the indexes the vectors of all their texts, which are encoded in one go."""
        indexes = (self.passages, self._entries)
        vectors = encoder.encode([text for index in indexes for text in index.texts])
        for index in indexes:
            index.vectors, vectors = np.split(vectors, [len(index.texts)])

    def match(self, question: str, limit: int = 5) -> tuple[Match, ...]:
        """Return the best matches for a question, best first."""
        return self.rank(question, self.analyzer.read(question)).matches[:limit]

    def rank(self, text: str, terms: Sequence[Term], shown: Collection[str] = ()) -> Ranking:
        """Return the likeliest entries and the nearest passages for a question.

        ``terms`` are the words that it was read as; ``shown`` are the ids of entries that were
        just shown, which are less likely to be meant again.
        """
        if not terms:
            return Ranking()
        if exact := self.exact(terms):
            return self._word_for_word(exact)
        query = self.query(text, terms)
        entries = self.candidates(query)
        nearness = self.extractor.word_nearness(query)
        features = self.extractor.matrix(query, entries, nearness)
        penalties = REPEATED * np.array([self.entries[e].id in shown for e in entries.tolist()])
        model = models().evidence
        chances = probabilities(model.evidence(features) - penalties)
        read: Mapping[str, float] = {}
        if self._is_unsure(entries, chances) and (reader := pair_reader()) is not None:
            read = self._read(reader, query, entries, chances)
            features = np.column_stack((features, self.read_features(entries, read)))
            model = models().evidence_read
            chances = probabilities(model.evidence(features) - penalties)
        return Ranking(
            self._matches(query, entries, features, chances, model),
            self._passages(query, entries, chances, read),
            models().off_topic.probability(off_topic_features(query, self.extractor, nearness)),
        )

    def _is_unsure(self, entries: Ints, chances: Floats) -> bool:
        """Tell whether the likeliest fact is neither sure nor hopeless."""
        facts = [c for e, c in zip(entries.tolist(), chances, strict=True) if self._is_fact(e)]
        return HOPELESS < max(facts, default=0.0) < SURE

    def _is_fact(self, entry: int) -> bool:
        return self.entries[entry].stated

    def _read(
        self, reader: Reader, query: Query, entries: Ints, chances: Floats
    ) -> Mapping[str, float]:
        """Read the quotes of the likeliest facts with the question; return a score for each."""
        ranked = [
            int(entries[place])
            for place in np.argsort(-chances, kind="stable")
            if chances[place] >= LEAST_READ
        ]
        likely = [entry for entry in ranked if self._is_fact(entry)][:FACTS_READ]
        quotes = dict.fromkeys(quote for entry in likely for quote in self._quotes(entry))
        scores = reader.score(query.text, list(quotes))
        return dict(zip(quotes, scores.tolist(), strict=True))

    def read_features(self, entries: Ints, read: Mapping[str, float]) -> Floats:
        """Return the features :data:`READ_FEATURES` of entries: the score of the best quote."""
        best = [
            max((read[quote] for quote in self._quotes(entry) if quote in read), default=None)
            for entry in entries.tolist()
        ]
        return np.array([(0.0, 1.0) if score is None else (score, 0.0) for score in best])

    def _quotes(self, entry: int) -> tuple[str, ...]:
        fact = self.entries[entry]
        return fact.quotes if isinstance(fact, Fact) else ()

    def _word_for_word(self, entries: Sequence[Entry]) -> Ranking:
        """Rank entries that have the question among their phrasings, without encoding it."""
        chance = CERTAIN / len(entries)
        why = Evidence("exact", 0.0, "the question is one of its phrasings, word for word")
        matches = (Match(each, chance, each.question, (why,)) for each in entries)
        return Ranking(tuple(matches), off_topic=0.0, exact=True)

    def exact(self, terms: Sequence[Term]) -> tuple[Entry, ...]:
        """Return the entries that have a question among their phrasings, word for word."""
        owners = {int(self.index.owners[row]) for row in self.index.phrasings.same(terms)}
        return tuple(self.entries[owner] for owner in sorted(owners))

    def query(self, text: str, terms: Sequence[Term]) -> Query:
        """Work out what does not hang on any one entry; most of the time goes into the vectors."""
        return self._queries.build(text, terms)

    def candidates(self, query: Query) -> Ints:
        """Return the entries that are worth a close look."""
        if len(self.entries) <= ALL_LOOKED_AT:
            return np.arange(len(self.entries))
        likeness = self._entries.phrasing_vectors @ query.vector
        of_entries = np.maximum.reduceat(likeness, self._entries.first[:-1])
        found = [
            *highest(query.naive_bayes, BY_NAIVE_BAYES),
            *highest(of_entries, BY_LIKENESS),
            *highest(self._entries.answer_vectors @ query.vector, BY_ANSWER),
        ]
        return np.array(list(dict.fromkeys(found)))

    def _matches(
        self, query: Query, entries: Ints, features: Floats, chances: Floats, model: EvidenceModel
    ) -> tuple[Match, ...]:
        order = np.lexsort((entries, -chances))[:LISTED]
        return tuple(
            Match(
                self.entries[entries[place]],
                float(chances[place]),
                self._nearest(query, int(entries[place])),
                explain(query, features[place], model),
            )
            for place in order.tolist()
        )

    def _nearest(self, query: Query, entry: int) -> str:
        own = self._entries.phrasings_of(entry)
        best = int((self._entries.phrasing_vectors[own] @ query.vector).argmax())
        return str(self._entries.phrasings[own.start + best])

    def _passages(
        self, query: Query, entries: Ints, chances: Floats, read: Mapping[str, float]
    ) -> tuple[PassageMatch, ...]:
        """Return the nearest sentences; those that likely facts quote are lifted.

        So are those that answer the question as the reader has it.
        """
        scores = query.sentences.copy()
        lift = np.zeros(len(scores))
        for entry, chance in zip(entries.tolist(), chances.tolist(), strict=True):
            quoted = self._entries.quoted[entry]
            lift[quoted] = np.maximum(lift[quoted], chance)
            best = max((read[q] for q in self._quotes(entry) if q in read), default=0.0)
            scores[quoted] += READ_LIFT * max(best, 0.0)
        scores += LIFT * lift
        return tuple(
            PassageMatch(self.passages.sentences[place], min(100.0, 50 * float(scores[place])))
            for place in highest(scores, PASSAGES)
        )


def off_topic_features(
    query: Query, extractor: FeatureExtractor, nearness: Floats
) -> dict[str, float]:
    """Return what tells a question about something else: no sentence near, no word in common."""
    best = np.sort(query.sentences)[::-1]
    return {
        "best_sentence": float(best[0]) if len(best) else 0.0,
        "three_sentences": float(best[:PASSAGES].mean()) if len(best) else 0.0,
        "article_coverage": extractor.article_coverage(query, nearness),
        "in_domain": float(extractor.in_domain(query)),
        "length": math.log(len(query.content) + 1),
    }
