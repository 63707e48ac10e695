"""What models do with questions: the figures of question sets, base by base."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from bot.authoring.question_set import Kind
from tests.evaluation.bases import THINNINGS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from bot.matching.sparse import Floats
    from tests.evaluation.rows import Row


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
