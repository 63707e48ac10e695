"""Names and figures of a question that no text mentions: "The article doesn't mention Apple."."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.language.en import dictionary
from bot.language.english import english
from bot.language.names import names
from bot.language.quantities import quantities, values
from bot.language.spelling import Speller
from bot.language.stemmer import Stemmer
from bot.language.tokenizer import words, words_of_all

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.language.names import Word
    from bot.language.quantities import Quantity

AS_ROUNDED = Decimal("0.005")
"""An amount in millions may be off by so much and still be the text's, rounded: 148 for 147.7."""

IN_SHORT = (10**3, 10**6, 10**9, 10**12)
"""Units that a figure without one may stand for: "raised 600" for 600 million."""

_CODE = re.compile(r"(?<![\w.,])\d+[A-Za-z](?![\w.,])")
_END = "\n"


class Kind(Enum):
    """The kinds of things that a text mentions."""

    NAME = "name"
    FIGURE = "figure"


@dataclass(frozen=True, slots=True)
class Mention:
    """A name or figure; ``surface`` is how it was typed."""

    surface: str
    kind: Kind


class Mentioned:
    """All that some texts mention: their words by stem, their figures by value.

    Threads can share it.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        read = words_of_all(texts, _END)
        counts = Counter(read)
        del counts[_END]
        self._stem = Stemmer()
        self._words = frozenset(counts)
        self._stems = frozenset(map(self._stem, counts))
        self._speller = Speller(counts)
        self._values = frozenset(value for value, _ in values(read))

    def missing_from(self, question: str) -> tuple[Mention, ...]:
        """Return the names and figures of a question that the texts nowhere mention, in order.

        Slips of the keyboard, titles, months, peoples and what is merely shouted are no names.
        """
        missing = [Mention(name, Kind.NAME) for name in self._missing_names(question)]
        missing += [
            Mention(quantity.surface, Kind.FIGURE)
            for quantity in quantities(question)
            if not self._has(quantity)
        ]
        return tuple(sorted(set(missing), key=lambda mention: question.find(mention.surface)))

    def _missing_names(self, question: str) -> Iterator[str]:
        for name in names(question):
            strange = any(not self._knows(word.text) for word in name)
            if strange and not self._is_joined(name):
                yield question[name[0].start : name[-1].end]
        for code in _CODE.findall(question):
            if code[-1].isupper() and self._words.isdisjoint(words(code)):
                yield code

    def _is_joined(self, name: tuple[Word, ...]) -> bool:
        """Tell whether the texts write a name as one word ("Nord Bank")."""
        return any(self._knows(before.text + after.text) for before, after in pairwise(name))

    def _knows(self, word: str) -> bool:
        parts = words(word)
        return "".join(parts) in self._words or all(map(self._knows_part, parts))

    def _knows_part(self, part: str) -> bool:
        if part in english().function_words or self._stem(part) in self._stems:
            return True
        return part not in dictionary() and self._speller.correct(part) is not None

    def _has(self, quantity: Quantity) -> bool:
        value = quantity.value
        if value in self._values:
            return True
        if not quantity.spelled:
            return any(value * factor in self._values for factor in IN_SHORT)
        return any(abs(value - known) <= known * AS_ROUNDED for known in self._values)
