"""Finds clashes that show only with all articles read: of ids, phrasings and references."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.knowledge.model import Fact, NotStated
from bot.knowledge.node_reader import did_you_mean
from bot.knowledge.problems import MOST_PER_FILE
from bot.knowledge.shape import NOTHING
from bot.language.normalization import phrasing_key, short

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from bot.errors import Problem
    from bot.knowledge.knowledge_file import Located, LocatedExpectation
    from bot.knowledge.locations import Location
    from bot.knowledge.model import Entry, Expectation


def clashes(entries: Sequence[Located]) -> Iterator[Problem]:
    """Yield a problem for each id given twice and each phrasing that stands in two places."""
    yield from _same_ids(entries)
    yield from _same_phrasings(entries)


def dangling(
    entries: Sequence[Located], expectations: Sequence[LocatedExpectation]
) -> Iterator[Problem]:
    """Yield a problem for each ``see`` and ``expect`` that names no entry it may name."""
    ids = {entry_id for located in entries for entry_id in located.entry.ids}
    facts = {one for located in entries if located.entry.stated for one in located.entry.ids}
    hints = Hints()
    for location, see in _seen(entries):
        if see not in facts:
            kind = "a not-stated entry" if see in ids else "no fact's id"
            message = f"{short(see)!r} is {kind}; {hints.instead_of(see, facts)}"
            yield location.problem(message, "see")
    known = {*ids, NOTHING}
    for location, expectation in expectations:
        expect = expectation.expect
        if expect and expect not in known:
            message = f"{short(expect)!r} is no entry's id; {hints.instead_of(expect, known)}"
            yield location.problem(message, "expect")


class Hints:
    """Says which id was likely meant, the first ``MOST_PER_FILE`` times it is asked.

    Looking through many ids takes a while, and no more problems than these are told.
    """

    def __init__(self) -> None:
        self._left = MOST_PER_FILE

    def instead_of(self, word: str, known: Collection[str]) -> str:
        """Return what to write instead of an id that is not known."""
        self._left -= 1
        hint = did_you_mean(word, sorted(known)) if self._left >= 0 else ""
        return hint or "name the id of one that there is"


def _seen(entries: Iterable[Located]) -> Iterator[tuple[Location, str]]:
    for located in entries:
        if isinstance(located.entry, NotStated):
            yield from zip(located.locations.see, located.entry.see, strict=True)


def current_ids(entries: Iterable[Entry]) -> Mapping[str, str]:
    """Return the id that each former id has become."""
    return {old: entry.id for entry in entries for old in entry.ids if old != entry.id}


def with_current_ids(entry: Entry, current: Mapping[str, str]) -> Entry:
    """Return the entry with ids of today in its ``see``."""
    if isinstance(entry, NotStated) and current.keys() & set(entry.see):
        return replace(entry, see=tuple(current.get(see, see) for see in entry.see))
    return entry


def expecting_current(expectation: Expectation, current: Mapping[str, str]) -> Expectation:
    """Return the expectation with an id of today."""
    expect = current.get(expectation.expect)
    return replace(expectation, expect=expect) if expect else expectation


def _same_ids(entries: Sequence[Located]) -> Iterator[Problem]:
    first: dict[str, Location] = {}
    for entry_id, location in _ids(entries):
        other = first.setdefault(entry_id, location)
        if other is not location:
            message = f"the id {entry_id!r} is taken at {other.seen_from(location)}; choose another"
            yield location.problem(message, "duplicate-id")


def _ids(entries: Sequence[Located]) -> Iterator[tuple[str, Location]]:
    """Yield every id that an entry has, and then those that one had."""
    for located in entries:
        if located.entry.id:
            yield located.entry.id, located.locations.id
    for located in entries:
        if isinstance(located.entry, Fact):
            yield from zip(located.entry.formerly, located.locations.formerly, strict=True)


def _same_phrasings(entries: Sequence[Located]) -> Iterator[Problem]:
    first: dict[tuple[str, str], tuple[Located, Location]] = {}
    for located in entries:
        pairs = zip(located.entry.phrasings, located.locations.phrasings, strict=True)
        for phrasing, location in pairs:
            key = (located.entry.article, phrasing_key(phrasing))
            other, before = first.setdefault(key, (located, location))
            if phrasing and before is not location:
                yield _repeated(phrasing, location, before, None if other is located else other)


def _repeated(
    phrasing: str, location: Location, before: Location, other: Located | None
) -> Problem:
    where = f"under {other.entry.id!r} at" if other else "at"
    return location.problem(
        f"{short(phrasing)!r} also stands {where} {before.seen_from(location)}; "
        "keep one of the two",
        "duplicate-phrasing" if other else "repeated-phrasing",
        fatal=other is not None,
    )
