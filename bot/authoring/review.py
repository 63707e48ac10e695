"""Deciding on what was asked in vain: one decision a question, tried before it is kept.

The terminal and Telegram show cases and pass decisions on. A decision is written into the YAML
and recorded in the journal in one step, so that two maintainers at once, a restart or a stale card
write nothing twice and lose nothing.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from dataclasses import asdict, dataclass, field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from bot.answering import texts
from bot.answering.answerer import Answerer
from bot.authoring.gap_yaml import new_id
from bot.authoring.review_cases import Case, case_id, cases, open_gaps
from bot.authoring.review_files import (
    FACTS,
    NOT_STATED,
    Change,
    apply,
    entry_change,
    phrasing_change,
    take_back,
)
from bot.authoring.side_effects import Question, broken_by, neighbours, tests
from bot.errors import ReviewError, StaleCaseError
from bot.knowledge.loader import read
from bot.knowledge.shape import NOTHING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from bot.authoring.side_effects import Broken, Build
    from bot.journal import Journal
    from bot.knowledge.model import Knowledge

    Watch = Callable[[Iterable[Broken | None], int], Iterable[Broken | None]]


@dataclass(frozen=True, slots=True)
class AddPhrasing:
    """It belongs to this entry, fact or not: the question becomes a phrasing of it."""

    entry_id: str


@dataclass(frozen=True, slots=True)
class NewFact:
    """The article says it, and no fact did: ``quotes`` are sentences of the article.

    An ``id`` is made of the question where none is given. ``article`` is the slug, needed only
    where neither the quote's passage nor the nearest entry tells it.
    """

    question: str
    answer: str
    quotes: tuple[str, ...]
    id: str | None = None
    topic: str = ""
    article: str | None = None


@dataclass(frozen=True, slots=True)
class NewNotStated:
    """The article does not say it; ``see`` are ids of the facts that come nearest."""

    question: str
    answer: str = texts.NOT_STATED
    see: tuple[str, ...] = ()
    id: str | None = None
    article: str | None = None


@dataclass(frozen=True, slots=True)
class Ignore:
    """It is none of the articles' business, and is not to be shown again."""


Decision = AddPhrasing | NewFact | NewNotStated | Ignore


@dataclass(frozen=True, slots=True)
class Decided:
    """The result of a decision; ``text`` says it in a sentence.

    Where it would break other questions it is not ``kept``, and ``broken`` says which; ``id`` is
    for :meth:`Review.undo`. ``answerer`` knows the change already, if it was tried.
    """

    kept: bool
    text: str
    id: int | None = None
    broken: tuple[Broken, ...] = ()
    answerer: Answerer | None = field(default=None, compare=False)


class Review:
    """The open cases and the decisions on them; any thread may call, and each call may take long.

    ``answerer`` returns the one in use, ``build`` makes another to try a change with, and
    ``watch`` passes on what is asked meanwhile, to show how far it is. Raised are
    :class:`~bot.errors.ReviewError` where a decision cannot be carried out, its kind
    :class:`~bot.errors.StaleCaseError` where it was decided before, and
    :class:`~bot.errors.JournalError`; each is a sentence to show, and then nothing has changed.
    """

    def __init__(
        self,
        folder: Path,
        journal: Journal,
        answerer: Callable[[], Answerer],
        build: Build = Answerer,
        watch: Watch = lambda asked, _: asked,
    ) -> None:
        self._folder = folder
        self._journal = journal
        self._answerer = answerer
        self._build = build
        self._watch = watch

    def cases(self, limit: int | None = None) -> tuple[Case, ...]:
        """Return the cases that no entry answers by now, most asked first."""
        return tuple(islice(self.open(), limit))

    def open(self) -> Iterator[Case]:
        """Yield the cases that no entry answers by now, each as it is taken."""
        found = cases(open_gaps(self._journal), self._answerer())
        return (case for case in found if not case.answered)

    def case(self, wanted: str) -> Case:
        """Return the case that had this id when it was shown, whoever asked more since."""
        for gap in open_gaps(self._journal):
            if wanted in (case_id(key) for key in gap.keys):
                return next(cases((gap,), self._answerer()))
        raise StaleCaseError(self._why_stale(wanted))

    def decide(self, wanted: str, decision: Decision, *, anyway: bool = False) -> Decided:
        """Try a decision, and keep it if no other question goes wrong, or ``anyway``."""
        case = self.case(wanted)
        if isinstance(decision, Ignore):
            return self._settle(case, None, "Never to be shown again.")
        try:
            change = self._change(case, decision)
            after = self._build(self._changed(change))
            broken = () if anyway else self._broken(change, after)
        except ReviewError:
            self.case(wanted)  # what another has decided meanwhile explains it better
            raise
        if broken:
            self.case(wanted)
            count = "another question" if len(broken) == 1 else f"{len(broken)} other questions"
            return Decided(False, f"Not kept: {count} would go wrong.", broken=broken)
        return self._settle(case, change, _told(change), after)

    def undo(self, number: int | None = None) -> str:
        """Take a decision back, the last one where none is named, and say which it was."""
        settled = self._journal.settled(number)
        if settled is None:
            raise StaleCaseError("There is nothing to undo: it was undone before, or long ago.")
        told, change = _read_detail(settled.detail)

        def act(_: str) -> None:
            if change is not None:
                take_back(self._folder, change)

        if not self._journal.unsettle(settled.id, act):
            raise StaleCaseError("That was undone already.")
        return f"Undone: {told}"

    def _settle(
        self, case: Case, change: Change | None, told: str, after: Answerer | None = None
    ) -> Decided:
        def act() -> str:
            if change is not None:
                apply(self._folder, change)
            return json.dumps({"told": told, "change": asdict(change) if change else None})

        ignored = case.gap.keys if change is None else ()
        settled = self._journal.settle(case.id, case.gap.as_typed, ignored, act)
        if settled is None:
            raise StaleCaseError(self._why_stale(case.id))
        return Decided(True, told, settled.id, answerer=after)

    def _why_stale(self, wanted: str) -> str:
        settled = self._journal.settled(gap=wanted)
        if settled is None:
            return "That question is not open any more."
        return f"That was decided already. {_read_detail(settled.detail)[0]}"

    def _change(self, case: Case, decision: AddPhrasing | NewFact | NewNotStated) -> Change:
        knowledge = self._answerer().knowledge
        if isinstance(decision, AddPhrasing):
            entry = knowledge.entry(decision.entry_id)
            return phrasing_change(self._folder, entry, [case.question])
        section = FACTS if isinstance(decision, NewFact) else NOT_STATED
        slug = decision.article or _article(case, knowledge)
        values = _values(case, decision, knowledge)
        return entry_change(self._folder, slug, section, values)

    def _changed(self, change: Change) -> Knowledge:
        """Return the knowledge with the change, read from a copy of the folder."""
        with tempfile.TemporaryDirectory() as place:
            copy = Path(place) / "knowledge"
            try:
                shutil.copytree(self._folder, copy, ignore=shutil.ignore_patterns(".*"))
            except (OSError, shutil.Error) as error:
                raise ReviewError(f"{self._folder} cannot be read: {error}.") from error
            apply(copy, change)
            loaded = read(copy)
            if loaded.knowledge is None:
                errors = [str(problem) for problem in loaded.problems if problem.fatal]
                raise ReviewError("\n".join(errors).replace(str(copy), str(self._folder)))
            return loaded.knowledge

    def _broken(self, change: Change, after: Answerer) -> tuple[Broken, ...]:
        before = self._answerer()
        added = {change.entry_id: after.knowledge.entry(change.entry_id).phrasings}
        if not change.values:
            added = {change.entry_id: change.texts}
        questions = (*tests(before.knowledge), *neighbours(before.knowledge, added))
        unique: Sequence[Question] = tuple(dict.fromkeys(questions))
        asked = self._watch(broken_by(unique, before, after), len(unique))
        return tuple(broken for broken in asked if broken)


def _values(
    case: Case, decision: NewFact | NewNotStated, knowledge: Knowledge
) -> dict[str, str | tuple[str, ...]]:
    taken = {NOTHING, *(each for entry in knowledge.entries for each in entry.ids)}
    typed = (case.question,) if case.question != decision.question else ()
    begun = {"id": decision.id or new_id(decision.question, taken)}
    if isinstance(decision, NewNotStated):
        return {**begun, "question": decision.question, "asked_as": typed,
                "answer": decision.answer, "see": decision.see}  # fmt: skip
    return {**begun, "topic": decision.topic, "question": decision.question, "asked_as": typed,
            "answer": decision.answer, "quotes": decision.quotes}  # fmt: skip


def _article(case: Case, knowledge: Knowledge) -> str:
    if case.passage is not None:
        return case.passage.article
    if case.nearest:
        return case.nearest[0].article
    return knowledge.articles[0].slug


def _told(change: Change) -> str:
    if change.values:
        return f"Added {change.entry_id} to {change.file}."
    if not change.texts:
        return f"{change.entry_id} has this phrasing already."
    return f"Added to {change.entry_id} in {change.file}."


def _read_detail(detail: str) -> tuple[str, Change | None]:
    read_back = json.loads(detail)
    change = read_back["change"]
    if change is None:
        return read_back["told"], None
    return read_back["told"], Change(**{**change, "texts": tuple(change["texts"])})
