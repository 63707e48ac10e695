"""Finds what a change of the knowledge does to other questions: those that are right no longer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.authoring.expectations import leads_to, wanted_outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from bot.answering.answerer import Answerer
    from bot.answering.reply import Reply
    from bot.knowledge.model import Knowledge

    Build = Callable[[Knowledge], Answerer]

NEIGHBOURS = 30
"""Phrasings of other entries that are asked again for each new phrasing: those most like it.

What shares its words is what it can take away; asking all 15,000 would take minutes.
"""


RIVALS = 3
"""Matches of a broken question that may have broken it."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the tests or a phrasing, and the id of its entry or ``nothing``."""

    text: str
    expect: str


@dataclass(frozen=True, slots=True)
class Broken:
    """A question that a change lets go wrong: ``came`` is what it would get."""

    question: Question
    came: str

    def __str__(self) -> str:
        return f"“{self.question.text}” would no longer lead to {self.question.expect}: {self.came}"


def tests(knowledge: Knowledge) -> tuple[Question, ...]:
    """Return the questions of every ``questions.yaml``."""
    return tuple(Question(each.ask, each.expect) for each in knowledge.expectations)


def neighbours(knowledge: Knowledge, added: Mapping[str, Sequence[str]]) -> tuple[Question, ...]:
    """Return the phrasings of other entries that are most like those ``added`` by entry id."""
    from rapidfuzz import fuzz, process

    known = {text: entry.id for entry in knowledge.entries for text in entry.phrasings}
    found: dict[str, Question] = {}
    for entry_id, texts in added.items():
        others = [text for text, owner in known.items() if owner != entry_id]
        for text in texts:
            near = process.extract(text, others, scorer=fuzz.token_set_ratio, limit=NEIGHBOURS)
            found.update((other, Question(other, known[other])) for other, _, _ in near)
    return tuple(found.values())


def broken_by(
    questions: Iterable[Question], before: Answerer, after: Answerer
) -> Iterator[Broken | None]:
    """Yield for each question what becomes of it; None where it is right, or was wrong before."""
    for question in questions:
        reply = after.reply(question.text)
        if _right(question, reply, after) or not _right(question, None, before):
            yield None
            continue
        given = [each.entry.id for each in reply.answers]
        came = f"it would get {', '.join(given)}." if given else f"it would end in {reply.outcome}."
        yield Broken(question, came)


def harmless(
    proposals: Mapping[str, Sequence[str]], answerer: Answerer, build: Build
) -> dict[str, tuple[str, ...]]:
    """Return the phrasings, by entry id, that can be added together without breaking a question.

    Those of entries that come near another one's broken question are left out, until none is.
    """
    left = {entry_id: tuple(texts) for entry_id, texts in proposals.items() if texts}
    while left:
        questions = (*tests(answerer.knowledge), *neighbours(answerer.knowledge, left))
        after = build(extended(answerer.knowledge, left))
        broken = [harm.question for harm in broken_by(questions, answerer, after) if harm]
        if not broken:
            return left
        takers = {entry_id for question in broken for entry_id in _rivals(question, after)}
        harmful = takers & left.keys() or left.keys()
        left = {entry_id: texts for entry_id, texts in left.items() if entry_id not in harmful}
    return left


def extended(knowledge: Knowledge, added: Mapping[str, Sequence[str]]) -> Knowledge:
    """Return the knowledge with more phrasings, by the id of their entry."""
    entries = tuple(
        replace(entry, asked_as=(*entry.asked_as, *added.get(entry.id, ())))
        for entry in knowledge.entries
    )
    return replace(knowledge, entries=entries)


def _right(question: Question, reply: Reply | None, answerer: Answerer) -> bool:
    wanted = wanted_outcome(question.expect, answerer.knowledge)
    return leads_to(reply or answerer.reply(question.text), question.expect, wanted)


def _rivals(question: Question, answerer: Answerer) -> Iterator[str]:
    parts = answerer.reply(question.text).parts
    return (match.entry.id for part in parts for match in part.matches[:RIVALS])
