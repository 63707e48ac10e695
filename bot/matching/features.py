"""What the matcher counts of a text: its words, its pairs of neighbours, pieces of its words."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.matching.analysis import Term

WORD, PAIR, GRAM = 1.0, 0.5, 0.15
"""Weights of a word, of a pair of neighbours, and of a piece of 3 to 5 letters of a word.

Pairs and pieces repeat what words say, and naive Bayes takes a repetition for new evidence.
"""

GRAMMAR = 0.6
"""What a function word weighs beside a content word."""


def words_and_pairs(terms: Sequence[Term]) -> dict[str, float]:
    """Return the words and the pairs of neighbours of a text, its ends included, with weights.

    A mended word weighs less the farther it is from what was typed.
    """
    weights: dict[str, float] = {}
    before = "<"
    for term in terms:
        weight = term.nearness * term.share
        worth = weight * (WORD if term.content else GRAMMAR)
        weights[term.text] = weights.get(term.text, 0.0) + worth
        pair = f"{before} {term.text}"
        weights[pair] = weights.get(pair, 0.0) + PAIR * weight
        before = term.text
    if terms:
        weights[f"{before} >"] = PAIR
    return weights


@lru_cache(maxsize=50_000)
def grams(word: str) -> tuple[str, ...]:
    """Return the pieces of 3 to 5 letters of a word, with a mark that no word has."""
    padded = f"_{word}_"
    return tuple(f"~{padded[i : i + n]}" for n in (3, 4, 5) for i in range(len(padded) - n + 1))
