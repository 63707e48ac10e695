"""Words by which a question asks for something else than an entry that has all its other words.

"Who was the director before?" shares its words with who the director is, and "who did not lead
the round?" with who did.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

from bot.language import en
from bot.language.tokenizer import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence, Set


@dataclass(frozen=True, slots=True)
class _Contrasts:
    """``sides`` has for each word the sides that it is on, each with its opposites."""

    sides: dict[str, tuple[tuple[frozenset[str], frozenset[str]], ...]]
    qualifiers: dict[str, frozenset[str]]
    at_the_end: dict[str, frozenset[str]]
    negations: frozenset[str]
    pronouns: frozenset[str]
    turned_by: frozenset[str]


@cache
def _contrasts() -> _Contrasts:
    data = en.read("contrasts")
    sides: dict[str, list[tuple[frozenset[str], frozenset[str]]]] = {}
    for group in data["opposites"]:
        split = [frozenset(side.split()) for side in group]
        for side in split:
            others = frozenset(chain.from_iterable(other for other in split if other is not side))
            for word in side:
                sides.setdefault(word, []).append((side, others))
    return _Contrasts(
        {word: tuple(found) for word, found in sides.items()},
        _groups(data["qualifiers"]),
        _groups(data["at_the_end"]),
        *(frozenset(data[name].split()) for name in ("negations", "pronouns", "turned_by")),
    )


def _groups(lines: Iterable[str]) -> dict[str, frozenset[str]]:
    groups = [frozenset(line.split()) for line in lines]
    return {word: group for group in groups for word in group}


def contrast_words(question: str, entry_texts: Iterable[str]) -> tuple[str, ...]:
    """Return the words of a question by which it asks for something else than an entry.

    ``entry_texts`` are all of the entry's: its phrasings, answer and quotes. Empty for most
    questions.
    """
    asked = words(question)
    candidates = list(_candidates(asked))
    if not candidates:
        return ()
    held = frozenset(chain.from_iterable(map(words, entry_texts)))
    return tuple(dict.fromkeys(word for word in candidates if _contrasts_with(word, asked, held)))


def _candidates(asked: Sequence[str]) -> Iterator[str]:
    contrasts = _contrasts()
    for word in asked:
        if word in contrasts.sides or word in contrasts.qualifiers or _turns(word, asked):
            yield word
    if not contrasts.turned_by.isdisjoint(asked[:3]):
        yield from (word for word in _end(asked) if word in contrasts.at_the_end)


def _contrasts_with(word: str, asked: Sequence[str], held: Set[str]) -> bool:
    contrasts = _contrasts()
    if _turns(word, asked) and contrasts.negations.isdisjoint(held):
        return True
    if contrasts.qualifiers.get(word, held).isdisjoint(held):
        return True
    if word in _end(asked) and contrasts.at_the_end.get(word, held).isdisjoint(held):
        return True
    sides = contrasts.sides.get(word, ())
    return any(side.isdisjoint(held) and not others.isdisjoint(held) for side, others in sides)


def _turns(word: str, asked: Sequence[str]) -> bool:
    """Tell whether a negation turns a question round; "didn't they lead it?" asks the same."""
    contrasts = _contrasts()
    return word in contrasts.negations and not contrasts.turned_by.isdisjoint(asked[:3])


def _end(asked: Sequence[str]) -> Sequence[str]:
    """Return the last word of a question, without a pronoun after it ("before him?")."""
    if asked[-1:] and asked[-1] in _contrasts().pronouns:
        return asked[-2:-1]
    return asked[-1:]
