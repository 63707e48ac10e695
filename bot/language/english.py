"""The word lists of ``english.yaml``: which words carry grammar, point back, or ask for what."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from bot.language import en


@dataclass(frozen=True, slots=True)
class English:
    """Word lists, in lower case; phrases are tuples of words.

    ``contrasts`` turn a question around ("before", "not", "lowest"). ``never_names`` are the
    function words that are hardly ever part of a name, whatever their capitals ("The", "Of").
    """

    function_words: frozenset[str]
    contrasts: frozenset[str]
    never_names: frozenset[str]
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
        contrasts=frozenset(data["contrasts"].split()),
        never_names=frozenset(data["never_names"].split()),
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
