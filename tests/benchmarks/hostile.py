"""Messages that are typed to hurt, each as long as a message can be."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

LENGTH = 4096
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def hostile(words: Sequence[str], seed: int = 1) -> dict[str, str]:
    """Return a message of each kind, by the name of its kind; ``words`` are known ones."""
    chance = random.Random(seed)

    def filled(piece: Callable[[], str]) -> str:
        text = ""
        while len(text) < LENGTH:
            text += piece()
        return text[:LENGTH]

    def strange_word() -> str:
        return "".join(chance.choices(LETTERS, k=chance.randrange(3, 9))) + " "

    return {
        "known words": filled(lambda: f"{chance.choice(words)} "),
        "unknown words": filled(strange_word),
        "many questions": filled(lambda: chance.choice(("who led? ", "how much? ", "? "))),
        "line ends": f"a{chr(10) * (LENGTH - 2)}b",
        "one long word": (LETTERS * LENGTH)[:LENGTH],
        "emoji": filled(lambda: chance.choice("😀👍🏽🇩🇪👨‍👩‍👧")),
        "right to left": filled(lambda: chance.choice("אבגדהוזח ")),
        "Chinese": filled(lambda: chr(chance.randrange(0x4E00, 0x9FFF))),
        "control characters": filled(lambda: chr(chance.randrange(0x20))),
        "accents upon accents": "e" + "\u0301" * (LENGTH - 1),
        "letters that fold into 18": "\ufdfa" * LENGTH,
        "digits": "1" * LENGTH,
        "numbers": filled(lambda: f"{chance.randrange(99)},"),
        "spaces": " " * LENGTH,
    }
