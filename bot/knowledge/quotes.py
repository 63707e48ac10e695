"""The article's text as the source of quotes: where a quote stands in it, and what comes near."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process
from rapidfuzz.distance import LCSseq

from bot.language.normalization import one_line, straight
from bot.language.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

# Below these shares of common letters, in per cent of both texts or of the shorter one, a sentence
# is no help in mending a quote.
NEAR_SENTENCE = 70
NEAR_PIECE = 90
# Looking for the sentence that was meant takes a while where there is much that is wrong.
MOST_HINTS = 20


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
        """Return the sentence that was most likely meant, or None where none comes near.

        After ``MOST_HINTS`` calls it is not looked for any more.
        """
        self._hints += 1
        if self._hints > MOST_HINTS:
            return None
        whole = process.extractOne(
            quote, self._sentences, scorer=fuzz.ratio, score_cutoff=NEAR_SENTENCE
        )
        return str(whole[0]) if whole else self._holding(quote)

    @cached_property
    def _sentences(self) -> list[str]:
        return sentences(self._text)

    def _holding(self, quote: str) -> str | None:
        """Return the sentence that holds most of a quote that is shorter, or longer, than it."""
        sentence, common, _ = process.extractOne(quote, self._sentences, scorer=LCSseq.similarity)
        near = common * 100 >= NEAR_PIECE * min(len(quote), len(sentence))
        return str(sentence) if near else None


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
