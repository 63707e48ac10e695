"""Reading one YAML file of an article's folder into values, each with its location.

What is checked here is the shape that :mod:`bot.knowledge.shape` describes: keys, kinds, ids and
dates.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from bot.knowledge.locations import EntryLocations, Location
from bot.knowledge.model import Entry, Expectation, Fact, NotStated
from bot.knowledge.shape import (
    ARTICLE,
    DATE,
    FACT,
    ID,
    KNOWLEDGE_FILE,
    NOT_STATED,
    NOTHING,
    QUESTION,
    URL,
)
from bot.knowledge.yaml_nodes import Items
from bot.language.normalization import short

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.knowledge.node_reader import LocatedText, NodeReader, Record
    from bot.knowledge.yaml_nodes import Node

FACTS = "facts.yaml"
QUESTIONS = "questions.yaml"
EXTENSION = ".yaml"


@dataclass(frozen=True, slots=True)
class Located:
    """An entry and where it stands; ``quotes`` are a fact's own as they were read."""

    entry: Entry
    locations: EntryLocations
    quotes: tuple[LocatedText, ...] = ()


@dataclass(frozen=True, slots=True)
class Head:
    """The ``article`` of a file; what could not be read is empty."""

    title: str
    published: dt.date
    text: str
    url: str | None
    location: Location
    text_location: Location


@dataclass(frozen=True, slots=True)
class FurtherPhrasings:
    """Phrasings that stand by the id of their entry; ``location`` is that of the id."""

    entry_id: str
    location: Location
    texts: tuple[LocatedText, ...]


@dataclass(frozen=True, slots=True)
class KnowledgeFile:
    """The content of one YAML file; ``head`` is None where ``article`` stands elsewhere."""

    head: Head | None = None
    synonyms: tuple[tuple[str, ...], ...] = ()
    entries: tuple[Located, ...] = ()
    phrasings: tuple[FurtherPhrasings, ...] = ()


LocatedExpectation = tuple[Location, Expectation]


def parse_date(text: str) -> dt.date | None:
    """Return the day that ``YYYY-MM-DD`` names, or None where it names none."""
    if not DATE.fullmatch(text):
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def read_knowledge(reader: NodeReader, root: Node, slug: str) -> KnowledgeFile:
    """Read the document of a file of the article ``slug``."""
    if isinstance(root, Items):
        message = f"this is a list; put questions into {QUESTIONS}, and all else under a key"
        reader.report(root, f"{message} such as 'facts:'", "kind")
        return KnowledgeFile()
    if reader.is_null(root):
        return KnowledgeFile()
    top = reader.record(root, KNOWLEDGE_FILE)
    article, groups = top.get("article"), top.items("synonyms")
    return KnowledgeFile(
        head=None if article is None else _head(reader.record(article, ARTICLE)),
        synonyms=tuple(_group(reader, group) for group in groups),
        entries=(
            *(_fact(reader, node, slug) for node in top.items("facts")),
            *(_not_stated(reader, node, slug) for node in top.items("not_stated")),
        ),
        phrasings=tuple(_phrasings(reader, top.get("phrasings"))),
    )


def read_expectations(reader: NodeReader, root: Node) -> tuple[LocatedExpectation, ...]:
    """Read the document of a ``questions.yaml``; the locations are those of what is expected."""
    return tuple(_expectation(reader, node) for node in reader.items(root, QUESTIONS))


def _head(keys: Record) -> Head:
    return Head(
        title=keys.text("title"),
        published=_date(keys, "published"),
        text=_file_name(keys, "text"),
        url=_url(keys, "url"),
        location=keys.location(),
        text_location=keys.location("text"),
    )


def _group(reader: NodeReader, node: Node) -> tuple[str, ...]:
    needed = KNOWLEDGE_FILE.keys["synonyms"].least
    return _texts(_single(reader, reader.texts(node, "a group of synonyms", needed)))


def _fact(reader: NodeReader, node: Node, slug: str) -> Located:
    keys = reader.record(node, FACT)
    asked_as = list(_single(reader, keys.texts("asked_as")))
    quotes = keys.texts("quotes", FACT.keys["quotes"].least)
    formerly = list(_ids(reader, keys.texts("formerly", prose=False)))
    fact = Fact(
        id=_id(reader, keys),
        article=slug,
        question=keys.text("question"),
        answer=keys.text("answer"),
        asked_as=_texts(asked_as),
        quotes=_texts(quotes),
        topic=keys.text("topic") or None,
        note=keys.text("note") or None,
        formerly=_texts(formerly),
    )
    locations = _locations(keys, asked_as, quotes=_spots(quotes), formerly=_spots(formerly))
    return Located(fact, locations, tuple(quotes))


def _not_stated(reader: NodeReader, node: Node, slug: str) -> Located:
    keys = reader.record(node, NOT_STATED)
    asked_as = list(_single(reader, keys.texts("asked_as")))
    see = list(_ids(reader, keys.texts("see", prose=False)))
    entry = NotStated(
        id=_id(reader, keys),
        article=slug,
        question=keys.text("question"),
        answer=keys.text("answer"),
        asked_as=_texts(asked_as),
        see=_texts(see),
    )
    return Located(entry, _locations(keys, asked_as, see=_spots(see)))


def _locations(
    keys: Record,
    asked_as: Sequence[LocatedText],
    quotes: tuple[Location, ...] = (),
    see: tuple[Location, ...] = (),
    formerly: tuple[Location, ...] = (),
) -> EntryLocations:
    return EntryLocations(
        entry=keys.location(),
        id=keys.location("id"),
        answer=keys.location("answer"),
        phrasings=(keys.location("question"), *_spots(asked_as)),
        quotes=quotes,
        see=see,
        formerly=formerly,
        note=keys.location("note") if keys.get("note") else None,
    )


def _phrasings(reader: NodeReader, node: Node | None) -> Iterator[FurtherPhrasings]:
    for key, value in reader.pairs(node, "'phrasings'") if node is not None else ():
        location = reader.location(key)
        texts = tuple(_single(reader, reader.texts(value, repr(short(key.text)))))
        if _is_id(reader, location, key.text):
            yield FurtherPhrasings(key.text, location, texts)


def _expectation(reader: NodeReader, node: Node) -> LocatedExpectation:
    keys = reader.record(node, QUESTION)
    ask, expect = keys.text("ask"), keys.text("expect", prose=False)
    location = keys.location("expect")
    if expect != NOTHING and not _is_id(reader, location, expect):
        expect = ""
    return location, Expectation(ask, expect, reader.path, node.line, node.column)


def _single(reader: NodeReader, texts: Iterable[LocatedText]) -> Iterator[LocatedText]:
    """Pass the texts on, noting each that seems to be two of which the second lost its dash."""
    for text in texts:
        reader.report_joined(text.joined)
        yield text


def _ids(reader: NodeReader, texts: Iterable[LocatedText]) -> Iterator[LocatedText]:
    return (text for text in texts if _is_id(reader, text.location, text.text))


def _id(reader: NodeReader, keys: Record) -> str:
    text = keys.text("id", prose=False)
    return text if _is_id(reader, keys.location("id"), text) else ""


def _is_id(reader: NodeReader, location: Location, text: str) -> bool:
    """Say whether the text is an id; where it is none, and not empty, that is noted."""
    if text and (not ID.fullmatch(text) or text == NOTHING):
        rule = f"an id has 1 to 48 of a-z, 0-9 and -, and is not {NOTHING!r}"
        reader.problems.add(location.problem(f"{short(text)!r} is no id; {rule}", "id"))
        return False
    return bool(text)


def _date(keys: Record, key: str) -> dt.date:
    text = keys.text(key, prose=False)
    day = parse_date(text)
    if text and day is None:
        keys.report(key, f"{short(text)!r} is no date; write it as YYYY-MM-DD", "date")
    return day or dt.date.min


def _file_name(keys: Record, key: str) -> str:
    text = keys.text(key, prose=False)
    if not text or (PurePath(text).name == text and text != ".."):
        return text
    message = f"{short(text)!r} is no plain file name; put the text beside this file"
    keys.report(key, message, "file")
    return ""


def _url(keys: Record, key: str) -> str | None:
    text = keys.text(key, prose=False)
    if text and not URL.fullmatch(text):
        message = f"{short(text)!r} is no web address; begin it with https://, without spaces"
        keys.report(key, message, "url")
    return text or None


def _spots(texts: Sequence[LocatedText]) -> tuple[Location, ...]:
    return tuple(text.location for text in texts)


def _texts(texts: Iterable[LocatedText]) -> tuple[str, ...]:
    return tuple(text.text for text in texts)
