"""One maintainer's way through the cases: what is shown, and what each key does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answering import texts
from bot.authoring.gap_yaml import new_id
from bot.authoring.review import AddPhrasing, Ignore, NewFact, NewNotStated, Review
from bot.cli.gaps import OUTCOMES
from bot.cli.progress import progress
from bot.cli.terminal import BAR, dim, plain, wrap
from bot.errors import BotError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from bot.answering.answerer import Answerer
    from bot.authoring.review import Decided, Decision
    from bot.authoring.review_cases import Case
    from bot.authoring.side_effects import Broken
    from bot.journal import Journal

    Ask = Callable[[str, str], str]

KEYS = "[f] new fact  [n] not stated  [i] ignore  [s] skip  [u] undo  [q] quit > "
BROKEN_SHOWN = 5


class Reviewing:
    """Shows one case after the other and does what is pressed; ``built`` loads the knowledge."""

    def __init__(self, folder: Path, journal: Journal, built: Callable[[Path], Answerer]) -> None:
        self._folder = folder
        self._built = built
        self._answerer = built(folder)
        self._review = Review(
            folder, journal, lambda: self._answerer, type(self._answerer), _watched
        )
        self._skipped: set[str] = set()
        self._case: Case | None = None

    def show(self) -> str | None:
        """Return the next case as text, or None where none is left."""
        open_cases = (case for case in self._review.open() if case.id not in self._skipped)
        self._case = next(open_cases, None)
        return None if self._case is None else "\n".join(_lines(self._case))

    def prompt(self) -> str:
        """Return the keys that can be pressed."""
        nearest = self._case.nearest if self._case else ()
        picks = f"[1-{len(nearest)}] it means this entry  " if len(nearest) > 1 else ""
        return (picks or ("[1] it means this entry  " if nearest else "")) + KEYS

    def press(self, key: str, ask: Ask) -> str:
        """Do what a key stands for and return what came of it; ``ask`` has a text edited."""
        case = self._case
        if case is None:
            return ""
        try:
            if key == "s":
                self._skipped.add(case.id)
                return "Skipped."
            if key == "u":
                told = self._review.undo()
                self._answerer = self._built(self._folder)
                return told
            decision = self._decision(case, key, ask)
            return "Press one of the keys shown." if decision is None else self._do(decision, ask)
        except BotError as error:
            return str(error)

    def _decision(self, case: Case, key: str, ask: Ask) -> Decision | None:
        if key.isdecimal() and 1 <= int(key) <= len(case.nearest):
            return AddPhrasing(case.nearest[int(key) - 1].id)
        taken = {each for entry in self._answerer.knowledge.entries for each in entry.ids}
        if key == "i":
            return Ignore()
        if key == "f":
            question = ask("Question", case.question)
            entry_id = ask("Id", new_id(question, taken))
            quote = case.passage.quote if case.passage else _nearest_quote(case)
            quote = ask("Quote, whole sentences of the article", quote)
            return NewFact(question, ask("Answer", quote), (quote,), entry_id)
        if key == "n":
            question = ask("Question", case.question)
            entry_id = ask("Id", new_id(question, taken))
            see = tuple(entry.id for entry in case.nearest if entry.stated)[:1]
            return NewNotStated(question, ask("Answer", texts.NOT_STATED), see, entry_id)
        return None

    def _do(self, decision: Decision, ask: Ask) -> str:
        assert self._case is not None
        decided = self._review.decide(self._case.id, decision)
        if decided.broken:
            told = "\n".join(_broken_lines(decided))
            if ask(f"{told}\nKeep it all the same? (yes/no)", "no").lower() not in ("y", "yes"):
                return "Nothing was changed."
            decided = self._review.decide(self._case.id, decision, anyway=True)
        self._answerer = decided.answerer or self._answerer
        return decided.text


def _lines(case: Case) -> Iterator[str]:
    why = ", ".join(OUTCOMES.get(outcome, outcome) for outcome in case.outcomes)
    yield f"{case.count} ×  {plain(case.question)}  {dim(why)}"
    yield from (f"     {plain(wording)}" for wording in case.wordings[1:4])
    yield dim(f"today: {OUTCOMES.get(case.outcome, case.outcome)}")
    for number, entry in enumerate(case.nearest, 1):
        kind = "" if entry.stated else dim(" (not stated)")
        yield f"  {number}  {entry.id}: {plain(entry.question)}{kind}"
    if case.passage is not None:
        yield wrap(case.passage.quote, BAR, BAR)


def _broken_lines(decided: Decided) -> Iterator[str]:
    yield decided.text
    yield from (f"  {plain(str(broken))}" for broken in decided.broken[:BROKEN_SHOWN])
    if (more := len(decided.broken) - BROKEN_SHOWN) > 0:
        yield f"  and {more} more"


def _nearest_quote(case: Case) -> str:
    quotes = (quote for entry in case.nearest for quote in getattr(entry, "quotes", ()))
    return next(quotes, "")


def _watched(asked: Iterable[Broken | None], total: int) -> Iterable[Broken | None]:
    return progress(asked, total, "Asking the tests and what is most like it")
