"""The evidence model: from the features of entries to the probability that each is meant.

A conditional logit (McFadden 1973): an entry's evidence is a weighted sum of its features, and its
probability exp(evidence) / (1 + the sum of all exp(evidence)), where the 1 stands for "none of
them". ``python -m tests.evaluation.fit`` fits the weights, which stand in ``model.json`` with the
figures that they gave on articles left out.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.matching.sparse import Floats

PATH = Path(__file__).with_name("model.json")


@dataclass(frozen=True)
class EvidenceModel:
    """Weights of the features, in their order, and what every entry starts from.

    ``means`` are the features' means over the entries that the model was fitted on; evidence is
    explained beside these.
    """

    names: tuple[str, ...]
    weights: Floats
    means: Floats
    bias: float

    def evidence(self, features: Floats) -> Floats:
        """Return the evidence for each entry, in log-odds against "none of them"."""
        found: Floats = features @ self.weights + self.bias
        return found

    def points(self, features: Floats) -> Floats:
        """Return what each feature of an entry adds to its evidence, beside an average entry."""
        found: Floats = self.weights * (features - self.means)
        return found


@dataclass(frozen=True)
class OffTopicModel:
    """A logistic regression that tells questions about something else altogether."""

    names: tuple[str, ...]
    weights: Floats
    bias: float

    def probability(self, features: Mapping[str, float]) -> float:
        """Return the probability, from 0 to 1, that a question is off topic."""
        values = [features[name] for name in self.names]
        return 1 / (1 + math.exp(-float(self.weights @ values) - self.bias))


@dataclass(frozen=True)
class Thresholds:
    """From which probabilities on the bot commits itself; see :mod:`bot.answering.decision`."""

    answer: float
    not_stated: float
    choices: float
    off_topic: float


@dataclass(frozen=True)
class Models:
    """All that was fitted: without the reader's score, with it, and the rest."""

    evidence: EvidenceModel
    evidence_read: EvidenceModel
    off_topic: OffTopicModel
    thresholds: Thresholds


@cache
def models() -> Models:
    """Return what ``model.json`` says; it is read once."""
    data: dict[str, Any] = json.loads(PATH.read_text(encoding="utf-8"))
    return Models(
        _evidence_model(data["evidence"]),
        _evidence_model(data["evidence_read"]),
        OffTopicModel(*_weights(data["off_topic"]), data["off_topic"]["bias"]),
        Thresholds(**data["thresholds"]),
    )


def probabilities(evidence: Floats) -> Floats:
    """Return the probability of each entry; they sum up to less than 1, the rest is "none"."""
    highest = max(float(evidence.max(initial=0.0)), 0.0)
    odds = np.exp(evidence - highest)
    found: Floats = odds / (odds.sum() + math.exp(-highest))
    return found


def _evidence_model(data: Mapping[str, Any]) -> EvidenceModel:
    names, weights = _weights(data)
    means = np.array([data["means"][name] for name in names])
    return EvidenceModel(names, weights, means, data["bias"])


def _weights(data: Mapping[str, Any]) -> tuple[tuple[str, ...], Floats]:
    weights: Mapping[str, float] = data["weights"]
    return tuple(weights), np.array(list(weights.values()))
