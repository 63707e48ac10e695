"""A guard on the kind of thing asked for: a time, a place, a person, an amount, a reason.

"In which city will the campus be built?" shares its words with what the campus costs, but nobody
asks for a place to hear of a cost. What is asked for is told by question words alone, and what an
entry tells by how its phrasings ask.
"""

from __future__ import annotations

import math
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from bot.language.english import english
from bot.language.tokenizer import words
from bot.matching.match import Reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.knowledge.model import Entry
    from bot.matching.match import Match

WEIGHT = 0.8
"""What each unit of fit moves the evidence."""

USUAL = 0.04
"""The share of questions that ask for any one kind of thing, about."""

PRIOR = 3.0
"""Phrasings that an entry is taken to have had beforehand, asking as usual."""

LEAST_FIT, MOST_FIT = -2.5, 0.5

REACH = 3
"""Words after "which" or "what" among which the thing asked for is looked for."""


class Asking:
    """How often the phrasings of entries ask for each kind of thing, counted as it is needed."""

    def __init__(self) -> None:
        self._counts: dict[str, Counter[str]] = {}

    def weigh(self, matches: Sequence[Match], asked: Sequence[str]) -> tuple[Match, ...]:
        """Return the matches with their scores moved by how the words ask, best first."""
        if not (found := kinds(asked)):
            return tuple(matches)
        moved = [match.moved(_reason(WEIGHT * self._fit(match.entry, found))) for match in matches]
        return tuple(sorted(moved, key=lambda match: -match.score))

    def _fit(self, entry: Entry, found: Iterable[str]) -> float:
        """Return the logarithm of how much oftener an entry is asked for such a thing than usual.

        Of several kinds, the one that fits best counts: the others may belong to a lead-in.
        """
        if entry.id not in self._counts:
            asked = (kind for phrasing in entry.phrasings for kind in kinds(words(phrasing)))
            self._counts[entry.id] = Counter(asked)
        counts = self._counts[entry.id]
        beforehand = PRIOR * USUAL
        most = max(counts[kind] for kind in found)
        fit = math.log((most + beforehand) / (len(entry.phrasings) + PRIOR) / USUAL)
        return min(max(fit, LEAST_FIT), MOST_FIT)


def kinds(asked: Sequence[str]) -> frozenset[str]:
    """Return the kinds of thing that a question asks for, by its question words; often none."""
    return frozenset(_kinds(asked))


@cache
def _opening_words() -> frozenset[str]:
    """Return the words at which a question may begin to say what it asks for."""
    language = english()
    return language.asks_for_noun_after.union(phrase[0] for phrase in language.asks_for)


def _kinds(asked: Sequence[str]) -> Iterator[str]:
    language = english()
    opening = _opening_words()
    for at, word in enumerate(asked):
        if word not in opening:
            continue
        if word in language.asks_for_noun_after:
            yield from _noun_kinds(asked[at + 1 : at + 1 + REACH])
        phrases = (tuple(asked[at : at + length]) for length in (3, 2, 1))
        kind = next((found for p in phrases if (found := language.asks_for.get(p))), None)
        if kind is not None:
            yield kind


def _noun_kinds(following: Iterable[str]) -> Iterator[str]:
    language = english()
    for word in following:
        if word in language.kinds_of_nouns:
            yield language.kinds_of_nouns[word]
            return
        if word in language.function_words:
            return


def _reason(points: float) -> Reason:
    text = "is often asked for that" if points > 0 else "is seldom or never asked for such a thing"
    return Reason("asked", points, text)
