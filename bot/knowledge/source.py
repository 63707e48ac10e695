"""The article's text as the source of quotes: where a quote stands in it, and what comes near."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from bot.knowledge.folding import one_line, straight
from bot.knowledge.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

# Below this share of common letters, in per cent, a sentence is no help in mending a quote.
NEAR_SENTENCE = 70
# Beyond these, looking for the sentence that was meant would take noticeable time.
_HINTS = 20
_SENTENCES = 1_000

_SPACE = re.compile(r"\s+")


class Source:
    """Finds quotes in a text, with white space and curly quotes folded and nothing else."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._folded, self._offsets = _fold(text)
        self._hints = 0

    def find(self, quote: str) -> str | None:
        """Return the piece of the text that the quote is, in the text's own characters."""
        folded = one_line(straight(quote))
        start = self._folded.find(folded)
        if start < 0 or not folded:
            return None
        return self._text[self._offsets[start] : self._offsets[start + len(folded) - 1] + 1]

    def near(self, quote: str) -> str | None:
        """Return the sentence that was most likely meant, or None where none comes near."""
        self._hints += 1
        if self._hints > _HINTS:
            return None
        known = sentences(self._text)[:_SENTENCES]
        for scorer in (fuzz.ratio, fuzz.partial_ratio):
            found = process.extractOne(quote, known, scorer=scorer, score_cutoff=NEAR_SENTENCE)
            if found:
                return str(found[0])
        return None


def _fold(text: str) -> tuple[str, list[int]]:
    """Return the folded text and, for each of its characters, where it stood."""
    folded, offsets = [], []
    for index, character in _spaced(straight(text)):
        folded.append(character)
        offsets.append(index)
    return "".join(folded), offsets


def _spaced(text: str) -> Iterator[tuple[int, str]]:
    after_space = True
    for index, character in enumerate(text):
        space = character.isspace()
        if not (space and after_space):
            yield index, " " if space else character
        after_space = space
