"""What others would match questions with, each finding the best phrasing in its usual way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from rank_bm25 import BM25Okapi
from rapidfuzz import fuzz, process, utils
from sklearn.feature_extraction.text import TfidfVectorizer

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Find = Callable[[str], int]


def fuzzy(scorer: Callable[..., float]) -> Callable[[Sequence[str]], Find]:
    """Return a maker of rapidfuzz's ``extractOne`` with this scorer."""

    def make(phrasings: Sequence[str]) -> Find:
        processed = [utils.default_process(text) for text in phrasings]

        def find(question: str) -> int:
            asked = utils.default_process(question)
            return int(process.extractOne(asked, processed, scorer=scorer)[2])

        return find

    return make


def bm25(phrasings: Sequence[str]) -> Find:
    """Make rank-bm25's Okapi over words."""
    model = BM25Okapi([utils.default_process(text).split() for text in phrasings])

    def find(question: str) -> int:
        return int(np.argmax(model.get_scores(utils.default_process(question).split())))

    return find


def tf_idf(phrasings: Sequence[str]) -> Find:
    """Make scikit-learn's TF-IDF over character n-grams of two to five."""
    vectorizer = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True)
    table = vectorizer.fit_transform(phrasings).T.tocsr()

    def find(question: str) -> int:
        return int((vectorizer.transform([question]) @ table).toarray().argmax())

    return find


PEERS: dict[str, Callable[[Sequence[str]], Find]] = {
    "rapidfuzz extractOne, WRatio": fuzzy(fuzz.WRatio),
    "rapidfuzz extractOne, token_sort_ratio": fuzzy(fuzz.token_sort_ratio),
    "rank-bm25": bm25,
    "scikit-learn TF-IDF, 2-5-grams": tf_idf,
}
