"""Knowledge bases with questions by other people: what the evidence model is fitted on.

Each folder of ``articles`` is a small article with knowledge that one person wrote in an hour, and
questions (``asked.jsonl``) that somebody else asked who had only the text. ``sensetime`` has
questions about the article that is shipped.
"""

from __future__ import annotations

import random
import shutil
import tempfile
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from bot.authoring.question_set import Kind, Question, read
from bot.knowledge.loader import load
from bot.knowledge.model import Fact, NotStated
from bot.language.normalization import one_line, straight

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.knowledge.model import Entry, Knowledge

HERE = Path(__file__).parent
ARTICLES = HERE / "articles"
SHIPPED = HERE.parents[1] / "knowledge"

THINNINGS = (3, 5, 10, None)
"""Phrasings an entry with which the shipped knowledge is loaded; None is all of them."""

LEFT_OUT = 0.2
"""The share of facts that each small base lacks the second time it is fitted on."""

OFF_TOPIC = 6
"""Questions about anything at all that each base is asked which has none of its own."""

FOREIGN = 5
"""And so many about another article."""


@dataclass(frozen=True)
class Base:
    """A knowledge to ask; bases of the same ``article`` are left out together."""

    name: str
    article: str
    knowledge: Knowledge
    questions: Sequence[Question]
    weight: float = 1.0


def bases() -> Iterator[Base]:
    """Yield every small base whole and thinned, then the shipped one at each thinning."""
    slugs = sorted(path.name for path in ARTICLES.iterdir() if path.is_dir())
    asked = {slug: _flat(ARTICLES / slug / "asked.jsonl") for slug in slugs}
    for number, slug in enumerate(slugs):
        knowledge = load_articles(ARTICLES / slug)
        questions = [*asked[slug], *_off_topic(asked, slugs, number)]
        yield Base(slug, slug, knowledge, questions)
        thin = thinned(knowledge, 3, seed=number, left_out=LEFT_OUT)
        yield Base(f"{slug}, thinned", slug, thin, questions, 0.5)
    knowledge = load(SHIPPED)
    questions = _flat(HERE / "sensetime" / "questions.jsonl")
    for most in THINNINGS:
        thin = knowledge if most is None else thinned(knowledge, most, seed=most)
        yield Base(f"sensetime, {most or 'all'} phrasings", "sensetime", thin, questions, 0.5)


def load_articles(*folders: Path) -> Knowledge:
    """Load the folders of articles, wherever they lie, as one knowledge."""
    with tempfile.TemporaryDirectory() as together:
        for folder in folders:
            shutil.copytree(folder, Path(together) / folder.name)
        return load(Path(together))


def thinned(knowledge: Knowledge, most: int, *, seed: int, left_out: float = 0.0) -> Knowledge:
    """Return the knowledge with ``most`` phrasings an entry, and without a share of its facts."""
    chance = random.Random(seed)
    kept = [e for e in knowledge.entries if not (e.stated and chance.random() < left_out)]
    ids = {entry.id for entry in kept}
    return replace(knowledge, entries=tuple(_fewer(e, most, chance, ids) for e in kept))


def proves(question: Question, quotes: Iterable[str]) -> bool:
    """Tell whether any of the quotes is, holds or lies in a sentence that answers a question."""
    wanted = [_folded(sentence) for sentence in chain.from_iterable(question.gold)]
    return any(
        sentence in quote or quote in sentence
        for quote in map(_folded, quotes)
        for sentence in wanted
    )


def answered_by(question: Question, fact: Fact) -> bool:
    """Tell whether a fact is a right answer: it quotes the proof and has what it must have."""
    text = " ".join((fact.answer, fact.note or "", *fact.quotes))
    return proves(question, fact.quotes) and all(must.search(text) for must in question.must)


def _flat(path: Path) -> list[Question]:
    return list(chain.from_iterable(read(path)))


def _off_topic(
    asked: dict[str, list[Question]], slugs: Sequence[str], number: int
) -> Iterator[Question]:
    """Yield questions about something else, for a set that has none itself."""
    if any(question.kind is Kind.OFF_TOPIC for question in asked[slugs[number]]):
        return
    lines = (HERE / "off_topic.txt").read_text(encoding="utf-8").splitlines()
    start = number * (OFF_TOPIC - 1)
    texts = [lines[(start + n) % len(lines)] for n in range(OFF_TOPIC)]
    other = asked[slugs[(number + 7) % len(slugs)]]
    answerable = [question.text for question in other if question.kind is Kind.ANSWERABLE]
    texts += answerable[number % FOREIGN :: FOREIGN][:FOREIGN]
    yield from (Question("", text, Kind.OFF_TOPIC) for text in texts)


def _fewer(entry: Entry, most: int, chance: random.Random, ids: set[str]) -> Entry:
    asked_as = list(entry.asked_as)
    chance.shuffle(asked_as)
    fewer = replace(entry, asked_as=tuple(asked_as[: most - 1]))
    if isinstance(fewer, NotStated):
        return replace(fewer, see=tuple(see for see in fewer.see if see in ids))
    return fewer


def _folded(text: str) -> str:
    return straight(one_line(text)).casefold()
