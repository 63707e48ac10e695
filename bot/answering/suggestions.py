"""Chooses the facts to offer: to begin with, and after an answer."""

from __future__ import annotations

from itertools import chain, zip_longest
from typing import TYPE_CHECKING

from bot.knowledge.model import Fact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.knowledge.model import Entry, Knowledge


def starters(knowledge: Knowledge, limit: int) -> tuple[Fact, ...]:
    """Return up to ``limit`` facts to begin with: the first of each topic, then the second ones."""
    rounds = chain.from_iterable(zip_longest(*knowledge.topics.values()))
    return tuple(fact for fact in rounds if fact is not None)[:limit]


def related(knowledge: Knowledge, entry: Entry, limit: int) -> tuple[Fact, ...]:
    """Return up to ``limit`` facts that a reader of this entry may want to know next.

    First what a not-stated entry points to, then facts of the same topic that rest on other
    sentences, then those on the same sentence, then the rest of the article in order.
    """
    found: dict[str, Fact] = {}
    for fact in _candidates(knowledge, entry):
        if fact.id != entry.id and fact.article == entry.article:
            found.setdefault(fact.id, fact)
            if len(found) == limit:
                break
    return tuple(found.values())


def _candidates(knowledge: Knowledge, entry: Entry) -> Iterator[Fact]:
    if not isinstance(entry, Fact):
        yield from (knowledge.fact(fact_id) for fact_id in getattr(entry, "see", ()))
        return
    after = _from(list(knowledge.facts), entry)
    same_topic = [fact for fact in after if fact.topic == entry.topic]
    yield from (fact for fact in same_topic if not set(fact.quotes) & set(entry.quotes))
    yield from same_topic
    yield from after


def _from(facts: list[Fact], entry: Fact) -> list[Fact]:
    """Return the facts after this one, then those before it, so that one can go through all."""
    at = next((place for place, fact in enumerate(facts) if fact.id == entry.id), 0)
    return facts[at + 1 :] + facts[:at]
