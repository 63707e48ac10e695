"""Tells that a question is in another language, by its script or its function words."""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from bot.language import en
from bot.language.english import english
from bot.language.tokenizer import words

if TYPE_CHECKING:
    from collections.abc import Set

LONGEST_LOOKED_AT = 300
"""Characters of a text by which its language is told."""

MOST_OF_LETTERS = 0.5
"""Beyond this share of its letters, a script is the text's."""


@dataclass(frozen=True, slots=True)
class Language:
    """A language that the bot does not read; ``reply`` says so in it, where that is known."""

    name: str
    reply: str
    words: frozenset[str]
    letters: frozenset[str]
    scripts: frozenset[str]


@cache
def languages() -> tuple[Language, ...]:
    """Return the languages that are told apart."""
    data = en.load(Path(__file__).with_suffix(".yaml"))
    return tuple(
        Language(
            each["name"],
            each["reply"],
            frozenset(words(each.get("words", ""))),
            frozenset(each.get("letters", "")),
            frozenset(each.get("script", "").upper().split()),
        )
        for each in data.values()
    )


def language_of(text: str, known: Set[str] = frozenset()) -> Language | None:
    """Return the language of a text, or None where it is English or can't be told.

    ``known`` are words that the knowledge has: what it has itself is no other language.
    """
    text = text[:LONGEST_LOOKED_AT].casefold()
    asked = words(text)
    if (script := _script(text)) is not None:
        if any(word in known for word in asked if not word.isascii()):
            return None
        return next((each for each in languages() if script in each.scripts), None)
    scored = [(_likeness(each, text, asked, known), each) for each in languages() if each.words]
    best, language = max(scored, key=lambda item: item[0])
    return language if best > 0 else None


def _likeness(language: Language, text: str, asked: list[str], known: Set[str]) -> float:
    """Count the words that only this language has, and those that English has too by half.

    It is 0 where no more of them than of English function words speak for it.
    """
    own = [word for word in asked if word in language.words]
    strange = [word for word in own if not _is_english(word) and word not in known]
    marked = not language.letters.isdisjoint(text)
    grammar = [word for word in asked if word in english().function_words]
    enough = len(own) >= 2 or len(asked) <= 2 or marked
    if not enough or len(strange) <= len(grammar):
        return 0.0
    return len(strange) + len(own) / 2 + marked


def _is_english(word: str) -> bool:
    return word in english().function_words or (len(word) > 1 and word in en.dictionary())


def _script(text: str) -> str | None:
    """Return the script of most letters of a text, by its name in Unicode; None for Latin."""
    letters = [letter for letter in text if letter.isalpha()]
    counted = Counter(_script_of(letter) for letter in letters)
    if kana := counted.pop("KATAKANA", 0) + counted["HIRAGANA"]:
        # Japanese has Chinese letters beside its kana, and Chinese has no kana.
        counted["HIRAGANA"] = kana + counted.pop("CJK", 0)
    counted.pop("LATIN", None)
    if not counted:
        return None
    script, count = counted.most_common(1)[0]
    return script if count > MOST_OF_LETTERS * len(letters) else None


def _script_of(letter: str) -> str:
    return unicodedata.name(letter, "").split(" ")[0]
