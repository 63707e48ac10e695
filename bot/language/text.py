"""From a text to terms: words folded in case and spelling variants, stemmed, synonyms as one."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain, pairwise
from typing import TYPE_CHECKING

import Stemmer  # type: ignore[import-not-found]

from bot.language import en

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

LONGEST_TEXT = 4096
"""Characters of a text that are looked at; Telegram lets nobody type more in one message."""

LONGEST_REMEMBERED = 250
"""Characters of a text whose pieces are remembered; a longer one is quicker read as a whole."""

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)*|[$€£¥%]")
# Nothing is tried twice, so that a text of nothing but figures takes no longer than another.
_NUMBER_WITH_UNIT = re.compile(
    r"(?<![^\W_])(?<!\d[.,])(\d[\d.,]*+)(k|m|mn|mln|b|bn|bln|tn|trn)(?![^\W_])"
)
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_SHORT_PREFIX = re.compile(r"\b([^\W\d_]{1,2})-(?=[^\W\d_]{3})")
_AMPERSAND = re.compile(r"\b([^\W\d_])&([^\W\d_])\b")
_APOSTROPHES = "’‘`´"
_UNITS = {"k": "thousand", "m": "million", "b": "billion", "t": "trillion"}
_SYMBOLS = {"$": "dollar", "€": "euro", "£": "pound", "¥": "yen", "%": "percent"}


@dataclass(frozen=True, slots=True)
class English:
    """The language data: which words carry grammar, which point back, how a follow-up opens."""

    function_words: frozenset[str]
    pronouns: frozenset[str]
    follow_up_openers: tuple[tuple[str, ...], ...]
    contractions: dict[str, tuple[str, ...]]
    asks_for: dict[tuple[str, ...], str]
    asks_for_noun_after: frozenset[str]
    kinds_of_nouns: dict[str, str]


@cache
def english() -> English:
    """Return what ``english.yaml`` says; it is read once."""
    data = en.read("english")
    return English(
        function_words=frozenset(data["function_words"].split()),
        pronouns=frozenset(data["pronouns"].split()),
        follow_up_openers=tuple(tuple(opener.split()) for opener in data["follow_up_openers"]),
        contractions={short: tuple(full.split()) for short, full in data["contractions"].items()},
        asks_for={
            tuple(phrase.split()): kind
            for kind, phrases in data["asks_for"].items()
            for phrase in phrases
        },
        asks_for_noun_after=frozenset(data["asks_for_noun_after"].split()),
        kinds_of_nouns={
            noun: kind for kind, nouns in data["kinds_of_nouns"].items() for noun in nouns.split()
        },
    )


def words(text: str) -> list[str]:
    """Return the words and numbers of a text, in lower case, in order.

    Accents and width variants are folded, "600m" reads "600 million", "U.S." is one word, so is
    "e-commerce"; possessive endings go. At most :data:`LONGEST_TEXT` characters are read.
    """
    if len(text) > LONGEST_REMEMBERED:
        return list(_read(text[:LONGEST_TEXT]))
    return list(chain.from_iterable(map(_remembered, text.split())))


def words_of_all(texts: Iterable[str], end: str) -> list[str]:
    """Return the words of all the texts as :func:`words` does, with ``end`` after each text.

    Thousands of texts are read several times as fast as one by one, and each in its whole length.
    """
    pieces: list[str] = []
    for text in texts:
        pieces += text.split()
        pieces.append(end)
    read = {piece: _read(piece) for piece in set(pieces)}
    read[end] = (end,)
    return list(chain.from_iterable([read[piece] for piece in pieces]))


def _read(text: str) -> tuple[str, ...]:
    """Read a text; what stands between its spaces can as well be read piece by piece."""
    plain = text.rstrip(".,!?")
    if plain.isascii() and plain.isalpha():
        return _in_full(plain.lower())
    return tuple(word for typed in _WORD.findall(_folded(text)) for word in _in_full(typed))


_remembered = lru_cache(maxsize=20_000)(_read)


def _folded(text: str) -> str:
    """Fold case, accents, apostrophes, and what is written short."""
    for mark in _APOSTROPHES:
        text = text.replace(mark, "'")
    folded = unicodedata.normalize("NFKD", text)[:LONGEST_TEXT].casefold()
    if not folded.isascii():
        marks = filter(unicodedata.combining, set(folded))
        folded = folded.translate(dict.fromkeys(map(ord, marks)))
    folded = _NUMBER_WITH_UNIT.sub(lambda m: f"{m[1]} {_UNITS[m[2][0]]}", folded)
    folded = _DOTTED.sub(lambda m: m[0].replace(".", ""), folded)
    folded = _AMPERSAND.sub(r"\1\2", folded)
    return _SHORT_PREFIX.sub(r"\1", folded)


def _in_full(typed: str) -> tuple[str, ...]:
    """Read a word as it was typed: contractions in full, signs by name, no possessives."""
    contraction = english().contractions.get(typed)
    if contraction is not None:
        return contraction
    if typed.endswith("n't") and len(typed) > 3:
        return (typed[:-3], "not")
    if typed[0].isdigit():
        return (typed.replace(",", ""),)
    return (_SYMBOLS.get(typed) or typed.split("'")[0],)


class Stems:
    """Stems of words, by the Snowball stemmer for English, remembered as they are asked for."""

    def __init__(self) -> None:
        self._stemmer = Stemmer.Stemmer("english")
        self._known: dict[str, str] = {}

    def __call__(self, word: str) -> str:
        """Return the stem of a word in lower case."""
        stem = self._known.get(word)
        if stem is None:
            stem = self._stemmer.stemWord(word)
            if len(self._known) < 100_000:
                self._known[word] = stem
        return stem


class Synonyms:
    """Groups of words and phrases, each read as one term; the longest phrase goes first.

    ``words`` tells for a stem the group that it belongs to by itself.
    """

    def __init__(self, groups: Iterable[Sequence[str]], stems: Stems) -> None:
        self.words: dict[str, str] = {}
        self._phrases: dict[tuple[str, str], list[tuple[list[str], str]]] = {}
        for group in groups:
            name = "=" + " ".join(words(group[0]))
            for phrase in group:
                terms = [stems(word) for word in words(phrase)]
                if len(terms) == 1:
                    self.words.setdefault(terms[0], name)
                elif terms:
                    self._phrases.setdefault((terms[0], terms[1]), []).append((terms, name))
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
