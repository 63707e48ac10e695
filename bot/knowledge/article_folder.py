"""Reading the folder of one article: its facts, its text and its questions."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.errors import KnowledgeError
from bot.knowledge.facts_file import FACTS, QUESTIONS, read_expectations, read_facts
from bot.knowledge.files import MAX_ARTICLE_BYTES, read_text
from bot.knowledge.locations import Place
from bot.knowledge.model import Article, Fact
from bot.knowledge.node_reader import Sheet
from bot.knowledge.quotes import Source
from bot.knowledge.yaml_text import compose
from bot.language.normalization import short

if TYPE_CHECKING:
    from pathlib import Path

    from bot.errors import Problem
    from bot.knowledge.facts_file import Located, LocatedExpectation
    from bot.knowledge.yaml_text import Node


@dataclass(frozen=True, slots=True)
class ArticleFolder:
    """One article's share of the knowledge; ``place`` and ``text_place`` are where it begins."""

    article: Article
    place: Place
    text_place: Place
    synonyms: tuple[tuple[str, ...], ...]
    entries: tuple[Located, ...]
    expectations: tuple[LocatedExpectation, ...]


def read_article(slug: str, folder: Path, problems: list[Problem]) -> ArticleFolder | None:
    """Read the article ``slug`` of the knowledge folder, adding what is wrong to ``problems``.

    Returns None where nothing is known of its entries, since its ``facts.yaml`` is no YAML.
    """
    sheet = Sheet(folder / slug / FACTS, problems)
    root = _document(sheet, folder)
    if root is None:
        return None
    facts = read_facts(sheet, root, slug)
    path = sheet.path.with_name(facts.text) if facts.text else None
    text = _article_text(path, facts.text_place, folder, problems) if path else ""
    return ArticleFolder(
        article=Article(slug, facts.title, facts.published, text),
        place=facts.place,
        text_place=Place(path) if path else facts.text_place,
        synonyms=facts.synonyms,
        entries=_with_quotes(facts.entries, Source(text), problems) if text else facts.entries,
        expectations=_expectations(Sheet(folder / slug / QUESTIONS, problems), folder),
    )


def _document(sheet: Sheet, folder: Path) -> Node | None:
    try:
        root, problems = compose(read_text(sheet.path, folder), sheet.path)
    except KnowledgeError as error:
        root, problems = None, [*error.problems]
    sheet.problems += problems
    return root


def _expectations(sheet: Sheet, folder: Path) -> tuple[LocatedExpectation, ...]:
    root = _document(sheet, folder) if os.path.lexists(sheet.path) else None
    return read_expectations(sheet, root) if root is not None else ()


def _article_text(path: Path, named: Place, folder: Path, problems: list[Problem]) -> str:
    """Return the text of the file that is named at ``named``; empty where it cannot be had."""
    if not os.path.lexists(path):
        message = f"there is no {short(path.name)!r} beside this file; put the article's text there"
        problems.append(named.problem(message, "file"))
        return ""
    try:
        text = read_text(path, folder, MAX_ARTICLE_BYTES).rstrip()
    except KnowledgeError as error:
        problems += error.problems
        return ""
    if not text:
        message = "the file is empty; put the article's text here, a paragraph a line"
        problems.append(Place(path).problem(message, "empty"))
    return text


def _with_quotes(
    entries: tuple[Located, ...], source: Source, problems: list[Problem]
) -> tuple[Located, ...]:
    """Return the entries with each quote in the article's own characters."""
    return tuple(
        replace(located, entry=_quoting(fact, located.places.quotes, source, problems))
        if isinstance(fact := located.entry, Fact)
        else located
        for located in entries
    )


def _quoting(
    fact: Fact, places: tuple[Place, ...], source: Source, problems: list[Problem]
) -> Fact:
    quotes = []
    for quote, place in zip(fact.quotes, places, strict=True):
        found = source.find(quote)
        if found is None:
            near = source.near(quote)
            right = f"the nearest sentence there is: {near}" if near else "copy it from there"
            message = f"the quote does not stand in the article; {right}"
            problems.append(place.problem(message, "quote"))
        quotes.append(found or quote)
    return replace(fact, quotes=tuple(quotes))
