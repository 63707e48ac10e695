"""Groups of words and phrases that count as the same."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from bot.language.tokenizer import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.language.stemmer import Stemmer


class Synonyms:
    """Finds groups of synonyms in stemmed text; the longest phrase goes first.

    ``words`` tells for a stem the group that it belongs to by itself.
    """

    def __init__(self, groups: Iterable[Sequence[str]], stem: Stemmer) -> None:
        self.words: dict[str, str] = {}
        self._phrases: dict[tuple[str, str], list[tuple[list[str], str]]] = {}
        for group in groups:
            name = "=" + " ".join(words(group[0]))
            for phrase in group:
                stems = [stem(word) for word in words(phrase)]
                if len(stems) == 1:
                    self.words.setdefault(stems[0], name)
                elif stems:
                    self._phrases.setdefault((stems[0], stems[1]), []).append((stems, name))
        for phrases in self._phrases.values():
            phrases.sort(key=lambda item: -len(item[0]))

    def phrases(self, stems: list[str]) -> Iterator[tuple[str, int, int]]:
        """Yield the group of each phrase of several words, with where it begins and ends.

        They come in order, and none overlaps another.
        """
        pairs = enumerate(pairwise(stems))
        end = 0
        for at in [at for at, pair in pairs if pair in self._phrases]:
            for phrase, name in self._phrases[stems[at], stems[at + 1]] if at >= end else ():
                if len(phrase) == 2 or stems[at : at + len(phrase)] == phrase:
                    end = at + len(phrase)
                    yield name, at, end
                    break
