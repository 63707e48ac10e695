"""Questions that lean on what was said before: "and when?", "what about Qualcomm?"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.matching.text import english

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answering.conversation import Conversation
    from bot.knowledge.model import Knowledge
    from bot.matching.analysis import Analyzer, Term

CARRIED = 0.5
"""What a word carried over counts beside one that was just typed."""

FEW_WORDS = 1
"""A question with no more content words than these leans on what was said before."""


def leans(terms: Sequence[Term]) -> bool:
    """Tell whether a question points back, opens as a follow-up, or says too little alone."""
    words = [term.word for term in terms]
    language = english()
    if any(tuple(words[: len(opener)]) == opener for opener in language.follow_up_openers):
        return True
    if any(word in language.pronouns for word in words):
        return True
    return sum(term.content for term in terms) <= FEW_WORDS


def carried(conversation: Conversation, knowledge: Knowledge, analyzer: Analyzer) -> list[Term]:
    """Return the terms that the last turn hands on: what was asked, and what the entry is about.

    None where the conversation is new, or its entry is gone since the knowledge was changed.
    """
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
