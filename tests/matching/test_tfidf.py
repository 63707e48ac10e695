"""Scoring texts by the letters that they share with a question."""

from __future__ import annotations

import pytest

from bot.matching.tfidf import TfidfIndex

TEXTS = [text.split() for text in ("alibaba led the round", "the round was large", "dogs bark")]


@pytest.fixture
def index() -> TfidfIndex:
    return TfidfIndex(TEXTS)


def test_text_itself_has_a_cosine_of_one(index: TfidfIndex) -> None:
    """And no other has as much."""
    for row, words in enumerate(TEXTS):
        cosines = index.cosines(words)
        assert cosines[row] == pytest.approx(1)
        assert sorted(cosines)[-2] < 0.9


def test_slip_costs_little(index: TfidfIndex) -> None:
    """A letter that is wrong breaks a few n-grams of the word, not all."""
    assert index.cosines(["alibabba"]).argmax() == 0
    assert 0.2 < index.cosines(["alibabba"])[0] < index.cosines(["alibaba"])[0]


def test_letters_that_no_text_has_lower_the_cosine(index: TfidfIndex) -> None:
    """A question with more in it is less alike."""
    assert index.cosines(["dogs", "quizzify"])[2] < index.cosines(["dogs"])[2]


@pytest.mark.parametrize("words", [[], ["qqq"], [""]])
def test_nothing_in_common_is_zero(index: TfidfIndex, words: list[str]) -> None:
    """For nothing at all as well."""
    assert max(index.cosines(words)) == pytest.approx(0, abs=0.05)


def test_no_text_at_all() -> None:
    """An article may have no sentence."""
    assert list(TfidfIndex([]).cosines(["dogs"])) == []
