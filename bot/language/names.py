"""Finds what may be names in a text: words with capitals, and words that are no English."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from string import ascii_lowercase
from typing import TYPE_CHECKING

from bot.language import en
from bot.language.en import dictionary
from bot.language.english import english
from bot.language.spelling import Speller
from bot.language.stemmer import Stemmer

if TYPE_CHECKING:
    from collections.abc import Iterator

SHORTEST_NAME = 3
"""Letters of a name that is typed without its capital."""

SHORT = 4
"""Letters up to which a word without a capital is a slip if any common word is one edit away."""

SHORTEST_PART = 4
"""Letters of each part of a compound that dictionaries lack, such as "chairlift"."""

TITLE_CASE = 0.7
"""With this share of words in capitals, grammar too, a text is a title: capitals tell nothing."""

_WORD = re.compile(r"[^\W_]+(?:(?:['’&]|\.(?=[^\W\d_]\b))[^\W_]+)*[+#]*")
_POSSESSIVE = re.compile(r"['’]s?$")
_BEGINS_SENTENCE = frozenset('.!?:;"“\n')


@dataclass(frozen=True, slots=True)
class Word:
    """A word where it stands in a text; ``text`` is in lower case, without a possessive ending."""

    text: str
    start: int
    end: int
    capital: bool
    begins: bool
    joined: bool

    @property
    def plain(self) -> bool:
        """True for a function word or another that names nothing by itself."""
        known = english().function_words | no_names()
        singular = self.text.removesuffix("s")
        return len(self.text) == 1 or self.text in known or singular in no_names()


@cache
def no_names() -> frozenset[str]:
    """Return words that are written as names are and that no article has to mention."""
    lists = en.read("entities")
    kinds = ("titles", "calendar", "abbreviations", "peoples", "general", "chat")
    return frozenset(word for kind in kinds for word in lists[kind].split())


def names(text: str) -> Iterator[tuple[Word, ...]]:
    """Yield what may be a name, as the words that make it up.

    Capitals within a sentence tell one, where not all of the text is in capitals or a title is;
    so does a word that is in no dictionary and no slip of one that is.
    """
    found = list(_words(text))
    capitals_tell = not text.isupper() and not _is_title(found)
    marked = [(word, _is_part(text, word, capitals_tell=capitals_tell)) for word in found]
    for (is_part, _), run in groupby(_numbered(marked), key=lambda item: item[1:]):
        if is_part:
            yield tuple(word for word, _, _ in run)


def is_strange(word: str) -> bool:
    """Tell whether a word in lower case is no English, and no slip of a common English word."""
    if len(word) < SHORTEST_NAME or not word.isalpha() or word in no_names():
        return False
    if word in dictionary() or word in english().function_words or _stem()(word) in _stems():
        return False
    if word in english().contractions or _is_compound(word):
        return False
    if len(word) <= SHORT:
        return not any(near in dictionary() for near in _one_edit_away(word))
    return _common_words().correct(word) is None


def _is_compound(word: str) -> bool:
    cuts = range(SHORTEST_PART, len(word) - SHORTEST_PART + 1)
    return any(word[:at] in dictionary() and word[at:] in dictionary() for at in cuts)


def _one_edit_away(word: str) -> Iterator[str]:
    for at in range(len(word) + 1):
        before, after = word[:at], word[at:]
        yield from (before + letter + after for letter in ascii_lowercase)
        yield from (before + letter + after[1:] for letter in ascii_lowercase)
        yield before + after[1:]


def _numbered(marked: list[tuple[Word, bool]]) -> Iterator[tuple[Word, bool, int]]:
    """Number the runs of words side by side: what is parted off or owned begins another."""
    number = 0
    for word, is_part in marked:
        number += not word.joined
        yield word, is_part, number


def _words(text: str) -> Iterator[Word]:
    end, owner = 0, False
    for found in _WORD.finditer(text):
        word = _POSSESSIVE.sub("", found[0])
        between = text[end : found.start()]
        yield Word(
            word.lower(),
            found.start(),
            found.start() + len(word),
            capital=word[0].isupper() or any(letter.isupper() for letter in word[1:]),
            begins=end == 0 or not _BEGINS_SENTENCE.isdisjoint(between),
            joined=between in (" ", "-") and not owner,
        )
        end, owner = found.end(), word != found[0]


def _is_title(found: list[Word]) -> bool:
    within = [word for word in found if not word.begins]
    grammar = [word for word in within if word.text in english().function_words]
    in_title = any(word.capital and word.text != "i" for word in grammar)
    return in_title and sum(word.capital for word in within) >= TITLE_CASE * len(within)


def _is_part(text: str, word: Word, *, capitals_tell: bool) -> bool:
    """Tell whether a word may be part of a name; titles, months and the like are none."""
    if word.plain or not word.text[0].isalpha():
        return False
    if not (capitals_tell and word.capital):
        return is_strange(word.text)
    typed = text[word.start : word.end]
    shouted = len(typed) > 1 and typed.isupper()
    if word.begins or shouted:
        return word.text not in dictionary()
    return True


@cache
def _common_words() -> Speller:
    return Speller(dict.fromkeys(dictionary(), 1))


@cache
def _stem() -> Stemmer:
    return Stemmer()


@cache
def _stems() -> frozenset[str]:
    return frozenset(map(_stem(), dictionary()))
