"""Reading ``facts.yaml`` and ``questions.yaml`` into values, each with its place.

What is checked here is the shape: keys, kinds, ids and dates. It is the same shape that the JSON
Schemas in ``bot/knowledge/schema`` describe.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.knowledge.folding import short
from bot.knowledge.model import Entry, Expectation, Fact, NotStated
from bot.knowledge.places import EntryPlaces, Place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.knowledge.sheet import Sheet
    from bot.knowledge.yaml_text import Node

ID = re.compile(r"[a-z0-9-]{1,48}")
NOTHING = "nothing"
_Placed = tuple[Place, str]
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
    top = sheet.keys(root, "facts.yaml", ("article",), ("synonyms", "facts", "not_stated"))
    article = top.get("article", root)
    about = (
        sheet.keys(article, "'article'", ("title", "published", "text")) if "article" in top else {}
    )
    return FactsFile(
        place=sheet.place(article),
        title=sheet.text(about.get("title"), "title"),
        published=_date(sheet, about.get("published")),
        text=sheet.text(about.get("text"), "text"),
        text_place=sheet.place(about.get("text", article)),
        synonyms=_synonyms(sheet, top.get("synonyms")),
        entries=(
            *(_fact(sheet, node, slug) for node in sheet.items(top.get("facts"), "facts")),
            *(_gap(sheet, node, slug) for node in sheet.items(top.get("not_stated"), "not_stated")),
        ),
    )


def read_expectations(sheet: Sheet, root: Node) -> tuple[LocatedExpectation, ...]:
    """Read the document of a ``questions.yaml``; the places are those of what is expected."""
    return tuple(_expectation(sheet, node) for node in sheet.items(root, "questions.yaml"))


def _fact(sheet: Sheet, node: Node, slug: str) -> Located:
    keys = sheet.keys(
        node, "a fact", ("id", "question", "answer", "quotes"), ("asked_as", "topic", "note")
    )
    question, phrasings = _phrasings(sheet, node, keys)
    quotes = sheet.texts(keys.get("quotes"), "quotes", least=1)
    fact = Fact(
        id=_id(sheet, keys.get("id"), "id"),
        article=slug,
        question=question,
        answer=sheet.text(keys.get("answer"), "answer"),
        asked_as=_second(phrasings[1:]),
        quotes=_second(quotes),
        topic=sheet.text(keys.get("topic"), "topic") or None,
        note=sheet.text(keys.get("note"), "note") or None,
    )
    note = sheet.place(keys["note"]) if "note" in keys else None
    return Located(fact, _places(sheet, node, keys, phrasings, quotes=_first(quotes), note=note))


def _gap(sheet: Sheet, node: Node, slug: str) -> Located:
    keys = sheet.keys(node, "a not-stated entry", ("id", "question", "answer"), ("asked_as", "see"))
    question, phrasings = _phrasings(sheet, node, keys)
    see = sheet.texts(keys.get("see"), "see")
    gap = NotStated(
        id=_id(sheet, keys.get("id"), "id"),
        article=slug,
        question=question,
        answer=sheet.text(keys.get("answer"), "answer"),
        asked_as=_second(phrasings[1:]),
        see=_second(see),
    )
    return Located(gap, _places(sheet, node, keys, phrasings, see=_first(see)))


def _phrasings(sheet: Sheet, node: Node, keys: dict[str, Node]) -> tuple[str, list[_Placed]]:
    question = sheet.text(keys.get("question"), "question")
    first = (sheet.place(keys.get("question", node)), question)
    return question, [first, *sheet.texts(keys.get("asked_as"), "asked_as")]


def _places(
    sheet: Sheet,
    node: Node,
    keys: dict[str, Node],
    phrasings: list[_Placed],
    quotes: tuple[Place, ...] = (),
    see: tuple[Place, ...] = (),
    note: Place | None = None,
) -> EntryPlaces:
    return EntryPlaces(
        entry=sheet.place(node),
        id=sheet.place(keys.get("id", node)),
        answer=sheet.place(keys.get("answer", node)),
        phrasings=_first(phrasings),
        quotes=quotes,
        see=see,
        note=note,
    )


def _expectation(sheet: Sheet, node: Node) -> LocatedExpectation:
    keys = sheet.keys(node, "a question", ("ask", "expect"))
    ask, expect = sheet.text(keys.get("ask"), "ask"), sheet.text(keys.get("expect"), "expect")
    expectation = Expectation(ask, expect, sheet.path, node.line, node.column)
    return sheet.place(keys.get("expect", node)), expectation


def _synonyms(sheet: Sheet, node: Node | None) -> tuple[tuple[str, ...], ...]:
    groups = sheet.items(node, "synonyms")
    return tuple(_second(sheet.texts(group, "synonyms", least=2)) for group in groups)


def _id(sheet: Sheet, node: Node | None, name: str) -> str:
    text = sheet.text(node, name)
    if node is not None and text and not (ID.fullmatch(text) and text != NOTHING):
        rule = "an id has 1 to 48 of a-z, 0-9 and -, and is not 'nothing'"
        sheet.report(node, f"{short(text)!r} is no id; {rule}", "id")
    return text


def _date(sheet: Sheet, node: Node | None) -> dt.date:
    text = sheet.text(node, "published")
    day = parse_date(text)
    if node is not None and text and day is None:
        sheet.report(node, f"{short(text)!r} is no date; write it as YYYY-MM-DD", "date")
    return day or dt.date.min


def _first(placed: Sequence[_Placed]) -> tuple[Place, ...]:
    return tuple(place for place, _ in placed)


def _second(placed: Sequence[_Placed]) -> tuple[str, ...]:
    return tuple(text for _, text in placed)
