"""Recognises whole messages that are made up of set phrases: "haha ok, thanks, bye!"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from bot.language.tokenizer import words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

MOST_WORDS = 14
"""Words of a message that is made up of phrases; what is longer says more than that."""

_LAUGHTER = re.compile(r"(?:ha|he|hi|ho){2,}h?|a?(?:ha){2,}h?|lo+l(?:ol)*|lma+o+|(?:xd)+|x+d+")
_REPEATED = re.compile(r"(.)\1{2,}")


class PhraseBook:
    """Phrases by kind, of which the first kind that a message has is the message's.

    ``kinds`` has the phrases of each kind; ``fillers`` may stand before, between and after.
    """

    def __init__(self, kinds: Mapping[str, Sequence[str]], fillers: Sequence[str] = ()) -> None:
        self._order = list(kinds)
        self._kinds = {
            tuple(words(phrase)): kind for kind, phrases in kinds.items() for phrase in phrases
        }
        self._fillers = {tuple(words(filler)) for filler in fillers}
        self._words = {word for phrase in (*self._kinds, *self._fillers) for word in phrase}
        self._longest = max(map(len, (*self._kinds, *self._fillers)))

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> PhraseBook:
        """Make one of language data: kinds with their phrases under ``say``, and ``fillers``."""
        kinds = {kind: each["say"] for kind, each in data.items() if kind != "fillers"}
        return cls(kinds, data.get("fillers", ()))

    def kind(self, message: str) -> str | None:
        """Return the kind of a message that is nothing but phrases and fillers; else None."""
        said = words(message)
        if not 0 < len(said) <= MOST_WORDS:
            return None
        said = [self._plain(word) for word in said]
        found = self._cover(said)
        return min(found, key=self._order.index) if found else None

    def _plain(self, word: str) -> str:
        """Return a word without what is repeated for emphasis, laughter as one word."""
        if word in self._words:
            return word
        if _LAUGHTER.fullmatch(word):
            return "haha"
        shorter = (_REPEATED.sub(letters, word) for letters in (r"\1\1", r"\1"))
        return next((each for each in shorter if each in self._words), word)

    def _cover(self, said: Sequence[str]) -> frozenset[str] | None:
        """Return the kinds of the phrases that cover the words, or None where none do.

        Of all ways to cover the words up to a place, one with a phrase is kept.
        """
        covered: list[frozenset[str] | None] = [frozenset()]
        for end in range(1, len(said) + 1):
            best: frozenset[str] | None = None
            for start in range(end - 1, max(-1, end - 1 - self._longest), -1):
                before, phrase = covered[start], tuple(said[start:end])
                if before is None:
                    continue
                if (kind := self._kinds.get(phrase)) is not None:
                    best = before | {kind}
                elif phrase in self._fillers and not best:
                    best = before
            covered.append(best)
        return covered[-1]
