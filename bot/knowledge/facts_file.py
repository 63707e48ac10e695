"""Reading ``facts.yaml`` and ``questions.yaml`` into values, each with its place.

What is checked here is the shape: keys, kinds, ids and dates. It is the same shape that the JSON
Schemas in ``bot/knowledge/schema`` describe.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from bot.knowledge.locations import EntryPlaces, Place
from bot.knowledge.model import Entry, Expectation, Fact, NotStated
from bot.knowledge.node_reader import Placed, Record
from bot.language.normalization import short

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.knowledge.node_reader import Sheet
    from bot.knowledge.yaml_text import Node

FACTS = "facts.yaml"
QUESTIONS = "questions.yaml"
ID = re.compile(r"[a-z0-9-]{1,48}")
NOTHING = "nothing"
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Located:
    """An entry and where it stands."""

    entry: Entry
    places: EntryPlaces


@dataclass(frozen=True, slots=True)
class FactsFile:
    """The content of one ``facts.yaml``; what could not be read is empty."""

    place: Place
    title: str
    published: dt.date
    text: str
    text_place: Place
    synonyms: tuple[tuple[str, ...], ...]
    entries: tuple[Located, ...]


LocatedExpectation = tuple[Place, Expectation]


def parse_date(text: str) -> dt.date | None:
    """Return the day that ``YYYY-MM-DD`` names, or None where it names none."""
    if not _DATE.fullmatch(text):
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def read_facts(sheet: Sheet, root: Node, slug: str) -> FactsFile:
    """Read the document of a ``facts.yaml`` for the article of this slug."""
    top = sheet.record(root, FACTS, ("article",), ("synonyms", "facts", "not_stated"))
    node = top.get("article")
    needed = ("title", "published", "text")
    about = Record(sheet, root, {}) if node is None else sheet.record(node, "'article'", needed)
    groups = top.items("synonyms")
    return FactsFile(
        place=about.place(),
        title=about.text("title"),
        published=_date(about, "published"),
        text=_file_name(about, "text"),
        text_place=about.place("text"),
        synonyms=tuple(_texts(sheet.texts(group, "a group of synonyms", 2)) for group in groups),
        entries=(
            *(_fact(sheet, node, slug) for node in top.items("facts")),
            *(_not_stated(sheet, node, slug) for node in top.items("not_stated")),
        ),
    )


def read_expectations(sheet: Sheet, root: Node) -> tuple[LocatedExpectation, ...]:
    """Read the document of a ``questions.yaml``; the places are those of what is expected."""
    return tuple(_expectation(sheet, node) for node in sheet.items(root, QUESTIONS))


def _fact(sheet: Sheet, node: Node, slug: str) -> Located:
    needed = ("id", "question", "answer", "quotes")
    keys = sheet.record(node, "a fact", needed, ("asked_as", "topic", "note"))
    asked_as, quotes = keys.texts("asked_as"), keys.texts("quotes", least=1)
    fact = Fact(
        id=_id(sheet, keys),
        article=slug,
        question=keys.text("question"),
        answer=keys.text("answer"),
        asked_as=_texts(asked_as),
        quotes=_texts(quotes),
        topic=keys.text("topic") or None,
        note=keys.text("note") or None,
    )
    return Located(fact, _places(keys, asked_as, quotes=_spots(quotes)))


def _not_stated(sheet: Sheet, node: Node, slug: str) -> Located:
    needed = ("id", "question", "answer")
    keys = sheet.record(node, "a not-stated entry", needed, ("asked_as", "see"))
    asked_as = keys.texts("asked_as")
    see = [(place, text) for place, text in keys.texts("see") if _is_id(sheet, place, text)]
    entry = NotStated(
        id=_id(sheet, keys),
        article=slug,
        question=keys.text("question"),
        answer=keys.text("answer"),
        asked_as=_texts(asked_as),
        see=_texts(see),
    )
    return Located(entry, _places(keys, asked_as, see=_spots(see)))


def _places(
    keys: Record,
    asked_as: Sequence[Placed],
    quotes: tuple[Place, ...] = (),
    see: tuple[Place, ...] = (),
) -> EntryPlaces:
    return EntryPlaces(
        entry=keys.place(),
        id=keys.place("id"),
        answer=keys.place("answer"),
        phrasings=(keys.place("question"), *_spots(asked_as)),
        quotes=quotes,
        see=see,
        note=keys.place("note") if keys.get("note") else None,
    )


def _expectation(sheet: Sheet, node: Node) -> LocatedExpectation:
    keys = sheet.record(node, "a question", ("ask", "expect"))
    ask, expect, place = keys.text("ask"), keys.text("expect"), keys.place("expect")
    if expect != NOTHING and not _is_id(sheet, place, expect):
        expect = ""
    return place, Expectation(ask, expect, sheet.path, node.line, node.column)


def _id(sheet: Sheet, keys: Record) -> str:
    text = keys.text("id")
    return text if _is_id(sheet, keys.place("id"), text) else ""


def _is_id(sheet: Sheet, place: Place, text: str) -> bool:
    """Say whether the text is an id; where it is none, and not empty, that is noted."""
    if text and (not ID.fullmatch(text) or text == NOTHING):
        rule = "an id has 1 to 48 of a-z, 0-9 and -, and is not 'nothing'"
        sheet.problems.append(place.problem(f"{short(text)!r} is no id; {rule}", "id"))
        return False
    return bool(text)


def _date(keys: Record, key: str) -> dt.date:
    text = keys.text(key)
    day = parse_date(text)
    if text and day is None:
        keys.report(key, f"{short(text)!r} is no date; write it as YYYY-MM-DD", "date")
    return day or dt.date.min


def _file_name(keys: Record, key: str) -> str:
    text = keys.text(key)
    if not text or (PurePath(text).name == text and text != ".."):
        return text
    message = f"{short(text)!r} is no plain file name; put the text beside this file"
    keys.report(key, message, "file")
    return ""


def _spots(placed: Sequence[Placed]) -> tuple[Place, ...]:
    return tuple(place for place, _ in placed)


def _texts(placed: Sequence[Placed]) -> tuple[str, ...]:
    return tuple(text for _, text in placed)
