"""Ranks the entries of a knowledge for a question, and says how sure each match is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.matching.analysis import Analyzer
from bot.matching.index import Index
from bot.matching.match import Match
from bot.matching.score import Weighed, Words, reasons

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.knowledge.model import Entry, Knowledge
    from bot.matching.analysis import Term
    from bot.matching.index import HeldOut
    from bot.matching.postings import Bools, Floats, Ints

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
        self._texts = texts = self.analyzer.phrasings
        self.index = Index(texts, [len(entry.phrasings) for entry in self.entries])
        self._exact: dict[tuple[str, ...], set[int]] = {}
        for owner, terms in zip(self.index.owners.tolist(), texts, strict=True):
            self._exact.setdefault(tuple(term.text for term in terms), set()).add(owner)

    def match(self, question: str, limit: int = 5) -> tuple[Match, ...]:
        """Return the best matches, best first; none where no word of the question is known."""
        terms = self.analyzer.read(question)
        return self.match_terms(terms, limit)

    def match_terms(self, terms: Sequence[Term], limit: int = 5) -> tuple[Match, ...]:
        """Return the best matches for a question that the analyzer has read."""
        weighed = self._weigh(terms, max(limit, CANDIDATES))
        if weighed is None:
            return ()
        return tuple(
            self._match(weighed, place) for place in range(min(limit, len(weighed.entries)))
        )

    def leave_one_out(
        self, most: int | None = None
    ) -> Iterator[tuple[int, int, float, int, float]]:
        """Ask each phrasing of an entry that has several against the knowledge without it.

        Where there are more than ``most``, only those whose entry is least ahead are asked.
        Yields the phrasing's number, its entry's number and score, and the best entry's.
        """
        for row in self._to_hold_out(most):
            weighed = self._weigh(self._texts[row], CANDIDATES, self.index.hold_out(row))
            if weighed is not None:
                own = int(self.index.owners[row])
                places = np.flatnonzero(weighed.entries == own)
                mine = float(weighed.scores[places[0]]) if len(places) else 0.0
                yield row, own, mine, int(weighed.entries[0]), float(weighed.scores[0])

    def _to_hold_out(self, most: int | None) -> list[int]:
        counts = np.diff(self.index.first)
        rows = np.flatnonzero(counts[self.index.owners] > 1)
        if most is not None and len(rows) > most:
            margins = self.index.margins()[rows]
            rows = np.sort(rows[np.argpartition(margins, most)[:most]])
        found: list[int] = rows.tolist()
        return found

    def _weigh(
        self, terms: Sequence[Term], count: int, held_out: HeldOut | None = None
    ) -> Weighed | None:
        query = self.index.read(terms)
        if not len(query.ids):
            return None
        odds = self.index.bayes(query, held_out)
        entries = _highest(odds, count)
        words = self._words(terms, entries, held_out)
        ranks = odds[entries] - NAME_MISSING * np.minimum(words.names_missing(), MOST_NAMES)
        exact = self._exact_among(entries, terms) & (held_out is None)
        order = np.lexsort((-ranks, ~exact))
        return Weighed(query, words.at(order), entries[order], ranks[order], exact[order])

    def _words(self, terms: Sequence[Term], entries: Ints, held_out: HeldOut | None) -> Words:
        """Look up which of the entries have which of the question's content words."""
        content = tuple({term.text: term for term in terms if term.content}.values())
        content = content or tuple({term.text: term for term in terms}.values())
        ids = [self.index.id_of(term, held_out) for term in content]
        holds = np.zeros((len(entries), len(content)), dtype=bool)
        asked = [id_ for id_ in ids if id_ is not None]
        holds[:, [id_ is not None for id_ in ids]] = self.index.holds(asked, entries, held_out)
        return Words(
            content,
            np.array([self.index.rarity(term, held_out) * term.share for term in content]),
            np.array([id_ is not None for id_ in ids]),
            holds,
        )

    def _exact_among(self, entries: Ints, terms: Sequence[Term]) -> Bools:
        owners = self._exact.get(tuple(term.text for term in terms), set())
        return np.array([entry in owners for entry in entries.tolist()], dtype=bool)

    def _match(self, weighed: Weighed, place: int) -> Match:
        entry = int(weighed.entries[place])
        row, cosine = self.index.nearest(weighed.query, entry)
        other = self.entries[int(weighed.entries[weighed.other(place)])]
        return Match(
            self.entries[entry],
            float(weighed.scores[place]),
            self._phrasings[row],
            reasons(weighed, place, (self._phrasings[row], cosine), other.id),
        )


def _highest(odds: Floats, count: int) -> Ints:
    """Return the entries of the highest odds, best first; of equals, the earlier entry first."""
    kept = np.argpartition(-odds, count)[:count] if len(odds) > count else np.arange(len(odds))
    found: Ints = kept[np.lexsort((kept, -odds[kept]))]
    return found
