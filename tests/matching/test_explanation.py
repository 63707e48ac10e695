"""The evidence in words that a maintainer can act on."""

from __future__ import annotations

import numpy as np
import pytest

from bot.matching.explanation import LEAST_POINTS, explain
from bot.matching.model import EvidenceModel, models
from tests.matching.test_query import query


@pytest.mark.parametrize("value", [-1.0, 0.0, 0.5, 1.0])
def test_every_feature_has_words(value: float) -> None:
    """Whatever it is worth: a sentence without a figure's place left empty."""
    names = models().evidence_read.names
    loud = EvidenceModel(names, np.ones(len(names)), np.full(len(names), 9.0), 0.0)
    said = explain(query("When did NordBank give 2 million?"), np.full(len(names), value), loud)

    assert {evidence.name for evidence in said} == set(names)
    assert all(evidence.text.strip() and "()" not in evidence.text for evidence in said)


def test_what_weighs_most_comes_first_and_trifles_are_left_out() -> None:
    """The points are those beside an average entry."""
    model = EvidenceModel(
        ("stated", "length", "in_domain"), np.array([1.0, -3.0, 0.01]), np.zeros(3), 0
    )
    said = explain(query("how many dogs"), np.ones(3), model)

    assert [(each.name, each.points) for each in said] == [("length", -3.0), ("stated", 1.0)]
    assert all(abs(each.points) >= LEAST_POINTS for each in said)
