"""Ranks the entries of a knowledge for a question, and says how sure each match is."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from bot.matching.analyzer import Analyzer
from bot.matching.confidence import Weighed, Words, reasons, trust
from bot.matching.match import Found
from bot.matching.naive_bayes import Index

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.knowledge.model import Entry, Knowledge
    from bot.matching.analyzer import Term
    from bot.matching.match import Match, Reason
    from bot.matching.naive_bayes import Query
    from bot.matching.sparse import Bools, Floats, Ints

CANDIDATES = 16
"""Entries that are looked at closely; the right one was among them for 99.7 % of phrasings."""

NAME_MISSING = 0.3
"""What an entry that never mentions a name of the question loses, in mean log odds, for each.

Of a wrong answer and a right one, the right one had the higher score 94.0 % of the time with it,
93.4 % without, over 330 questions about the shipped article.
"""

MOST_NAMES = 2
"""Missing names that count; a list of them says little more than two."""


class Matcher:
    """Ranks the entries of one state of the knowledge; threads can share it."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.entries: Sequence[Entry] = knowledge.entries
        self.analyzer = Analyzer(knowledge)
        self._phrasings = [text for entry in self.entries for text in entry.phrasings]
        counts = [len(entry.phrasings) for entry in self.entries]
        self.index = Index(self.analyzer.phrasings, counts)

    def match(self, question: str, limit: int = 5) -> tuple[Match, ...]:
        """Return the best matches, best first; none where no word of the question is known."""
        terms = self.analyzer.read(question)
        return self.match_terms(terms, limit)

    def match_terms(self, terms: Sequence[Term], limit: int = 5) -> tuple[Match, ...]:
        """Return the best matches for a question that the analyzer has read."""
        query = self.index.read(terms)
        if not len(query.ids):
            return ()
        weighed = self._weigh(terms, query, max(limit, CANDIDATES))
        best = zip(weighed.entries[:limit].tolist(), weighed.scores.tolist(), strict=False)
        return tuple(
            Found(self.entries[entry], score, partial(self._explain, weighed, place))
            for place, (entry, score) in enumerate(best)
        )

    def _explain(self, weighed: Weighed, place: int) -> tuple[str, tuple[Reason, ...]]:
        """Return the nearest phrasing of the entry at this place, and the reasons for its score."""
        row, cosine = self.index.nearest(weighed.query, int(weighed.entries[place]))
        other = self.entries[int(weighed.entries[weighed.other(place)])]
        phrasing = self._phrasings[row]
        return phrasing, reasons(weighed, place, (phrasing, cosine), other.id)

    def _weigh(self, terms: Sequence[Term], query: Query, count: int) -> Weighed:
        odds = self.index.bayes(query)
        entries = _highest(odds, count)
        ranks = odds[entries]
        words = self._words(terms, entries)
        names = words.known & [term.name for term in words.terms]
        exact = self._exact_among(entries, terms)
        if not (names.any() or exact.any()):
            return Weighed(query, words, entries, ranks, exact)
        ranks -= name_costs((names & ~words.holds).sum(axis=1))
        order = np.lexsort((-ranks, ~exact))
        words = replace(words, holds=words.holds[order])
        return Weighed(query, words, entries[order], ranks[order], exact[order])

    def _words(self, terms: Sequence[Term], entries: Ints) -> Words:
        """Look up which of the entries have which of the question's content words."""
        numbers = list(map(self.index.phrasings.number, content := content_of(terms)))
        known = np.array([number is not None for number in numbers])
        ids = np.array([number or 0 for number in numbers])
        _, holds = self.index.postings.find(ids, entries[:, None])
        rarities = np.where(known, self.index.idf[ids], self.index.rarest)
        trusts = trust(self.index.phrasings.used[ids] * known)
        weights = rarities * [term.share for term in content]
        return Words(content, weights, known, trusts, holds & known)

    def _exact_among(self, entries: Ints, terms: Sequence[Term]) -> Bools:
        exact = np.zeros(len(entries), dtype=bool)
        for row in self.index.phrasings.same(terms):
            exact |= entries == self.index.owners[row]
        return exact


def content_of(terms: Sequence[Term]) -> tuple[Term, ...]:
    """Return a question's content words, each once; all its words where it has none."""
    content = {term.text: term for term in terms if term.content}
    return tuple((content or {term.text: term for term in terms}).values())


def name_costs(missing: Ints) -> Floats:
    """Return what entries lose for as many names of the question that they do not have."""
    costs: Floats = NAME_MISSING * np.minimum(missing, MOST_NAMES)
    return costs


def _highest(odds: Floats, count: int) -> Ints:
    """Return the entries of the highest odds, best first; of equals, the earlier entry first."""
    kept = np.argpartition(odds, -count)[-count:] if len(odds) > count else np.arange(len(odds))
    found: Ints = kept[np.lexsort((kept, -odds[kept]))]
    return found
