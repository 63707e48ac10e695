"""The kind of thing that a question asks for: a time, a place, a person, an amount, a reason.

"In which city will the campus be built?" shares its words with what the campus costs, but nobody
asks for a place to hear of a cost. The kind is told by question words alone; what an entry is
asked for, by its phrasings; what it can tell, by its answer.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from bot.language import en
from bot.language.english import english
from bot.language.tokenizer import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.knowledge.model import Entry

USUAL = 0.04
"""The share of questions that ask for any one kind of thing, about."""

PRIOR = 3.0
"""Phrasings that an entry is taken to have had beforehand, asking as usual."""

LEAST_FIT, MOST_FIT = -2.5, 0.5

REACH = 3
"""Words after "which" or "what" among which the thing asked for is looked for."""

_FIGURE = re.compile(r"\d")
_NAME = re.compile(r"(?<=[\w,;:] )[A-Z]\w")


class AnswerTypes:
    """The kinds that each entry is asked for, and those that its answer tells."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._phrasings = [len(entry.phrasings) for entry in entries]
        self._counts = [
            Counter(kind for phrasing in entry.phrasings for kind in kinds(words(phrasing)))
            for entry in entries
        ]
        self._told = [_told(entry) for entry in entries]

    def fit(self, entry: int, asked: Iterable[str]) -> float:
        """Return the log of how much oftener an entry is asked for such a thing than usual.

        Of several kinds, the one that fits best counts: the others may belong to a lead-in.
        """
        counts = self._counts[entry]
        most = max(counts[kind] for kind in asked)
        fit = math.log((most + PRIOR * USUAL) / (self._phrasings[entry] + PRIOR) / USUAL)
        return min(max(fit, LEAST_FIT), MOST_FIT)

    def is_asked_for(self, entry: int, kind: str) -> bool:
        """Tell whether any phrasing of an entry asks for this kind of thing."""
        return self._counts[entry][kind] > 0

    def tells(self, entry: int, kind: str) -> bool:
        """Tell whether an entry's answer or quotes hold a thing of this kind."""
        return kind in self._told[entry]


def kinds(asked: Sequence[str]) -> frozenset[str]:
    """Return the kinds of thing that a question asks for, by its question words; often none."""
    return frozenset(_kinds(asked))


TOLD_KINDS = ("time", "amount", "duration", "share", "person", "reason")
"""Kinds whose presence in a text can be told by its words."""


def _told(entry: Entry) -> frozenset[str]:
    """Return the kinds of which a text holds something, by signs that English has for them."""
    text = " ".join((entry.answer, *getattr(entry, "quotes", ())))
    have = set(words(text))
    signs = _signs()
    found = {kind for kind, marks in signs.items() if have & marks}
    if _FIGURE.search(text) or have & signs["amount"]:
        found |= {"amount", "duration", "share"}
    if _FIGURE.search(text):
        found.add("time")
    if _NAME.search(text):
        found.add("person")
    return frozenset(found)


@cache
def _signs() -> dict[str, frozenset[str]]:
    return {kind: frozenset(text.split()) for kind, text in en.read("answer_signs").items()}


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
