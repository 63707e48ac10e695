"""The cases to review: questions asked in vain, with what is nearest to them by now."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from bot.authoring.gaps import THUMBS_DOWN, group
from bot.errors import UnknownEntryError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.answering.answerer import Answerer
    from bot.answering.reply import Outcome, Passage, Reply
    from bot.authoring.gaps import Gap, Key
    from bot.journal import Journal
    from bot.knowledge.model import Entry

NEAREST_SHOWN = 3
ID_DIGITS = 10


@dataclass(frozen=True)
class Case:
    """A gap, and the reply that its most frequent wording gets today, asked by itself."""

    gap: Gap
    reply: Reply
    answerer: Answerer

    @property
    def id(self) -> str:
        """Ten hexadecimal digits that stand for the gap, in buttons too, as long as it is open."""
        return case_id(self.gap.keys[0])

    @property
    def question(self) -> str:
        """The most frequent wording, as it was typed."""
        return self.gap.questions[0]

    @property
    def wordings(self) -> tuple[str, ...]:
        """All wordings, the most frequent first."""
        return self.gap.questions

    @property
    def count(self) -> int:
        """The number of times that it was asked."""
        return self.gap.count

    @property
    def outcomes(self) -> Mapping[str, int]:
        """The count of each outcome, the most frequent first."""
        return self.gap.outcomes

    @property
    def outcome(self) -> Outcome:
        """The outcome that it has today."""
        return self.reply.outcome

    @cached_property
    def nearest(self) -> tuple[Entry, ...]:
        """Up to three entries, facts or not-stated ones: what was expected, then the best match."""
        found: dict[str, Entry] = {}
        for entry_id in self.gap.expected:
            try:
                found[entry_id] = self.answerer.knowledge.entry(entry_id)
            except UnknownEntryError:
                continue
        for part in self.reply.parts:
            found.update((m.entry.id, m.entry) for m in part.matches if m.entry.id not in found)
        return tuple(found.values())[:NEAREST_SHOWN]

    @property
    def passage(self) -> Passage | None:
        """The sentence of an article that comes nearest, if any is near."""
        return next((passage for part in self.reply.parts for passage in part.passages), None)

    @property
    def answered(self) -> bool:
        """True where an entry answers it by now; after a thumb down, another one."""
        found = {given.entry.id for given in self.reply.answers}
        return bool(found) and not (THUMBS_DOWN in self.outcomes and found & self.gap.given)


def case_id(key: Key) -> str:
    """Return what stands for a gap with this key: a digest of it."""
    return hashlib.sha256("\n".join(key).encode("utf-8", "replace")).hexdigest()[:ID_DIGITS]


def open_gaps(journal: Journal) -> tuple[Gap, ...]:
    """Return all gaps but those that are not to be shown again, most asked first.

    Raises :class:`~bot.errors.JournalError` where the journal cannot be read.
    """
    return group(journal.gaps(), journal.ignored())


def cases(gaps: tuple[Gap, ...], answerer: Answerer) -> Iterator[Case]:
    """Yield the gaps with what is nearest to each, answered by now or not.

    Each is asked as it is taken, which takes tens of milliseconds.
    """
    return (Case(gap, answerer.reply(gap.questions[0]), answerer) for gap in gaps)
