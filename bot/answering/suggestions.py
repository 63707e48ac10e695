"""Chooses the facts to offer: to begin with, after an answer, and where nothing was answered."""

from __future__ import annotations

from functools import lru_cache
from itertools import chain, zip_longest
from typing import TYPE_CHECKING

from bot.answering.reply import Outcome
from bot.knowledge.model import Fact, NotStated
from bot.language.english import english
from bot.language.normalization import one_line, straight
from bot.language.stemmer import Stemmer
from bot.language.tokenizer import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answering.reply import Part, Passage
    from bot.knowledge.model import Entry, Knowledge

STARTERS = 3
RELATED = 2
OF_PASSAGES = 2


def suggested(knowledge: Knowledge, parts: Sequence[Part], outcome: Outcome) -> tuple[Fact, ...]:
    """Return the facts that a reply offers to go on with."""
    if outcome in (Outcome.ANSWER, Outcome.NOT_STATED):
        unclear = [choice.fact for part in parts for choice in part.choices]
        given = [part.answered.entry for part in parts if part.answered is not None]
        shown = {entry.id for entry in given}
        found = chain(unclear, related(knowledge, given[-1], RELATED) if given else ())
        return tuple(dict.fromkeys(fact for fact in found if fact.id not in shown))[:RELATED]
    passages = [passage for part in parts for passage in part.passages]
    if outcome is Outcome.PASSAGE and (quoting := quoted(knowledge, passages)):
        return quoting
    return starters(knowledge, STARTERS)


def starters(knowledge: Knowledge, limit: int) -> tuple[Fact, ...]:
    """Return facts to begin with: the first of each topic, the largest topic first."""
    topics = sorted(knowledge.topics.values(), key=len, reverse=True)
    rounds = chain.from_iterable(zip_longest(*topics))
    return tuple(fact for fact in rounds if fact is not None)[:limit]


def quoted(knowledge: Knowledge, passages: Sequence[Passage]) -> tuple[Fact, ...]:
    """Return the facts that quote these passages, those of the nearest passage first."""
    found = (
        fact
        for passage in passages
        for fact in knowledge.facts
        if fact.article == passage.article
        and any(_folded(passage.quote) in _folded(quote) for quote in fact.quotes)
    )
    return tuple(dict.fromkeys(found))[:OF_PASSAGES]


def related(knowledge: Knowledge, entry: Entry, limit: int) -> tuple[Fact, ...]:
    """Return facts that a reader of this entry asks about next.

    A not-stated entry says itself what to see. Of a fact, those are related which share its
    words beside those of every fact, stand near to it in the article, or belong to its topic.
    """
    if isinstance(entry, NotStated):
        return tuple(knowledge.fact(fact_id) for fact_id in entry.see)[:limit]
    others = [
        fact for fact in knowledge.facts if fact.article == entry.article and fact.id != entry.id
    ]
    if not isinstance(entry, Fact):
        return ()
    texts = {article.slug: _folded(article.text) for article in knowledge.articles}
    text = texts.get(entry.article, "")
    own, place = _content(_about(entry)), _place(entry, text)

    def nearness(fact: Fact) -> float:
        theirs = _content(_about(fact))
        shared = len(own & theirs) / max(1, min(len(own), len(theirs)))
        distance = abs(_place(fact, text) - place) / max(1, len(text))
        same_proof = bool(set(fact.quotes) & set(entry.quotes))
        return shared - distance + 0.3 * (fact.topic == entry.topic) - 0.2 * same_proof

    return tuple(sorted(others, key=nearness, reverse=True))[:limit]


@lru_cache(maxsize=4096)
def _content(text: str) -> frozenset[str]:
    """Return the stems of what a text is about; every answer asks for those of every fact."""
    stem = Stemmer()
    return frozenset(stem(word) for word in words(text) if word not in english().function_words)


def _about(fact: Fact) -> str:
    return f"{fact.question} {fact.answer}"


def _place(fact: Fact, text: str) -> int:
    return text.find(_folded(fact.quotes[0])) if fact.quotes else 0


def _folded(text: str) -> str:
    return straight(one_line(text))
