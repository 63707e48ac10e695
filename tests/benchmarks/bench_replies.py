"""How long finding a reply takes: ``python -m pytest tests/benchmarks/bench_*.py`` runs all."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from bot.answering.answerer import Answerer
from bot.telegram.views.replies import reply_html
from tests.benchmarks.held_out import held_out
from tests.benchmarks.hostile import hostile

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.knowledge.model import Knowledge

ASKED = 150
ROUNDS = 3


@pytest.fixture(scope="module")
def answerer(shipped: Knowledge) -> Answerer:
    """The shipped knowledge without the phrasings that are asked."""
    return Answerer(held_out(shipped, ASKED)[0])


@pytest.fixture(scope="module")
def questions(shipped: Knowledge) -> list[str]:
    """The phrasings that were taken out."""
    return held_out(shipped, ASKED)[1]


def milliseconds(answerer: Answerer, questions: Sequence[str]) -> list[float]:
    """Ask each question some times; return the times in ascending order."""
    took = []
    for question in ROUNDS * list(questions):
        start = time.perf_counter()
        answerer.reply(question)
        took.append(1000 * (time.perf_counter() - start))
    return sorted(took)


def test_reply(answerer: Answerer, questions: list[str], note: Callable[..., None]) -> None:
    """A reply to a question that the knowledge does not hold word for word."""
    milliseconds(answerer, questions[:5])
    took = milliseconds(answerer, questions)
    note("a reply, median", f"{took[len(took) // 2]:.1f} ms", "20 ms")
    note("a reply, 99 of 100", f"{took[99 * len(took) // 100]:.1f} ms", "45 ms")


def test_exact_phrasing(answerer: Answerer, note: Callable[..., None]) -> None:
    """A reply to a question that is a phrasing, word for word."""
    took = milliseconds(answerer, [entry.question for entry in answerer.knowledge.entries])
    note("a reply to an exact phrasing, median", f"{took[len(took) // 2]:.1f} ms", "2 ms")


def test_hostile(answerer: Answerer, questions: list[str], note: Callable[..., None]) -> None:
    """A message of 4,096 characters, of the kind that takes longest."""
    plain = milliseconds(answerer, questions)[ROUNDS * ASKED // 2]
    words = [word for entry in answerer.knowledge.entries for word in entry.question.split()]
    took = {
        kind: milliseconds(answerer, [text])[ROUNDS // 2] - plain
        for kind, text in hostile(words).items()
    }
    worst = max(took, key=lambda kind: took[kind])
    note(f"4,096 characters beyond that ({worst})", f"{took[worst]:.0f} ms", "50 ms")


def test_rendered(answerer: Answerer, questions: list[str], note: Callable[..., None]) -> None:
    """Replies with their HTML, one after the other on one core."""
    start = time.perf_counter()
    for question in questions:
        reply_html(answerer.reply(question), answerer.knowledge)
    rate = len(questions) / (time.perf_counter() - start)
    note("replies with rendering, a second", f"{rate:.0f}", "60")
