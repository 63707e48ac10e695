"""What can only be seen with all articles read: ids, phrasings and references that clash."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.knowledge.facts_file import NOTHING
from bot.knowledge.model import NotStated
from bot.knowledge.node_reader import did_you_mean
from bot.language.normalization import phrasing_key, short

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.errors import Problem
    from bot.knowledge.facts_file import Located, LocatedExpectation
    from bot.knowledge.locations import Place


def clashes(entries: Sequence[Located]) -> Iterator[Problem]:
    """Yield a problem for each id given twice and each phrasing that stands in two places."""
    yield from _same_ids(entries)
    yield from _same_phrasings(entries)


def dangling(
    entries: Sequence[Located], expectations: Sequence[LocatedExpectation]
) -> Iterator[Problem]:
    """Yield a problem for each ``see`` and ``expect`` that names no entry it may name."""
    facts = {located.entry.id for located in entries if located.entry.stated}
    ids = {located.entry.id for located in entries}
    for located in entries:
        if isinstance(located.entry, NotStated):
            for see, place in zip(located.entry.see, located.places.see, strict=True):
                if see not in facts:
                    kind = "a not-stated entry" if see in ids else "no fact's id"
                    yield place.problem(f"{short(see)!r} is {kind}; {_instead(see, facts)}", "see")
    for place, expectation in expectations:
        expect = expectation.expect
        if expect and expect not in ids and expect != NOTHING:
            message = f"{short(expect)!r} is no entry's id; {_instead(expect, {*ids, NOTHING})}"
            yield place.problem(message, "expect")


def _same_ids(entries: Sequence[Located]) -> Iterator[Problem]:
    first: dict[str, Place] = {}
    for located in entries:
        entry_id, place = located.entry.id, located.places.id
        if entry_id and first.setdefault(entry_id, place) is not place:
            other = first[entry_id]
            message = f"the id {entry_id!r} is taken at {_spot(other, place)}; choose another"
            yield place.problem(message, "duplicate-id")


def _same_phrasings(entries: Sequence[Located]) -> Iterator[Problem]:
    first: dict[tuple[str, str], tuple[Located, Place]] = {}
    for located in entries:
        for phrasing, place in zip(located.entry.phrasings, located.places.phrasings, strict=True):
            key = (located.entry.article, phrasing_key(phrasing))
            other, spot = first.setdefault(key, (located, place))
            if phrasing and spot is not place:
                yield _repeated(phrasing, place, spot, None if other is located else other)


def _repeated(phrasing: str, place: Place, spot: Place, other: Located | None) -> Problem:
    where = f"under {other.entry.id!r} at" if other else "at"
    return place.problem(
        f"{short(phrasing)!r} also stands {where} {_spot(spot, place)}; keep one of the two",
        "duplicate-phrasing" if other else "repeated-phrasing",
        fatal=other is not None,
    )


def _instead(word: str, known: set[str]) -> str:
    return did_you_mean(word, sorted(known)) or "name the id of one that there is"


def _spot(other: Place, place: Place) -> str:
    """Say where ``other`` is, as seen from ``place``."""
    line = f"line {other.line}"
    return line if other.path == place.path else f"{other.path}, {line}"
