"""Lines of YAML for ``facts.yaml``, indented as they stand there, for what was asked in vain."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

import yaml

from bot.answering.reply import Outcome
from bot.cli.terminal import plain
from bot.knowledge.shape import NOTHING
from bot.language.english import english
from bot.language.tokenizer import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.answering.answerer import Answerer
    from bot.authoring.gaps import Gap
    from bot.knowledge.model import Entry

LONGEST_ID = 40
WORDINGS_SHOWN = 5


def lines(gaps: Iterable[Gap], answerer: Answerer) -> Iterator[str]:
    """Yield phrasings to paste under the entries that were near, then new entries to fill in.

    A comment above each says where it goes.
    """
    new: list[Gap] = []
    for gap in gaps:
        reply = answerer.reply(gap.questions[0])
        if reply.outcome is Outcome.CHOICES:
            yield from _phrasings(gap, reply.choices[0].fact)
        else:
            new.append(gap)
    taken = {NOTHING, *(entry.id for entry in answerer.knowledge.entries)}
    for gap in new:
        yield from _entry(gap, taken)


def scalar(text: str) -> str:
    """Return a text as YAML on one line, quoted where it must be."""
    dumped: str = yaml.safe_dump(plain(text), allow_unicode=True, width=float("inf"))
    return dumped.removesuffix("\n").removesuffix("\n...")


def _phrasings(gap: Gap, entry: Entry) -> Iterator[str]:
    yield f"# {entry.id}, {plain(entry.question)} Add to its asked_as (asked {_times(gap)}):"
    if not entry.asked_as:
        yield "    asked_as:"
    yield from _list(gap.questions)
    yield ""


def _entry(gap: Gap, taken: set[str]) -> Iterator[str]:
    yield f"# New: fill in under facts, or without quotes under not_stated (asked {_times(gap)}):"
    yield f"  - id: {_new_id(gap.questions[0], taken)}"
    yield f"    question: {scalar(gap.questions[0])}"
    if others := gap.questions[1:]:
        yield "    asked_as:"
        yield from _list(others)
    yield '    answer: ""'
    yield '    quotes: [""]'
    yield ""


def _list(questions: Iterable[str]) -> Iterator[str]:
    for question in itertools.islice(questions, WORDINGS_SHOWN):
        yield f"      - {scalar(question)}"


def _new_id(question: str, taken: set[str]) -> str:
    """Make an id of a question's content words that is not taken, and take it."""
    content = [word for word in words(question) if word not in english().function_words]
    stem = re.sub(r"[^a-z0-9]+", "-", " ".join(content))[:LONGEST_ID].strip("-") or "question"
    names = itertools.chain([stem], (f"{stem}-{number}" for number in itertools.count(2)))
    name = next(name for name in names if name not in taken)
    taken.add(name)
    return name


def _times(gap: Gap) -> str:
    return "once" if gap.count == 1 else f"{gap.count} times"
