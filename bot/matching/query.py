"""A question as the matcher looks at it: its words, and vectors for what it means."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from bot.matching.answer_type import kinds

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.matching.analyzer import Term
    from bot.matching.sparse import Floats


@dataclass(frozen=True)
class Query:
    """A question of which everything is known that does not hang on any one entry.

    ``text`` stands for its meaning and ``vector`` is its unit vector; ``terms`` are its words,
    those carried over from the conversation among them. ``content`` are those that say something,
    with ``weights`` that sum up to 1 and a unit vector each. ``naive_bayes`` has the mean log
    odds of every entry, ``sentences`` the score of every sentence of the articles.
    """

    text: str
    terms: Sequence[Term]
    vector: Floats
    content: Sequence[Term]
    weights: Floats
    word_vectors: Floats
    naive_bayes: Floats
    sentences: Floats

    @cached_property
    def typed(self) -> frozenset[str]:
        """The words of this very question, corrected; none that were carried over."""
        return frozenset(term.word for term in self.terms if term.share == 1)

    @cached_property
    def kinds(self) -> frozenset[str]:
        """The kinds of thing that it asks for, such as a time; often none."""
        return kinds([term.word for term in self.terms if term.share == 1])

    @cached_property
    def names(self) -> tuple[Term, ...]:
        """The names among its words, as far as the knowledge writes them as names."""
        return tuple(term for term in self.content if term.name)

    @cached_property
    def figures(self) -> tuple[Term, ...]:
        """The words with a digit."""
        return tuple(term for term in self.content if any(c.isdigit() for c in term.text))


def content_of(terms: Sequence[Term]) -> tuple[Term, ...]:
    """Return a question's content words, each once; all its words where it has none."""
    content = {term.text: term for term in terms if term.content}
    return tuple((content or {term.text: term for term in terms}).values())
