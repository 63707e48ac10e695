"""Lines of YAML for ``facts.yaml``, indented as they stand there, for what was asked in vain."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from typing import TYPE_CHECKING

import yaml

from bot.authoring.gaps import THUMBS_DOWN
from bot.authoring.side_effects import harmless
from bot.cli.terminal import plain
from bot.knowledge.shape import NOTHING
from bot.language.english import english
from bot.language.tokenizer import words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from bot.answering.answerer import Answerer
    from bot.authoring.review_cases import Case
    from bot.authoring.side_effects import Build

LONGEST_ID = 40
WORDINGS_SHOWN = 5

LIKELY = 30.0
"""Score from which the nearest entry is proposed as the one that was meant."""


def lines(cases: Sequence[Case], answerer: Answerer, build: Build) -> Iterator[str]:
    """Yield phrasings to paste under the entries that were near, then new entries to fill in.

    A comment above each says where it goes. Phrasings that would let another question of the
    tests or the knowledge go wrong are not proposed, nor are words that ask nothing by themselves.
    """
    telling = [case for case in cases if _says_something(case.question)]
    near = {case.id: case.nearest[0].id for case in telling if _is_near(case)}
    proposed: dict[str, list[str]] = defaultdict(list)
    for case in telling:
        if case.id in near:
            proposed[near[case.id]] += _wordings(case)
    sound = harmless(proposed, answerer, build)
    new = [case for case in telling if near.get(case.id) not in sound]
    for case in telling:
        if case not in new:
            yield from _phrasings(case)
    taken = {NOTHING, *(entry.id for entry in answerer.knowledge.entries)}
    for case in new:
        yield from _entry(case, taken)


def scalar(text: str) -> str:
    """Return a text as YAML on one line, quoted where it must be."""
    dumped: str = yaml.safe_dump(plain(text), allow_unicode=True, width=float("inf"))
    return dumped.removesuffix("\n").removesuffix("\n...")


def new_id(question: str, taken: Collection[str]) -> str:
    """Return an id made of a question's content words that is not taken."""
    content = [word for word in words(question) if word not in english().function_words]
    stem = re.sub(r"[^a-z0-9]+", "-", " ".join(content))[:LONGEST_ID].strip("-") or "question"
    names = itertools.chain([stem], (f"{stem}-{number}" for number in itertools.count(2)))
    return next(name for name in names if name not in taken)


def _is_near(case: Case) -> bool:
    """Tell whether the nearest entry is likely meant, by a reader's word or by its score.

    After a thumb down the score speaks for the very entry that was wrong.
    """
    if not case.nearest:
        return False
    if case.nearest[0].id in case.gap.expected:
        return True
    scores = (match.score for part in case.reply.parts for match in part.matches)
    return THUMBS_DOWN not in case.outcomes and max(scores, default=0.0) >= LIKELY


def _wordings(case: Case) -> tuple[str, ...]:
    return case.wordings[:WORDINGS_SHOWN]


def _says_something(question: str) -> bool:
    return any(word not in english().function_words for word in words(question))


def _phrasings(case: Case) -> Iterator[str]:
    entry = case.nearest[0]
    yield f"# {entry.id}, {plain(entry.question)} Add to its asked_as (asked {_times(case)}):"
    if not entry.asked_as:
        yield "    asked_as:"
    yield from _list(_wordings(case))
    yield ""


def _entry(case: Case, taken: set[str]) -> Iterator[str]:
    name = new_id(case.question, taken)
    taken.add(name)
    near = f"; nearest: {case.nearest[0].id}" if case.nearest else ""
    yield "# New: fill in under facts, or without quotes under not_stated"
    yield f"# (asked {_times(case)}{near}):"
    yield f"  - id: {name}"
    yield f"    question: {scalar(case.question)}"
    if others := case.wordings[1:]:
        yield "    asked_as:"
        yield from _list(others[:WORDINGS_SHOWN])
    yield '    answer: ""'
    yield '    quotes: [""]'
    yield ""


def _list(questions: Iterable[str]) -> Iterator[str]:
    return (f"      - {scalar(question)}" for question in questions)


def _times(case: Case) -> str:
    return "once" if case.count == 1 else f"{case.count} times"
