"""Finds the sentences of the articles that come nearest to a question, facts or no facts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bot.knowledge.headings import prose
from bot.language.normalization import one_line, straight
from bot.language.sentences import sentences
from bot.language.tokenizer import words
from bot.matching.tfidf import TfidfIndex

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from bot.knowledge.model import Article
    from bot.matching.sparse import Floats


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as it stands in an article, which is named by its slug."""

    article: str
    text: str


class PassageIndex:
    """All sentences of all articles, scored by letters and by meaning.

    The score is the TF-IDF cosine of character n-grams plus the cosine of the vectors, so it runs
    from about 0 to 2; added, the two find the right sentence oftener than either.
    """

    def __init__(self, articles: Sequence[Article]) -> None:
        self.sentences = tuple(
            Sentence(article.slug, text)
            for article in articles
            for text in sentences(prose(article.text))
        )
        self.texts = [sentence.text for sentence in self.sentences]
        self.vectors: Floats
        self._tfidf = TfidfIndex([words(text) for text in self.texts])
        self.places_by_article = {
            article.slug: np.array(
                [n for n, each in enumerate(self.sentences) if each.article == article.slug],
                dtype=np.int64,
            )
            for article in articles
        }
        self._folded = [(each.article, _folded(each.text)) for each in self.sentences]

    def scores(self, typed: Sequence[str], vector: NDArray[np.float32]) -> Floats:
        """Return the score of each sentence for a question's words and unit vector."""
        found: Floats = self._tfidf.cosines(typed) + self.vectors @ vector
        return found

    def places(self, article: str, quotes: Iterable[str]) -> list[int]:
        """Return which sentences the quotes hold, or are held by; a quote may span several."""
        found = {
            place
            for quote in map(_folded, quotes)
            for place, (slug, text) in enumerate(self._folded)
            if slug == article and (text in quote or quote in text)
        }
        return sorted(found)


def _folded(text: str) -> str:
    return straight(one_line(text))
