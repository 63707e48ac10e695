"""Made-up knowledge of any size, composed of word lists: firms, and what is asked about them."""

from __future__ import annotations

import datetime as dt
import random
from functools import cache
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from bot.knowledge.model import Article, Fact, Knowledge
from bot.language.en import dictionary

if TYPE_CHECKING:
    from collections.abc import Iterator

PHRASINGS_EACH = 40
"""About what the shipped knowledge has."""

OWN_WORDS = 4


class Question(NamedTuple):
    """A question that stands in no knowledge, and the id of the entry that it means."""

    text: str
    entry: str


def synthetic(phrasings: int, seed: int = 7) -> tuple[Knowledge, list[Question]]:
    """Return knowledge with so many phrasings, and two questions about each of its entries."""
    rng = random.Random(seed)
    count = phrasings // PHRASINGS_EACH
    entries, questions = [], []
    for number, (firm, aspect) in enumerate(_subjects(count, rng)):
        asked = _ways(firm, aspect, rng)
        fact_id = f"fact-{number}"
        questions += [Question(text, fact_id) for text in asked[:2]]
        first, *others = asked[2:]
        entries.append(Fact(fact_id, "news", first, f"So it is with {firm}.", tuple(others)))
    article = Article("news", "News", dt.date(2021, 3, 8), "So it is.")
    rng.shuffle(questions)
    return Knowledge((article,), tuple(entries)), questions


def _subjects(count: int, rng: random.Random) -> Iterator[tuple[str, list[str]]]:
    """Yield firms, each with its aspects in turn; there are about as many firms as needed."""
    words = _words()
    firms: dict[str, None] = {}
    while len(firms) * len(words["aspects"]) < count:
        syllables = rng.sample(words["syllables"].split(), 2)
        firms["".join((*syllables, rng.choice(words["endings"].split()))).capitalize()] = None
    yield from list(product(firms, words["aspects"]))[:count]


def _ways(firm: str, aspect: list[str], rng: random.Random) -> list[str]:
    """Return different ways of asking, two more than an entry has."""
    own = rng.sample(_common_words(), OWN_WORDS)
    ways: dict[str, None] = {}
    while len(ways) < PHRASINGS_EACH + 2:
        parts = rng.choice(_words()["openers"]), rng.choice(aspect), rng.choice(_words()["tails"])
        text = " ".join(filter(None, parts))
        ways[text.replace("FIRM", firm).replace("OWN", rng.choice(own))] = None
    found = list(ways)
    rng.shuffle(found)
    return found


@cache
def _words() -> dict[str, Any]:
    text = Path(__file__).with_name("synthetic.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.safe_load(text)
    return data


@cache
def _common_words() -> list[str]:
    return sorted(word for word in dictionary() if 5 <= len(word) <= 9)
