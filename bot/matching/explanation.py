"""Says the evidence for a match in words that a maintainer can act on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.matching.match import Evidence

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.matching.model import EvidenceModel
    from bot.matching.query import Query
    from bot.matching.sparse import Floats

LEAST_POINTS = 0.05
"""Evidence that moves a match less is not worth a line."""


def explain(query: Query, features: Floats, model: EvidenceModel) -> tuple[Evidence, ...]:
    """Return the evidence for one entry, what weighs most first."""
    points = model.points(features)
    order = np.argsort(-np.abs(points), kind="stable")
    return tuple(
        Evidence(model.names[n], float(points[n]), _say(model.names[n], float(features[n]), query))
        for n in order.tolist()
        if abs(points[n]) >= LEAST_POINTS
    )


def _say(name: str, value: float, query: Query) -> str:
    said = _TEXTS[name]
    return said if isinstance(said, str) else said(value, query)


def _share(value: float) -> str:
    levels = ((0.95, "all"), (0.8, "nearly all"), (0.6, "most"), (0.35, "some"), (0.1, "few"))
    return next((word for least, word in levels if value >= least), "none")


def _kinds(query: Query) -> str:
    return " or ".join(sorted(query.kinds)) or "anything in particular"


_TEXTS: dict[str, str | Callable[[float, Query], str]] = {
    "coverage": lambda v, _: (
        f"{_share(v)} of the question's words, or words near to them, stand in it"
    ),
    "article_coverage": lambda v, _: f"{_share(v)} of them stand in the article anyway",
    "phrasing_coverage": lambda v, _: f"{_share(v)} of them stand in its phrasings",
    "likeness": lambda v, _: f"its nearest phrasing means {v:.0%} the same",
    "likeness_of_best": "its nearest phrasings taken together",
    "likeness_lead": lambda v, _: (
        "no other entry has a phrasing as near" if v > 0 else "another entry has a nearer phrasing"
    ),
    "naive_bayes": "how its phrasings use the question's words",
    "quote_score": lambda v, _: (
        "its quote is near to the question"
        if v > 0.8
        else ("its quote is not near to the question" if v else "it has no quote")
    ),
    "quote_lead": lambda v, _: (
        "no sentence of the article is nearer than its quote"
        if v > -0.01
        else "another sentence of the article is nearer than its quote"
    ),
    "missing_names": lambda v, q: (
        f"it lacks a name of the question ({_terms(q.names)})"
        if v
        else "it lacks no name of the question"
    ),
    "missing_figures": lambda v, q: (
        f"it lacks a figure of the question ({_terms(q.figures)})"
        if v
        else "it lacks no figure of the question"
    ),
    "missing_contrasts": lambda v, _: (
        "a word that turns the question around is not in it" if v else "nothing turns it around"
    ),
    "answer_type": lambda v, q: (
        f"it is {'often' if v > 0 else 'seldom'} asked for {_kinds(q)}"
        if q.kinds
        else "the question asks for nothing in particular"
    ),
    "tells_kind": lambda v, q: f"its answer {'tells' if v > 0 else 'does not tell'} a {_kinds(q)}",
    "no_reason": lambda v, _: "a reason is asked, and it gives none" if v else "no reason lacks",
    "no_manner": lambda v, _: "it is never asked how" if v else "it need not say how",
    "stated": lambda v, _: "the article says it" if v else "the article does not say it",
    "phrasings": "how many phrasings it has",
    "length": "how long the question is",
    "in_domain": lambda v, _: (
        "a word of the question stands in the article" if v else "no word stands in the article"
    ),
    "unread": "whether its quotes were read with the question",
    "reader": lambda v, _: (
        "read together, its quote answers the question"
        if v > 0
        else "read together, its quote does not answer the question"
    ),
}


def _terms(terms: tuple[object, ...]) -> str:
    return ", ".join(getattr(term, "typed", "") for term in terms)
