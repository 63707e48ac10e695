"""Which facts are offered to begin with, and after an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answering.suggestions import related, starters
from bot.knowledge.model import Fact, Knowledge, NotStated

if TYPE_CHECKING:
    from bot.knowledge.model import Entry


def _fact(fact_id: str, topic: str, quote: str, article: str = "news") -> Fact:
    return Fact(fact_id, article, "So?", "So.", quotes=(quote,), topic=topic)


FACTS = (
    _fact("a1", "A", "one"),
    _fact("a2", "A", "one"),
    _fact("a3", "A", "two"),
    _fact("b1", "B", "three"),
    _fact("other", "A", "four", article="elsewhere"),
)
GAP = NotStated("gap", "news", "gap?", "It does not say.", see=("b1", "a1"))
KNOWLEDGE = Knowledge(entries=(*FACTS, GAP))


def _related(entry: Entry, limit: int = 9) -> list[str]:
    return [fact.id for fact in related(KNOWLEDGE, entry, limit)]


def test_starters_come_from_different_topics() -> None:
    """The first of each topic, article by article, goes before the second of any."""
    assert [fact.id for fact in starters(KNOWLEDGE, 4)] == ["a1", "b1", "other", "a2"]


def test_starters_are_no_more_than_there_are() -> None:
    """A limit that is too high, or no fact at all, is no trouble."""
    assert len(starters(KNOWLEDGE, 99)) == len(FACTS)
    assert starters(Knowledge(), 4) == ()


def test_related_begins_with_other_sentences_of_the_topic() -> None:
    """Then comes what rests on the same sentence, then the rest of the article and no other."""
    assert _related(FACTS[0]) == ["a3", "a2", "b1"]


def test_related_goes_by_topic_then_by_the_article() -> None:
    """Facts of the same topic first, those on another sentence before those on the same one."""
    assert _related(FACTS[1]) == ["a3", "a1", "b1"]


def test_related_to_what_is_not_stated_is_what_it_points_to() -> None:
    """A not-stated entry leads on to the facts under its ``see``, in that order."""
    assert _related(GAP) == ["b1", "a1"]
    assert _related(GAP, 1) == ["b1"]
