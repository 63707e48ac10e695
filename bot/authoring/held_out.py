"""Finds entries that are taken for each other: by phrasings alike, and by asking them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.authoring.probing import Phrasing
from bot.matching.matcher import Matcher

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.knowledge.model import Entry, Knowledge
    from bot.matching.analyzer import Analyzer

FOLDS = 5

# Words that set no two questions apart.
FILLERS = frozenset({"a", "an", "the", "of", "please"})


@dataclass(frozen=True, slots=True)
class HeldOut:
    """A phrasing asked of the knowledge without it: its entry's score, and the best one's."""

    phrasing: Phrasing
    score: float
    winner: Entry
    winning_score: float

    @property
    def lost(self) -> bool:
        """True where another entry came out on top."""
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


def held_out(knowledge: Knowledge, most: int | None = None) -> Iterator[HeldOut]:
    """Ask phrasings of entries that have several of the knowledge without them.

    It is cross-validation in :data:`FOLDS` parts: each part is asked of a matcher that knows
    the other parts. Where there are more than ``most``, so many are asked, evenly spread over all.
    """
    several = [p for p in _phrasings(knowledge.entries) if len(p.entry.phrasings) > 1]
    step = max(1, -(-len(several) // most)) if most else 1
    asked = several[::step]
    for fold in range(FOLDS):
        apart = [phrasing for phrasing in asked if phrasing.index % FOLDS == fold]
        if apart:
            matcher = Matcher(_without(knowledge, apart))
            yield from (_asked(matcher, phrasing) for phrasing in apart)


def _without(knowledge: Knowledge, phrasings: Iterable[Phrasing]) -> Knowledge:
    """Return the knowledge without these phrasings; an entry keeps at least one."""
    gone = {(phrasing.entry.id, phrasing.index) for phrasing in phrasings}
    entries = []
    for entry in knowledge.entries:
        kept = [t for n, t in enumerate(entry.phrasings) if (entry.id, n) not in gone]
        kept = kept or list(entry.phrasings)
        entries.append(replace(entry, question=kept[0], asked_as=tuple(kept[1:])))
    return replace(knowledge, entries=tuple(entries))


def _asked(matcher: Matcher, phrasing: Phrasing) -> HeldOut:
    matches = matcher.match(phrasing.text)
    winner = matches[0] if matches else None
    own = next((match for match in matches if match.entry.id == phrasing.entry.id), None)
    return HeldOut(
        phrasing,
        own.score if own else 0.0,
        winner.entry if winner else phrasing.entry,
        winner.score if winner else 0.0,
    )


def _phrasings(entries: Iterable[Entry]) -> Iterator[Phrasing]:
    return (Phrasing(entry, index) for entry in entries for index in range(len(entry.phrasings)))
