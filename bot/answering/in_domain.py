"""The world of the articles: which words belong to it, apart from how questions are put."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.knowledge.model import Knowledge
    from bot.matching.analyzer import Analyzer, Term


class World:
    """The content words of the articles, and of the facts' canonical questions and answers.

    Phrasings are left out: people wrap what they ask in words from anywhere.
    """

    def __init__(self, knowledge: Knowledge, analyzer: Analyzer) -> None:
        self._words = frozenset(
            term.text for text in _texts(knowledge) for term in analyzer.read(text) if term.content
        )

    def touched_by(self, terms: Sequence[Term]) -> bool:
        """Tell whether any content word of a question belongs to the articles' world."""
        return any(term.content and term.text in self._words for term in terms)

    def named_in(self, terms: Sequence[Term]) -> bool:
        """Tell whether a question names somebody or something of the articles' world."""
        return any(term.name and term.text in self._words for term in terms)


def _texts(knowledge: Knowledge) -> Iterator[str]:
    for article in knowledge.articles:
        yield article.title
        yield article.text
    for fact in knowledge.facts:
        yield fact.question
        yield fact.answer
