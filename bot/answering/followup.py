"""Questions that lean on what was said before: "and when?", "what about Qualcomm?"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.language.english import english
from bot.matching.match import Reason

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answering.conversation import Conversation
    from bot.knowledge.model import Knowledge
    from bot.matching.analyzer import Analyzer, Term
    from bot.matching.match import Match

CARRIED = 0.2
"""What a word carried over counts beside one that was just typed.

With more, the last question drowns the new one; with less, it gets lost: of 68 later turns 60 were
right with 0.2, 58 with 0.12, 56 with 0.5.
"""

FEW_WORDS = 1
"""A question with no more content words than these says little by itself."""

A_LITTLE, MUCH, WHOLLY = 1.0, 2.0, 99.0

REPEATED = 1.5
"""What the entry just shown loses: a follow-up asks for something new."""


def leaning(terms: Sequence[Term]) -> float:
    """Return how much a question leans on what was said, as evidence for reading it so.

    It leans a little where it opens as a follow-up or says little by itself, much where it points
    back, and wholly where it has no content word at all. A question with none of these leans not.
    """
    words = [term.word for term in terms]
    content = sum(term.content for term in terms)
    if not content:
        return WHOLLY
    if any(word in english().pronouns for word in words):
        return MUCH
    openers = english().follow_up_openers
    opens = any(tuple(words[: len(opener)]) == opener for opener in openers)
    return A_LITTLE if opens or content <= FEW_WORDS else 0.0


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


def less_repeated(matches: Sequence[Match], shown: Sequence[str]) -> tuple[Match, ...]:
    """Return the matches, best first, with less evidence for entries that were just shown."""
    again = Reason("repeated", -REPEATED, "was shown just before")
    moved = [match.moved(again) if match.entry.id in shown else match for match in matches]
    return tuple(sorted(moved, key=lambda match: -match.score))
