"""The features of all phrasings: what they weigh, and which entry they speak for."""

from __future__ import annotations

import math

import numpy as np
import pytest

from bot.matching.analyzer import Analyzer, Term
from bot.matching.naive_bayes import Index
from bot.matching.sparse import SMOOTHING, Postings, ranges
from bot.matching.vectorizer import GRAMMAR, PAIR, WORD, Phrasings, Pieces, pieces
from tests.matching.shelter_knowledge import ENTRIES, shelter


@pytest.fixture
def analyzer() -> Analyzer:
    return Analyzer(shelter())


@pytest.fixture
def index(analyzer: Analyzer) -> Index:
    return Index(analyzer.phrasings, [len(entry.phrasings) for entry in ENTRIES])


def _term(text: str, *, content: bool = True) -> Term:
    return Term(text, text, text, 1.0, content, name=False)


def test_words_and_pairs_are_counted_by_phrasing() -> None:
    """A word that stands twice counts twice; the ends of a text are neighbours too."""
    found = Phrasings([[_term("a", content=False), _term("b"), _term("b")], [], [_term("b")]])
    assert found.rows.tolist() == [0] * 6 + [2] * 3
    assert sorted(found.weights[:6].tolist()) == sorted([GRAMMAR, 2 * WORD, PAIR, PAIR, PAIR, PAIR])
    assert sorted(found.weights[6:].tolist()) == [PAIR, PAIR, WORD]
    assert found.used.tolist() == [1, 2]


def test_a_question_is_weighed_as_a_phrasing_is() -> None:
    """What no phrasing has is summed up apart."""
    found = Phrasings([[_term("a"), _term("b")]])
    weights, unknown = found.weigh([_term("a"), _term("b")])
    assert (sorted(weights.values()), unknown) == ([PAIR, PAIR, PAIR, WORD, WORD], 0.0)
    weights, unknown = found.weigh([_term("b"), _term("c")])
    assert sorted(weights.values()) == [WORD]
    assert unknown == WORD + 3 * PAIR


def test_phrasings_with_the_same_words_are_found() -> None:
    """In the same order, and no others."""
    found = Phrasings([[_term("a"), _term("b")], [_term("b"), _term("a")], [_term("a")]])
    assert list(found.same([_term("a"), _term("b")])) == [0]
    assert not found.same([_term("a"), _term("c")])
    assert not found.same([])


def test_pieces_of_a_word_mark_its_ends() -> None:
    """They have three to five letters; those that no known word has are left out."""
    assert pieces("cat") == ["_ca", "cat", "at_", "_cat", "cat_", "_cat_"]
    known = Pieces(["cat", "dog"], 10)
    assert known.count == 12
    assert known.of("cat").tolist() == [10, 11, 12, 13, 14, 15]
    assert known.of("cats").tolist() == [10, 11, 13]
    assert known.of("x").tolist() == []


def test_ranges_are_laid_one_after_the_other() -> None:
    """Empty ones leave no trace."""
    assert ranges(np.array([5, 9, 0]), np.array([2, 0, 3])).tolist() == [5, 6, 0, 1, 2]
    assert ranges(np.array([], dtype=int), np.array([], dtype=int)).tolist() == []


def test_postings_find_a_feature_of_an_entry() -> None:
    """Keys are feature times entries plus entry."""
    table = Postings(np.array([0, 2, 4]), np.array([1.0, 2.0, 3.0]), size=2, features=3)
    places, there = table.find(np.array([0, 1, 2]), np.array([[0], [1]]))
    assert there.tolist() == [[True, True, True], [False, False, False]]
    assert places[0].tolist() == [0, 1, 2]
    assert table.totals.tolist() == [6.0, 0.0]
    assert table.logs[0] == pytest.approx(math.log1p(1 / SMOOTHING))


def test_every_phrasing_has_the_length_1(index: Index) -> None:
    """So that a long phrasing does not speak louder than a short one."""
    lengths = np.bincount(index.phrasings.rows, index.row_weights**2)
    assert lengths == pytest.approx(np.ones(len(index.owners)))


def test_rare_words_weigh_more(index: Index, analyzer: Analyzer) -> None:
    """A word that no phrasing has is the rarest."""
    rarities = [index.rarity(term) for term in analyzer.read("the shelter donation zebra")]
    assert rarities == sorted(rarities)
    assert rarities[-1] == index.rarest


def test_odds_are_those_of_naive_bayes(index: Index, analyzer: Analyzer) -> None:
    """They equal what the textbook's formula gives, entry by entry and feature by feature."""
    query = index.read(analyzer.read("how many dogs and zebras are there"))
    mass = np.zeros((index.size, index.features))
    mass[index.postings.keys % index.size, index.postings.keys // index.size] = (
        index.postings.masses(np.arange(len(index.postings.keys)))
    )
    smoothed = mass + SMOOTHING
    odds = np.log(smoothed) - np.log(smoothed.sum(axis=1, keepdims=True))
    odds -= np.log(mass.sum(axis=0) / mass.sum())
    expected = odds[:, query.ids] @ query.weights / query.weights.sum()
    assert index.bayes(query) == pytest.approx(expected)
    assert expected.argmax() == 2


def test_the_nearest_phrasing_is_the_question_itself(index: Index, analyzer: Analyzer) -> None:
    """With a cosine of 1 where the question stands in the knowledge."""
    query = index.read(analyzer.read("name of the director"))
    row, cosine = index.nearest(query, 1)
    assert index.owners[row] == 1
    assert row == int(index.first[1]) + 3
    assert cosine == pytest.approx(1)


def test_the_known_share_falls_with_unknown_words(index: Index, analyzer: Analyzer) -> None:
    """It is 1 for a phrasing; of strange words alone, hardly a piece is known."""
    shares = [
        index.read(analyzer.read(text)).known
        for text in ("number of dogs", "number of zebras", "zebras graze")
    ]
    assert shares == sorted(shares, reverse=True)
    assert shares[0] == pytest.approx(1)
    assert shares[-1] == pytest.approx(0, abs=0.05)
