"""The evidence model: probabilities that leave room for none, and weights for every feature."""

from __future__ import annotations

import numpy as np
import pytest

from bot.matching.features import FEATURES, READ_FEATURES
from bot.matching.model import models, probabilities


def test_probabilities_leave_room_for_none_of_them() -> None:
    """An entry without evidence for or against it is as likely as none of them."""
    assert probabilities(np.array([0.0])).tolist() == [0.5]
    assert probabilities(np.array([0.0, 0.0])).tolist() == pytest.approx([1 / 3, 1 / 3])
    assert probabilities(np.array([2.0, -2.0])).sum() < 1


def test_probabilities_bear_any_evidence() -> None:
    """Neither too much nor too little of it makes them other than numbers from 0 to 1."""
    assert probabilities(np.array([900.0, -900.0])).tolist() == [1.0, 0.0]
    assert probabilities(np.array([-900.0])).tolist() == [0.0]
    assert probabilities(np.array([])).tolist() == []


def test_every_feature_has_a_weight() -> None:
    """What ``model.json`` holds is for the features of today, in their order."""
    assert models().evidence.names == FEATURES
    assert models().evidence_read.names == (*FEATURES, *READ_FEATURES)
    assert len(models().evidence.weights) == len(models().evidence.means) == len(FEATURES)


def test_points_tell_an_entry_from_an_average_one() -> None:
    """An average entry has none, and they add up to the difference in evidence."""
    model = models().evidence
    raised = model.means + 0.1

    assert model.points(model.means).tolist() == [0.0] * len(FEATURES)
    assert model.points(raised).sum() == pytest.approx(
        float(model.evidence(raised) - model.evidence(model.means))
    )


def test_thresholds_are_probabilities() -> None:
    """And an answer takes no less than even odds against being wrong and hiding it."""
    limits = models().thresholds

    assert all(0 < limit < 1 for limit in vars_of(limits))


def vars_of(limits: object) -> list[float]:
    """The values of a dataclass."""
    return [getattr(limits, name) for name in limits.__dataclass_fields__]  # type: ignore[attr-defined]


def test_model_tells_off_topic_by_how_near_the_article_is() -> None:
    """With a sentence near, it is hardly; with none, it surely is."""
    model = models().off_topic
    far = dict.fromkeys(model.names, 0.0) | {"length": 1.5}
    near = far | {"best_sentence": 1.6, "three_sentences": 1.2, "article_coverage": 0.9}

    assert model.probability(near) < 0.05 < 0.95 < model.probability(far)
