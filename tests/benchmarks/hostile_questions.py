"""How long questions take that are typed to hurt: ``python -m tests.benchmarks.hostile_questions``.

Each is 4,096 characters long, the most that a message can have. The target is a p99 of 20 ms.
"""

from __future__ import annotations

import random
import time
from pathlib import Path
from typing import TYPE_CHECKING

from bot.answering.answerer import Answerer
from bot.knowledge.loader import load

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

LENGTH = 4096
TIMES = 200
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def kinds(words: Sequence[str], chance: random.Random) -> dict[str, Callable[[], str]]:
    """What can be typed, by name; each call gives another."""

    def filled(piece: Callable[[], str]) -> str:
        text = ""
        while len(text) < LENGTH:
            text += piece()
        return text[:LENGTH]

    def from_range(first: int, last: int) -> str:
        return filled(lambda: chr(chance.randrange(first, last)))

    def strange_word() -> str:
        return "".join(chance.choices(LETTERS, k=chance.randrange(3, 9))) + " "

    return {
        "known words": lambda: filled(lambda: f"{chance.choice(words)} "),
        "unknown words": lambda: filled(strange_word),
        "many questions": lambda: filled(lambda: chance.choice(("who led? ", "how much? ", "? "))),
        "one long word": lambda: LETTERS * (LENGTH // len(LETTERS)),
        "emoji": lambda: filled(lambda: chance.choice("😀👍🏽🇩🇪👨‍👩‍👧")),
        "right to left": lambda: filled(lambda: chance.choice("אבגדהוזח ")),
        "Chinese": lambda: from_range(0x4E00, 0x9FFF),
        "any Unicode": lambda: from_range(0x20, 0xD7FF),
        "control characters": lambda: from_range(0x00, 0x20),
        "accents upon accents": lambda: "e" + "\u0301" * (LENGTH - 1),
        "letters that fold into 18": lambda: "\ufdfa" * LENGTH,
        "digits": lambda: "1" * LENGTH,
        "numbers": lambda: filled(lambda: f"{chance.randrange(99)},"),
        "spaces": lambda: " " * LENGTH,
    }


def main() -> None:
    """Print the median and the 99th percentile of each kind."""
    answerer = Answerer(load(Path("knowledge")))
    words = [word for each in answerer.knowledge.entries for word in each.question.split()]
    print(f"{'4,096 characters of':28} {'median':>10} {'p99':>10}")
    for name, typed in kinds(words, random.Random(1)).items():
        took = sorted(map(_milliseconds, [answerer] * TIMES, (typed() for _ in range(TIMES))))
        print(f"{name:28} {took[TIMES // 2]:7.1f} ms {took[TIMES * 99 // 100]:7.1f} ms")


def _milliseconds(answerer: Answerer, question: str) -> float:
    start = time.perf_counter()
    answerer.reply(question)
    return (time.perf_counter() - start) * 1000


if __name__ == "__main__":
    main()
