"""Fits the evidence model: ``python -m tests.evaluation.fit`` writes ``bot/matching/model.json``.

The likelihood of the right entries, or of "none of them", is maximised by L-BFGS with an L2
penalty on the standardised weights. Every figure that is printed was got with the article in
question left out.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import minimize

from bot.authoring.question_set import Kind
from bot.matching.features import FEATURES, READ_FEATURES
from bot.matching.model import PATH, OffTopicModel, probabilities
from tests.evaluation.bases import bases
from tests.evaluation.figures import log_loss, table
from tests.evaluation.rows import Row, combined, read, rows_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from bot.matching.sparse import Floats

L2 = 0.7
"""Penalty on the standardised weights of the evidence."""

OFF_TOPIC_L2 = 0.3
"""And on those that tell off-topic questions."""

THRESHOLDS = {"answer": 0.55, "not_stated": 0.6, "choices": 0.5, "off_topic": 0.5}
"""Chosen on the table of articles left out: with ``answer`` at 0.5, 2 % more of the answerable
questions of small articles are answered right, and 3 % more of the near-misses are answered too."""


@dataclass(frozen=True)
class Padded:
    """Rows as arrays of equal width: features, and masks of what is there and what is right."""

    features: Floats
    there: NDArray[np.bool_]
    right: NDArray[np.bool_]
    none: NDArray[np.bool_]
    weights: Floats

    @classmethod
    def of(cls, rows: Sequence[Row], columns: Sequence[int]) -> Padded:
        """Pad the entries of each row to those of the longest."""
        width = max(len(row.ids) for row in rows)
        features = np.zeros((len(rows), width, len(columns)))
        there, right = np.zeros((2, len(rows), width), dtype=bool)
        for n, row in enumerate(rows):
            features[n, : len(row.ids)] = row.features[:, columns]
            there[n, : len(row.ids)] = True
            right[n, : len(row.ids)] = row.right
        none = np.array([row.none for row in rows])
        return cls(features, there, right, none, np.array([row.weight for row in rows]))


@dataclass(frozen=True)
class Fitted:
    """Weights of the columns that were fitted, and the bias."""

    columns: Sequence[int]
    weights: Floats
    bias: float
    means: Floats
    parameters: Floats

    def probabilities(self, row: Row) -> Floats:
        """Return the probability of each entry of a row."""
        return probabilities(row.features[:, self.columns] @ self.weights + self.bias)


def fit_evidence(
    rows: Sequence[Row], columns: Sequence[int], start: Floats | None = None
) -> Fitted:
    """Maximise the likelihood of what is right; ``start`` are parameters found for similar rows."""
    data = Padded.of(rows, columns)
    flat = data.features[data.there]
    means, spread = flat.mean(axis=0), flat.std(axis=0) + 1e-9
    scaled = np.where(data.there[..., None], (data.features - means) / spread, 0)
    found = minimize(
        _loss,
        np.zeros(len(columns) + 1) if start is None else start,
        args=(scaled, data, L2),
        jac=True,
        method="L-BFGS-B",
        options={"maxiter": 300, "ftol": 1e-7},
    ).x
    weights = found[:-1] / spread
    return Fitted(columns, weights, float(found[-1] - weights @ means), means, found)


def _loss(parameters: Floats, scaled: Floats, data: Padded, penalty: float) -> tuple[float, Floats]:
    """Return the penalised negative log likelihood and its gradient."""
    weights, bias = parameters[:-1], parameters[-1]
    evidence = np.where(data.there, scaled @ weights + bias, -np.inf)
    highest = np.maximum(evidence.max(axis=1), 0)[:, None]
    odds, odds_of_none = np.exp(evidence - highest), np.exp(-highest[:, 0])
    total = odds.sum(axis=1) + odds_of_none
    good = (odds * data.right).sum(axis=1) + odds_of_none * data.none
    likelihood = np.maximum(good / total, 1e-300)
    slope = odds / total[:, None] - odds * data.right / np.maximum(good, 1e-300)[:, None]
    slope *= data.weights[:, None]
    loss = -float(data.weights @ np.log(likelihood)) + penalty * float(weights @ weights)
    gradient = np.einsum("ij,ijk->k", slope, scaled) + 2 * penalty * weights
    return loss, np.append(gradient, slope.sum())


def left_out(rows: Sequence[Row], columns: Sequence[int]) -> list[Floats]:
    """Return the probabilities of every row by a model that has not seen its article."""
    found: dict[int, Floats] = {}
    start = fit_evidence(rows, columns).parameters
    for article in sorted({row.base.article for row in rows}):
        fitted = fit_evidence([row for row in rows if row.base.article != article], columns, start)
        for n, row in enumerate(rows):
            if row.base.article == article:
                found[n] = fitted.probabilities(row)
    return [found[n] for n in range(len(rows))]


def with_off_topic(rows: Sequence[Row]) -> list[Row]:
    """Return the rows with the chance of being off topic by a model that has not seen them."""
    found = list(rows)
    for article in sorted({row.base.article for row in rows}):
        fitted = fit_off_topic([row for row in rows if row.base.article != article])
        model = OffTopicModel(*fitted)
        for n, row in enumerate(rows):
            if row.base.article == article:
                found[n] = replace(row, off_topic_chance=model.probability(row.off_topic))
    return found


def fit_off_topic(rows: Sequence[Row]) -> tuple[tuple[str, ...], Floats, float]:
    """Fit a logistic regression that tells off-topic questions from all others."""
    names = tuple(rows[0].off_topic)
    values = np.array([[row.off_topic[name] for name in names] for row in rows])
    wanted = np.array([row.kind is Kind.OFF_TOPIC for row in rows])
    weights = np.array([row.weight for row in rows])
    means, spread = values.mean(axis=0), values.std(axis=0) + 1e-9
    scaled = np.column_stack(((values - means) / spread, np.ones(len(rows))))

    def loss(parameters: Floats) -> tuple[float, Floats]:
        evidence = scaled @ parameters
        total = weights @ (np.logaddexp(0, evidence) - wanted * evidence)
        penalty = OFF_TOPIC_L2 * parameters[:-1] @ parameters[:-1]
        slope = scaled.T @ (weights * (1 / (1 + np.exp(-evidence)) - wanted))
        slope[:-1] += 2 * OFF_TOPIC_L2 * parameters[:-1]
        return float(total + penalty), slope

    found = minimize(loss, np.zeros(scaled.shape[1]), jac=True, method="L-BFGS-B").x
    fitted = found[:-1] / spread
    return names, fitted, float(found[-1] - fitted @ means)


def main() -> None:
    """Fit all models, print what they do on articles left out, and write ``model.json``."""
    rows = with_off_topic([row for base in bases() for row in rows_of(base)])
    plain, reading = range(len(FEATURES)), range(len(FEATURES) + len(READ_FEATURES))
    before = left_out(rows, plain)
    rows = [read(row, chances) for row, chances in zip(rows, before, strict=True)]
    after = [
        combined(row, one, two)
        for row, one, two in zip(rows, before, left_out(rows, reading), strict=True)
    ]
    for name, chances in (("without the reader", before), ("with it", after)):
        print(f"\n{name}: log loss {log_loss(rows, chances):.3f}\n")
        print(table(rows, chances, THRESHOLDS))
    names, weights, bias = fit_off_topic(rows)
    model = {
        "log_loss_left_out": round(log_loss(rows, after), 3),
        "evidence": _as_json(fit_evidence(rows, plain)),
        "evidence_read": _as_json(fit_evidence(rows, reading)),
        "off_topic": {"weights": _rounded(names, weights), "bias": round(bias, 4)},
        "thresholds": THRESHOLDS,
    }
    PATH.write_text(json.dumps(model, indent=1) + "\n", encoding="utf-8")


def _as_json(fitted: Fitted) -> dict[str, object]:
    names = [(*FEATURES, *READ_FEATURES)[column] for column in fitted.columns]
    return {
        "weights": _rounded(names, fitted.weights),
        "means": _rounded(names, fitted.means),
        "bias": round(fitted.bias, 4),
    }


def _rounded(names: Sequence[str], values: Floats) -> dict[str, float]:
    return {name: round(float(value), 4) for name, value in zip(names, values, strict=True)}


if __name__ == "__main__":
    main()
