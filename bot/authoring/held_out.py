"""Which entries are taken for each other: by their phrasings alike, and by asking them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.matching.leave_one_out import leave_one_out

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.knowledge.model import Entry, Knowledge
    from bot.matching.analyzer import Analyzer
    from bot.matching.matcher import Matcher

# Words that set no two questions apart.
FILLERS = frozenset({"a", "an", "the", "of", "please"})


@dataclass(frozen=True, slots=True)
class Phrasing:
    """A phrasing by its entry and its place among that entry's phrasings, from 0."""

    entry: Entry
    index: int

    @property
    def text(self) -> str:
        """The phrasing itself."""
        return self.entry.phrasings[self.index]


@dataclass(frozen=True, slots=True)
class HeldOut:
    """A phrasing asked of the knowledge without it: its entry's score, and the best one's."""

    phrasing: Phrasing
    score: float
    winner: Entry
    winning_score: float

    @property
    def lost(self) -> bool:
        """Whether another entry came out on top."""
        return self.winner.id != self.phrasing.entry.id


@dataclass(frozen=True, slots=True)
class Confused:
    """Two entries and the phrasings of either that went to the other when they were held out."""

    entries: tuple[Entry, Entry]
    lost: tuple[HeldOut, ...]


def alike(knowledge: Knowledge, analyzer: Analyzer) -> Iterator[tuple[Phrasing, Phrasing]]:
    """Yield each phrasing that reads like an earlier one of another entry of its article.

    They do where they have the same words, whatever their order, form or synonym, and the names
    and numbers among them come in the same order.
    """
    names = {term.text for terms in analyzer.phrasings for term in terms if term.name}
    first: dict[object, Phrasing] = {}
    for phrasing, read in zip(_phrasings(knowledge.entries), analyzer.phrasings, strict=True):
        texts = [term.text for term in read if term.word not in FILLERS]
        ordered = tuple(text for text in texts if text in names or text.isdecimal())
        key = (phrasing.entry.article, ordered, tuple(sorted(texts)))
        earlier = first.setdefault(key, phrasing)
        if texts and earlier.entry is not phrasing.entry:
            yield phrasing, earlier


def most_confused(held_out: Iterable[HeldOut]) -> Sequence[Confused]:
    """Return the pairs of entries with phrasings lost to each other, the most first."""
    pairs: dict[frozenset[str], list[HeldOut]] = defaultdict(list)
    for item in held_out:
        if item.lost:
            pairs[frozenset((item.phrasing.entry.id, item.winner.id))].append(item)
    ranked = sorted(pairs.values(), key=lambda lost: -len(lost))
    return [Confused((lost[0].phrasing.entry, lost[0].winner), tuple(lost)) for lost in ranked]


def held_out(matcher: Matcher, most: int | None = None) -> Iterator[HeldOut]:
    """Ask each phrasing of an entry that has several against the knowledge without it.

    Where there are more than ``most``, so many are asked, evenly spread over all.
    """
    phrasings = list(_phrasings(matcher.entries))
    for asked in leave_one_out(matcher, most):
        winner = matcher.entries[asked.winner]
        yield HeldOut(phrasings[asked.phrasing], asked.score, winner, asked.winning_score)


def _phrasings(entries: Iterable[Entry]) -> Iterator[Phrasing]:
    return (Phrasing(entry, index) for entry in entries for index in range(len(entry.phrasings)))
