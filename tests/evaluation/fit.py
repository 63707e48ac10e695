"""Fits the evidence model: ``python -m tests.evaluation.fit`` writes ``bot/matching/model.json``.

The likelihood of the right entries, or of "none of them", is maximised by L-BFGS with an L2
penalty on the standardised weights. Every figure that is printed was got with the article in
question left out.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import minimize

from bot.authoring.question_set import Kind
from bot.knowledge.model import Fact
from bot.matching.encoders import pair_reader
from bot.matching.features import FEATURES, READ_FEATURES
from bot.matching.matcher import FACTS_READ, HOPELESS, LEAST_READ, SURE, Matcher, off_topic_features
from bot.matching.model import PATH, OffTopicModel, probabilities
from tests.evaluation.bases import THINNINGS, Base, answered_by, bases, proves

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from bot.matching.sparse import Floats

L2 = 0.7
"""Penalty on the standardised weights; from 0.3 to 2 the loss left out is the same within 1 %."""

OFF_TOPIC_L2 = 0.3

THRESHOLDS = {"answer": 0.55, "not_stated": 0.6, "choices": 0.5, "off_topic": 0.5}
"""A wrong answer is taken to cost as much as is lost by a right one that is only shown, and a
"the article does not say" where it does say half as much again."""

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
        entries = [matcher.entries[place] for place in places.tolist()]
        stated = np.array([entry.stated for entry in entries])
        right = np.array([isinstance(e, Fact) and answered_by(question, e) for e in entries])
        best = np.argsort(-query.sentences, kind="stable")[:3].tolist()
        yield Row(
            base=base,
            kind=question.kind,
            text=question.text,
            ids=tuple(entry.id for entry in entries),
            features=matcher.extractor.matrix(query, places),
            stated=stated,
            right=~stated if question.kind is Kind.NOT_STATED else right,
            quotes=tuple(e.quotes if isinstance(e, Fact) else () for e in entries),
            off_topic=off_topic_features(query, matcher.extractor),
            shown=proves(question, [matcher.passages.sentences[n].text for n in best]),
            weight=base.weight * SHARES[question.kind] / counts[question.kind],
        )


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


@dataclass
class Tally:
    """What became of questions, in the words of the question sets."""

    counts: Counter[str] = field(default_factory=Counter)

    def add(self, row: Row, probability: Floats, limits: Mapping[str, float]) -> None:
        """Decide on a row as the bot does, and count what came of it."""
        outcome, place = decided(row, probability, limits)
        self.counts[row.kind] += 1
        if row.kind is Kind.ANSWERABLE:
            facts = np.where(row.stated, probability, 0).argsort()[::-1][:2]
            if outcome == "answer":
                self.counts["right" if row.right[place] else "wrong"] += 1
            elif outcome in ("not_stated", "off_topic"):
                self.counts["refused"] += 1
            elif row.shown or row.right[facts].any():
                self.counts["shown"] += 1
        elif outcome == "answer":
            self.counts[f"{row.kind} answered"] += 1
        elif outcome == "not_stated":
            self.counts[f"{row.kind} told"] += 1
        elif outcome == "unclear":
            self.counts[f"{row.kind} bothered"] += 1

    def line(self, name: str) -> str:
        """Return the figures in per cent, as a row of the table in the documentation."""
        c = self.counts

        def of(key: str, kind: Kind) -> float:
            return 100 * c[key] / max(c[kind], 1)

        answerable, unsaid, off = Kind.ANSWERABLE, Kind.NOT_STATED, Kind.OFF_TOPIC
        figures = (
            of("right", answerable),
            of("right", answerable) + of("shown", answerable),
            of("refused", answerable),
            of("wrong", answerable),
            of(f"{unsaid} answered", unsaid),
            of(f"{unsaid} told", unsaid),
            of(f"{off} answered", off),
            of(f"{off} answered", off) + of(f"{off} bothered", off),
        )
        return f"| {name} | " + " | ".join(f"{figure:.1f}" for figure in figures) + " |"


def decided(row: Row, probability: Floats, limits: Mapping[str, float]) -> tuple[str, int]:
    """Return the outcome, as :func:`bot.answering.decision.decide` has it, and the best fact."""
    facts = np.where(row.stated, probability, 0)
    if not len(facts):
        return "off_topic", 0
    best = int(facts.argmax())
    proof = set(row.quotes[best])
    same = [n for n, quotes in enumerate(row.quotes) if n == best or proof & set(quotes)]
    said, unsaid = float(facts[same].sum()), float(probability[~row.stated].sum())
    if unsaid >= limits["not_stated"] and unsaid > said:
        return "not_stated", best
    if said >= limits["answer"] and said > unsaid:
        return "answer", best
    return ("off_topic" if limits["off_topic"] <= row.off_topic_chance else "unclear"), best


def _shipped(most: int | None) -> tuple[str, Callable[[Row], bool]]:
    name = f"{most or 'all'} phrasings"
    return f"shipped, {name}", lambda row: row.base.name == f"sensetime, {name}"


GROUPS: Mapping[str, Callable[[Row], bool]] = {
    "small articles": lambda row: row.base.name == row.base.article,
    "the same, thinned": lambda row: "thinned" in row.base.name,
    **dict(map(_shipped, THINNINGS)),
}
HEAD = """\
| | right | helped | refused | wrong | near-misses answered | told | off topic answered | bothered |
|---|---|---|---|---|---|---|---|---|"""


def table(rows: Sequence[Row], chances: Sequence[Floats], limits: Mapping[str, float]) -> str:
    """Return the figures of each group of bases, with the article in question left out."""
    lines = [HEAD]
    for name, belongs in GROUPS.items():
        tally = Tally()
        for row, probability in zip(rows, chances, strict=True):
            if belongs(row):
                tally.add(row, probability, limits)
        lines.append(tally.line(name))
    return "\n".join(lines)


def log_loss(rows: Sequence[Row], chances: Sequence[Floats]) -> float:
    """Return the mean negative log likelihood of what is right, over the small articles whole."""
    total = weights = 0.0
    for row, probability in zip(rows, chances, strict=True):
        if GROUPS["small articles"](row):
            good = float((probability * row.right).sum() + (1 - probability.sum()) * row.none)
            total -= row.weight * math.log(max(good, 1e-9))
            weights += row.weight
    return total / weights


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
