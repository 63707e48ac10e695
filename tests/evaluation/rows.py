"""Questions with the features of the entries that may be meant, as the model is fitted on them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from bot.authoring.question_set import Kind
from bot.knowledge.model import Fact
from bot.matching.encoders import pair_reader
from bot.matching.matcher import FACTS_READ, HOPELESS, LEAST_READ, SURE, Matcher, off_topic_features
from tests.evaluation.bases import Base, answered_by, proves

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from bot.matching.sparse import Floats

SHARES = {Kind.ANSWERABLE: 36, Kind.NOT_STATED: 16, Kind.OFF_TOPIC: 8}
"""What each kind of question weighs in each base, as many as people ask of each."""


@dataclass(frozen=True)
class Row:
    """A question with the features of the entries looked at, and which of them are right.

    ``none`` tells that "none of them" is right too; ``shown`` that a passage proves it.
    """

    base: Base
    kind: Kind
    text: str
    ids: tuple[str, ...]
    features: Floats
    stated: NDArray[np.bool_]
    right: NDArray[np.bool_]
    quotes: tuple[tuple[str, ...], ...]
    off_topic: dict[str, float]
    shown: bool
    weight: float
    off_topic_chance: float = 0.0

    @property
    def none(self) -> bool:
        """Whether it is right that no entry is meant."""
        return self.kind is not Kind.ANSWERABLE or not self.right.any()


def rows_of(base: Base) -> Iterator[Row]:
    """Ask every question of a base."""
    matcher = Matcher(base.knowledge)
    counts = Counter(question.kind for question in base.questions)
    for question in base.questions:
        terms = matcher.analyzer.read(question.text)
        if not terms or matcher.exact(terms):  # rules decide these, not the model
            continue
        query = matcher.query(question.text, terms)
        places = matcher.candidates(query)
        nearness = matcher.extractor.word_nearness(query)
        entries = [matcher.entries[place] for place in places.tolist()]
        stated = np.array([entry.stated for entry in entries])
        right = np.array([isinstance(e, Fact) and answered_by(question, e) for e in entries])
        best = np.argsort(-query.sentences, kind="stable")[:3].tolist()
        yield Row(
            base=base,
            kind=question.kind,
            text=question.text,
            ids=tuple(entry.id for entry in entries),
            features=matcher.extractor.matrix(query, places, nearness),
            stated=stated,
            right=~stated if question.kind is Kind.NOT_STATED else right,
            quotes=tuple(e.quotes if isinstance(e, Fact) else () for e in entries),
            off_topic=off_topic_features(query, matcher.extractor, nearness),
            shown=proves(question, [matcher.passages.sentences[n].text for n in best]),
            weight=base.weight * SHARES[question.kind] / counts[question.kind],
        )


def read(row: Row, chances: Floats) -> Row:
    """Return a row with the columns of the reader, which reads as it does in the bot."""
    reader = pair_reader()
    assert reader is not None
    facts = np.where(row.stated, chances, -1)
    columns = np.tile((0.0, 1.0), (len(row.ids), 1))
    for place in np.argsort(-facts, kind="stable")[:FACTS_READ].tolist():
        if row.stated[place] and row.quotes[place] and chances[place] >= LEAST_READ:
            columns[place] = float(reader.score(row.text, row.quotes[place]).max()), 0.0
    return replace(row, features=np.column_stack((row.features, columns)))


def combined(row: Row, before: Floats, after: Floats) -> Floats:
    """Return the probabilities that the bot goes by: those after reading, where reading pays."""
    best = float(np.where(row.stated, before, 0).max(initial=0.0))
    return after if HOPELESS < best < SURE else before
