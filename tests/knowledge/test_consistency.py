"""Ids that nobody has are told with the one that was meant, at a bounded cost."""

from __future__ import annotations

import time
from pathlib import Path

from bot.knowledge.consistency import Hints, dangling
from bot.knowledge.knowledge_file import Located
from bot.knowledge.locations import EntryLocations, Location
from bot.knowledge.model import Fact, NotStated
from bot.knowledge.problems import MOST_PER_FILE

HERE = Location(Path("facts.yaml"), 1, 1)


def _located(number: int) -> tuple[Located, Located]:
    at = EntryLocations(HERE, HERE, HERE, (HERE,), see=(HERE,))
    fact = Fact(f"fact-{number}", "news", f"What is {number}?", "It.")
    gap = NotStated(f"gap-{number}", "news", f"Why {number}?", "?", see=(f"fct-{number}",))
    return Located(fact, EntryLocations(HERE, HERE, HERE, (HERE,))), Located(gap, at)


def test_the_id_that_was_meant_is_named() -> None:
    """For what to see."""
    (problem,) = dangling(_located(7), [])
    assert problem.message == "'fct-7' is no fact's id; did you mean 'fact-7'?"


def test_looking_for_what_was_meant_ends_when_much_is_wrong() -> None:
    """Ten thousand ids against ten thousand would take a minute."""
    start = time.process_time()
    entries = [one for number in range(5_000) for one in _located(number)]
    problems = list(dangling(entries, []))
    assert len(problems) == 5_000
    assert problems[-1].message.endswith("name the id of one that there is")
    assert time.process_time() - start < 5


def test_a_word_like_no_id_is_told_without_a_guess() -> None:
    """Up to as many times as problems are told."""
    hints = Hints()
    said = {hints.instead_of("zzz", ["mill"]) for _ in range(MOST_PER_FILE + 1)}
    assert said == {"name the id of one that there is"}
