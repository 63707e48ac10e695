"""Loading a knowledge folder, with everything that is wrong in it reported at once."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from bot.errors import KnowledgeError
from bot.knowledge.consistency import clashes, dangling
from bot.knowledge.facts_file import read_expectations, read_facts
from bot.knowledge.files import read_text
from bot.knowledge.model import Article, Fact, Knowledge
from bot.knowledge.places import Loaded, Place
from bot.knowledge.sheet import Sheet
from bot.knowledge.source import Source
from bot.knowledge.yaml_text import compose

if TYPE_CHECKING:
    from pathlib import Path

    from bot.errors import Problem
    from bot.knowledge.facts_file import FactsFile, Located, LocatedExpectation
    from bot.knowledge.yaml_text import Node

FACTS = "facts.yaml"
QUESTIONS = "questions.yaml"


def load(folder: Path) -> Knowledge:
    """Return what the folder holds, of all its articles.

    Raises :class:`~bot.errors.KnowledgeError` with every error of every file at once.
    """
    loaded = read(folder)
    if loaded.knowledge is None:
        raise KnowledgeError([problem for problem in loaded.problems if problem.fatal])
    return loaded.knowledge


def read(folder: Path) -> Loaded:
    """Return what the folder holds, the warnings and errors in it, and where everything stands.

    An article is a folder in it with a ``facts.yaml``; names that begin with ``.`` or ``_`` are
    passed over. Nothing is raised for what stands in the files.
    """
    problems: list[Problem] = []
    try:
        folders = _article_folders(folder)
    except KnowledgeError as error:
        return Loaded(None, error.problems)
    read_ones = [_read_article(slug, folder, problems) for slug in folders]
    parts = [part for part in read_ones if part is not None]
    entries = [located for part in parts for located in part.entries]
    problems += clashes(entries)
    if len(parts) == len(folders):
        problems += dangling(entries, [one for part in parts for one in part.expectations])
    problems.sort(key=lambda problem: (problem.path, problem.line, problem.column))
    broken = any(problem.fatal for problem in problems)
    return Loaded(
        knowledge=None if broken else _knowledge(parts),
        problems=tuple(problems),
        entries={located.entry.id: located.places for located in entries},
        articles={part.article.slug: part.place for part in parts},
        texts={part.article.slug: part.text_place for part in parts},
    )


@dataclass(frozen=True, slots=True)
class _Part:
    """One article's share of the knowledge."""

    article: Article
    place: Place
    text_place: Place
    synonyms: tuple[tuple[str, ...], ...]
    entries: tuple[Located, ...]
    expectations: tuple[LocatedExpectation, ...]


def _knowledge(parts: list[_Part]) -> Knowledge:
    return Knowledge(
        articles=tuple(part.article for part in parts),
        entries=tuple(located.entry for part in parts for located in part.entries),
        synonyms=tuple(group for part in parts for group in part.synonyms),
        expectations=tuple(one for part in parts for _, one in part.expectations),
    )


def _article_folders(folder: Path) -> list[str]:
    try:
        names = sorted(path.name for path in folder.iterdir() if path.name[0] not in "._")
    except NotADirectoryError:
        raise _folder_error(folder, "this is no folder; name the knowledge folder") from None
    except OSError as error:
        message = f"the knowledge folder cannot be read ({error.strerror}); name one that is there"
        raise _folder_error(folder, message) from None
    found = [name for name in names if os.path.lexists(folder / name / FACTS)]
    if not found:
        message = f"no article is here; put a folder with a {FACTS} into this one"
        raise _folder_error(folder, message)
    return found


def _folder_error(folder: Path, message: str) -> KnowledgeError:
    return KnowledgeError([Place(folder).problem(message, "folder")])


def _read_article(slug: str, folder: Path, problems: list[Problem]) -> _Part | None:
    """Return what could be read, or None where the ``facts.yaml`` is not even YAML."""
    sheet = Sheet(folder / slug / FACTS)
    root = _document(sheet, folder)
    if root is None:
        problems += sheet.problems or [sheet.empty()]
        return None
    facts = read_facts(sheet, root, slug)
    text_place, text = _read_source(sheet, facts, folder)
    entries = _with_quotes(sheet, facts.entries, Source(text)) if text else facts.entries
    questions = Sheet(folder / slug / QUESTIONS)
    expectations = _read_questions(questions, folder)
    problems += [*sheet.problems, *questions.problems]
    article = Article(slug, facts.title, facts.published, text)
    return _Part(article, facts.place, text_place, facts.synonyms, entries, expectations)


def _document(sheet: Sheet, folder: Path) -> Node | None:
    try:
        root, problems = compose(read_text(sheet.path, folder), sheet.path)
    except KnowledgeError as error:
        root, problems = None, [*error.problems]
    sheet.problems += problems
    return root


def _read_source(sheet: Sheet, facts: FactsFile, folder: Path) -> tuple[Place, str]:
    """Return where the article's text starts and the text; it is empty where it cannot be read."""
    path = sheet.path.parent / facts.text
    if not facts.text:
        return facts.text_place, ""
    if PurePosixPath(facts.text).is_absolute() or ".." in PurePosixPath(facts.text).parts:
        message = f"{facts.text!r} leads out of the folder; put the text beside this file"
        sheet.problems.append(facts.text_place.problem(message, "file"))
        return facts.text_place, ""
    if not os.path.lexists(path):
        message = f"there is no file {facts.text!r} beside this one; put the article's text there"
        sheet.problems.append(facts.text_place.problem(message, "file"))
        return facts.text_place, ""
    try:
        text = read_text(path, folder).rstrip()
    except KnowledgeError as error:
        sheet.problems += error.problems
        return Place(path), ""
    if not text:
        message = "the file is empty; put the article's text here, a paragraph a line"
        sheet.problems.append(Place(path).problem(message, "empty"))
    return Place(path), text


def _read_questions(sheet: Sheet, folder: Path) -> tuple[LocatedExpectation, ...]:
    if not os.path.lexists(sheet.path):
        return ()
    root = _document(sheet, folder)
    return () if root is None else read_expectations(sheet, root)


def _with_quotes(sheet: Sheet, entries: tuple[Located, ...], source: Source) -> tuple[Located, ...]:
    """Return the entries with each quote in the article's own characters."""
    return tuple(
        replace(located, entry=replace(located.entry, quotes=_quotes(sheet, located, source)))
        if isinstance(located.entry, Fact)
        else located
        for located in entries
    )


def _quotes(sheet: Sheet, located: Located, source: Source) -> tuple[str, ...]:
    """Return the article's pieces that the entry quotes; what it does not hold is noted."""
    assert isinstance(located.entry, Fact)
    return tuple(
        _verbatim(sheet, quote, place, source)
        for quote, place in zip(located.entry.quotes, located.places.quotes, strict=True)
    )


def _verbatim(sheet: Sheet, quote: str, place: Place, source: Source) -> str:
    if found := source.find(quote):
        return found
    near = source.near(quote)
    right = f"the nearest sentence is: {near}" if near else "copy it from there"
    message = f"the quote does not stand in the article; {right}"
    sheet.problems.append(place.problem(message, "quote"))
    return quote
