"""Two states of the knowledge side by side: which questions get another reply, and at what gain."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.authoring.expectations import leads_to, wanted_outcome
from bot.errors import UnknownEntryError
from bot.language.normalization import phrasing_key

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from bot.answering.answerer import Answerer
    from bot.answering.reply import Reply
    from bot.knowledge.model import Knowledge


class Source(StrEnum):
    """The source of a question that is asked of both."""

    TESTS = "tests"
    JOURNAL = "journal"
    PHRASINGS = "phrasings"


class Effect(StrEnum):
    """The worth of another reply; ``changed`` where neither or both are right, or nobody knows."""

    GAINED = "gained"
    LOST = "lost"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Question:
    """A question, where it comes from and, if that is known, the entry's id or ``nothing``."""

    text: str
    source: Source
    expect: str | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """A question with its reply before and now."""

    question: Question
    old: Reply
    new: Reply
    effect: Effect


def questions(
    old: Knowledge, new: Knowledge, journal: Iterable[str], slugs: Collection[str] = ()
) -> tuple[Question, ...]:
    """Return the tests, what was asked in vain and the phrasings of both states, each once.

    What stands in both is judged as the new one has it. With ``slugs``, only these articles' tests
    and phrasings are taken.
    """
    found: dict[str, Question] = {}
    for question in (*_tests(new, slugs), *_tests(old, slugs)):
        found.setdefault(phrasing_key(question.text), question)
    for text in journal:
        found.setdefault(phrasing_key(text), Question(text, Source.JOURNAL))
    for question in (*_phrasings(new, slugs), *_phrasings(old, slugs)):
        found.setdefault(phrasing_key(question.text), question)
    return tuple(found.values())


def compare(asked: Iterable[Question], old: Answerer, new: Answerer) -> Iterator[Difference | None]:
    """Ask each question of both, and yield it where the replies differ, else None."""
    for question in asked:
        before, now = old.reply(question.text), new.reply(question.text)
        if _seen(before) == _seen(now):
            yield None
            continue
        was_right, is_right = _right(question, before, old), _right(question, now, new)
        effect = Effect.CHANGED
        if was_right != is_right:
            effect = Effect.GAINED if is_right else Effect.LOST
        yield Difference(question, before, now, effect)


def _tests(knowledge: Knowledge, slugs: Collection[str]) -> Iterator[Question]:
    for each in knowledge.expectations:
        if not slugs or each.path.parent.name in slugs:
            yield Question(each.ask, Source.TESTS, each.expect)


def _phrasings(knowledge: Knowledge, slugs: Collection[str]) -> Iterator[Question]:
    for entry in knowledge.entries:
        if not slugs or entry.article in slugs:
            yield from (Question(text, Source.PHRASINGS, entry.id) for text in entry.phrasings)


def _seen(reply: Reply) -> tuple[object, ...]:
    """Return what of a reply a person sees."""
    return (
        reply.outcome,
        [(given.entry.id, given.entry.answer, given.quotes) for given in reply.answers],
        [choice.fact.id for choice in reply.choices],
        [passage.quote for passage in reply.passages],
    )


def _right(question: Question, reply: Reply, answerer: Answerer) -> bool:
    if question.expect is None:
        return False
    try:
        wanted = wanted_outcome(question.expect, answerer.knowledge)
    except UnknownEntryError:
        return False
    return leads_to(reply, question.expect, wanted)
