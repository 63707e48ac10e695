"""How long finding the entry takes, ours and others', on the same questions.

Run all benchmarks by ``python -m pytest tests/benchmarks/bench_*.py``.
"""

from __future__ import annotations

import time
from itertools import cycle
from typing import TYPE_CHECKING, Any

import pytest

from bot.answering.answerer import Answerer
from bot.matching.leave_one_out import leave_one_out
from bot.matching.matcher import Matcher
from bot.telegram.views.html import reply_html
from tests.benchmarks.held_out import held_out
from tests.benchmarks.peers import PEERS
from tests.benchmarks.synthetic import Question, synthetic

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.knowledge.model import Knowledge

    Case = tuple[Knowledge, list[Question]]

ASKED = 150
"""Questions that everybody is asked."""

ROUNDS = 1500


@pytest.fixture(scope="session")
def cases(shipped: Knowledge) -> dict[str, Case]:
    """The shipped knowledge with some of its phrasings taken out, and made-up ones."""
    return {
        "shipped": held_out(shipped, ASKED),
        "15,000": synthetic(15_000),
        "150,000": synthetic(150_000),
    }


@pytest.fixture(scope="session")
def medians() -> dict[str, float]:
    """The median time of a match by case, in milliseconds."""
    return {}


def _timed(
    benchmark: Any, find: Callable[[str], Any], questions: Sequence[Question]
) -> list[float]:
    """Ask one question a round, in turn, and return the times in milliseconds, ascending."""
    texts = cycle([question.text for question in questions])
    rounds = min(ROUNDS, 10 * len(questions))
    benchmark.pedantic(find, setup=lambda: ((next(texts),), {}), rounds=rounds, warmup_rounds=5)
    return sorted(1000 * seconds for seconds in benchmark.stats.stats.data)


def _right(found: Sequence[str], questions: Sequence[Question]) -> str:
    right = sum(one == question.entry for one, question in zip(found, questions, strict=True))
    return f"{100 * right / len(questions):.0f} %"


@pytest.mark.parametrize(
    ("case", "median", "p99"),
    [("shipped", 0.5, 2.0), ("15,000", 2.0, None), ("150,000", 10.0, None)],
)
def test_match(
    case: str,
    median: float,
    p99: float | None,
    cases: dict[str, Case],
    medians: dict[str, float],
    benchmark: Any,
    note: Callable[..., None],
) -> None:
    """A match, reasons not looked at, on knowledge of three sizes."""
    knowledge, questions = cases[case]
    phrasings = sum(len(entry.phrasings) for entry in knowledge.entries)
    start = time.perf_counter()
    matcher = Matcher(knowledge)
    built = time.perf_counter() - start
    took = _timed(benchmark, matcher.match, questions)
    medians[case] = took[len(took) // 2]
    tops = [matcher.match(question.text, 1) for question in questions[:ASKED]]
    right = _right([top[0].entry.id if top else "" for top in tops], questions[:ASKED])
    name = f"match, {case} ({len(knowledge.entries):,} entries, {phrasings:,} phrasings)"
    note(f"{name}, median", f"{medians[case]:.2f} ms", f"< {median} ms", right)
    note(f"{name}, p99", f"{took[99 * len(took) // 100]:.2f} ms", f"< {p99} ms" if p99 else "")
    note(f"building, {case}", f"{built:.2f} s")


@pytest.mark.parametrize("case", ["shipped", "15,000"])
@pytest.mark.parametrize("peer", PEERS)
def test_peer(
    peer: str,
    case: str,
    cases: dict[str, Case],
    medians: dict[str, float],
    benchmark: Any,
    note: Callable[..., None],
) -> None:
    """What others take for the same questions, and how often their best phrasing is right."""
    knowledge, questions = cases[case]
    owners = [entry.id for entry in knowledge.entries for _ in entry.phrasings]
    find = PEERS[peer]([text for entry in knowledge.entries for text in entry.phrasings])
    asked = questions[:ASKED]
    texts = iter([question.text for question in asked])
    found: list[str] = []
    benchmark.pedantic(
        lambda text: found.append(owners[find(text)]),
        setup=lambda: ((next(texts),), {}),
        rounds=len(asked),
    )
    median = 1000 * benchmark.stats.stats.median
    times = f" ({median / medians[case]:.0f} x ours)" if case in medians else ""
    target = "20 x ours" if case == "15,000" and "WRatio" in peer else ""
    note(f"{peer}, {case}, median", f"{median:.2f} ms{times}", target, _right(found, asked))


def test_growth(medians: dict[str, float], note: Callable[..., None]) -> None:
    """What ten times the phrasings cost."""
    if {"15,000", "150,000"} <= medians.keys():
        note("ten times the phrasings", f"{medians['150,000'] / medians['15,000']:.1f} x", "< 4 x")


def test_replies(shipped: Knowledge, benchmark: Any, note: Callable[..., None]) -> None:
    """Whole replies with rendering, one after the other, each to another question."""
    knowledge, questions = held_out(shipped, ASKED)
    answerer = Answerer(knowledge)

    def ask_all() -> None:
        for question in questions:
            reply_html(answerer.reply(question.text), knowledge)

    benchmark.pedantic(ask_all, rounds=15, warmup_rounds=1)
    rate = len(questions) / benchmark.stats.stats.median
    note("whole replies with rendering, a second", f"{rate:,.0f}", "1,500")


def test_leave_one_out(shipped: Knowledge, benchmark: Any, note: Callable[..., None]) -> None:
    """All phrasings, each asked of the others."""
    matcher = Matcher(shipped)
    asked = benchmark.pedantic(lambda: list(leave_one_out(matcher)), rounds=3)
    right = sum(item.winner == item.entry for item in asked)
    note(
        f"leaving out each of {len(asked):,} phrasings",
        f"{benchmark.stats.stats.median:.2f} s",
        "",
        f"{100 * right / len(asked):.1f} %",
    )
