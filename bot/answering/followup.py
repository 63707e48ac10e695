"""Questions that lean on what was said before: "and when?", "what about Qualcomm?"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.language import en
from bot.language.english import english

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answering.conversation import Conversation
    from bot.knowledge.model import Knowledge
    from bot.matching.analyzer import Analyzer, Term

CARRIED = 0.2
"""The weight of a word carried over beside one that was just typed.

With more, the last question drowns the new one; with less, it gets lost: of 68 later turns 60 were
right with 0.2, 58 with 0.12, 56 with 0.5.
"""

COMPLETE_WORDS = 3
"""Content words from which on a fragment says enough to be understood by itself."""


class Leaning(IntEnum):
    """The weight of what was said before, for reading a question."""

    COMPLETE = 0
    """It says all that it asks, and is read by itself whatever went before."""
    LOOSE = 1
    """It may be either: a few words, as of a search or of a follow-up."""
    POINTS = 2
    """It has a word that points back, or opens as a follow-up does."""
    WHOLLY = 3
    """It says nothing by itself."""


@dataclass(frozen=True, slots=True)
class _Lists:
    openers: frozenset[str]
    turns_to: tuple[tuple[str, ...], ...]
    pronouns: frozenset[str]
    demonstratives: frozenset[str]
    after_said: frozenset[str]
    own_things: frozenset[str]
    auxiliaries: frozenset[str]
    imperatives: frozenset[str]
    asking: frozenset[str]
    persons: frozenset[str]
    prepositions: frozenset[str]
    irregular_past: frozenset[str]


@cache
def context_words() -> _Lists:
    """Return what ``context.yaml`` says; it is read once."""
    data = en.read("context")
    names = [name for name in _Lists.__dataclass_fields__ if name != "turns_to"]
    return _Lists(
        turns_to=tuple(tuple(phrase.split()) for phrase in data["turns_to"]),
        **{name: frozenset(data[name].split()) for name in names},
    )


def leaning(terms: Sequence[Term]) -> Leaning:
    """Return how much a question leans on what was said, by its words."""
    words = [word for term in terms for word in term.word.split()]
    content = [term for term in terms if term.content]
    lists = context_words()
    opened = bool(words) and words[0] in lists.openers
    while words and words[0] in lists.openers:
        words = words[1:]
    if not content:
        return Leaning.COMPLETE if _is_about_article(words) else Leaning.WHOLLY
    if any(tuple(words[: len(phrase)]) == phrase for phrase in lists.turns_to):
        return Leaning.POINTS
    if any(_points(words, at) for at in range(len(words))):
        return Leaning.POINTS
    if _is_clause(words, content):
        says_little = opened and len(content) == 1 and not content[0].name
        return Leaning.LOOSE if says_little else Leaning.COMPLETE
    asks = not lists.asking.isdisjoint((*words[:2], *words[-1:]))
    return Leaning.POINTS if opened or asks else Leaning.LOOSE


def _is_about_article(words: Sequence[str]) -> bool:
    """Tell whether a question is about the article itself: "what is this about?"."""
    lists = context_words()
    pairs = pairwise(words)
    return any(one in lists.demonstratives and two in lists.own_things for one, two in pairs)


def _points(words: Sequence[str], at: int) -> bool:
    """Tell whether the word at this place points back to what was said."""
    lists = context_words()
    word, after = words[at], words[at + 1] if at + 1 < len(words) else ""
    if word in ("one", "ones"):
        return not after or after in english().function_words
    if word in lists.pronouns:
        return not (word == "it" and "true" in words[at + 1 : at + 3])
    if word not in lists.demonstratives or after in lists.own_things:
        return False
    if word == "there":
        return not after or after in lists.auxiliaries
    before = words[at - 1] if at else ""
    return not (word == "that" and after and before in lists.after_said) and not (
        word == "that" and after and before and before not in english().function_words
    )


def _is_clause(words: Sequence[str], content: Sequence[Term]) -> bool:
    """Tell whether the words make up a clause, with a verb and something that it is about."""
    lists = context_words()
    if words[0] in lists.imperatives:
        return True
    if not lists.auxiliaries.isdisjoint(words):
        return True
    if not lists.irregular_past.isdisjoint(words[1:]):
        return True
    if words[0] in ("who", "what") and len(words) > 1 and words[1] not in lists.prepositions:
        return True
    return len(content) >= COMPLETE_WORDS


def carried(conversation: Conversation, knowledge: Knowledge, analyzer: Analyzer) -> list[Term]:
    """Return the terms that the last turn hands on: what was asked, and what the entry is about.

    Nothing where the conversation is new, or its entry is gone since the knowledge was changed.
    """
    if not conversation.entry_ids:
        return []
    entries = [entry for entry in knowledge.entries if entry.id in conversation.entry_ids[-1:]]
    texts = [conversation.question, *(entry.question for entry in entries)]
    found = {
        term.text: replace(term, share=CARRIED)
        for text in texts
        for term in analyzer.read(text)
        if term.content
    }
    return list(found.values()) if entries else []


def completed(terms: Sequence[Term], before: Sequence[Term]) -> list[Term]:
    """Return a question with the terms carried over that it does not replace.

    A name takes the place of the names before it: after "What does it do with Honda?", the
    question "And with Qualcomm?" is not about Honda.
    """
    own = {term.text for term in terms}
    renamed = any(term.name for term in terms)
    return [
        *terms,
        *(term for term in before if term.text not in own and not (renamed and term.name)),
    ]
