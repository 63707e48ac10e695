"""What speaks for an entry and against it, in figures."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.matching.features import FEATURES, leads
from bot.matching.matcher import Matcher
from tests.matching.shelter_knowledge import ENTRIES, shelter

IDS = [entry.id for entry in ENTRIES]


@pytest.fixture(scope="module")
def matcher(tmp_path_factory: pytest.TempPathFactory) -> Matcher:
    return Matcher(shelter(), Path(tmp_path_factory.mktemp("vectors")))


def feature(matcher: Matcher, question: str, name: str) -> dict[str, float]:
    """The values of a feature by entry."""
    query = matcher.query(question, matcher.analyzer.read(question))
    matrix = matcher.extractor.matrix(
        query, np.arange(len(ENTRIES)), matcher.extractor.word_nearness(query)
    )
    return dict(zip(IDS, matrix[:, FEATURES.index(name)].tolist(), strict=True))


def test_entry_with_the_words_covers_the_question(matcher: Matcher) -> None:
    """All of them give 1, and the others less."""
    covered = feature(matcher, "number of dogs", "coverage")

    assert covered["dogs"] == pytest.approx(1, abs=0.01)
    assert max(covered, key=lambda entry: covered[entry]) == "dogs"


def test_other_words_of_the_same_meaning_are_alike(matcher: Matcher) -> None:
    """The encoder knows what no phrasing says."""
    alike = feature(matcher, "what do the puppies add up to", "likeness")

    assert max(alike, key=lambda entry: alike[entry]) == "dogs"


def test_lead_of_the_quote_needs_a_quote(matcher: Matcher) -> None:
    """An entry that quotes nothing has a score of 0."""
    assert feature(matcher, "number of dogs", "quote_score")["cats"] == 0


def test_names_that_an_entry_lacks_are_counted(matcher: Matcher) -> None:
    """Not those that it has."""
    lacking = feature(matcher, "who runs NordBank", "missing_names")

    assert (lacking["gift"], lacking["head"]) == (0, 1)


def test_not_stated_entries_are_told_from_facts(matcher: Matcher) -> None:
    """One is what the article says, the other is not."""
    assert feature(matcher, "number of dogs", "stated") == {
        "gift": 1,
        "head": 1,
        "dogs": 1,
        "cats": 0,
    }


def test_lead_is_over_the_best_of_the_others() -> None:
    """One alone has none."""
    assert leads(np.array([0.9, 0.4, 0.7])).tolist() == pytest.approx([0.2, -0.5, -0.2])
    assert leads(np.array([0.9])).tolist() == [0.0]
