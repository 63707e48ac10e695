"""Reading the folder of one article: its YAML files, merged, its text and its questions."""

from __future__ import annotations

import datetime as dt
import os
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

from bot.errors import KnowledgeError
from bot.knowledge.consistency import Hints
from bot.knowledge.files import MAX_ARTICLE_BYTES, read_text
from bot.knowledge.knowledge_file import (
    EXTENSION,
    FACTS,
    QUESTIONS,
    Head,
    KnowledgeFile,
    read_expectations,
    read_knowledge,
)
from bot.knowledge.locations import Location
from bot.knowledge.model import Article
from bot.knowledge.node_reader import NodeReader
from bot.knowledge.quotes import with_quotes
from bot.knowledge.yaml_recovery import Document, read_yaml
from bot.language.normalization import short

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from bot.knowledge.knowledge_file import FurtherPhrasings, Located, LocatedExpectation
    from bot.knowledge.node_reader import LocatedText
    from bot.knowledge.problems import Problems


@dataclass(frozen=True, slots=True)
class ArticleFolder:
    """One article's share of the knowledge.

    ``location`` and ``text_location`` are where it begins; ``whole`` is False where a part of a
    file could not be read.
    """

    article: Article
    location: Location
    text_location: Location
    synonyms: tuple[tuple[str, ...], ...]
    entries: tuple[Located, ...]
    expectations: tuple[LocatedExpectation, ...]
    whole: bool


def knowledge_files(folder: Path) -> list[Path]:
    """Return the YAML files of an article's folder that hold knowledge, in order of name."""
    return sorted(
        path
        for path in folder.iterdir()
        if path.suffix == EXTENSION and path.name != QUESTIONS and not path.name.startswith(".")
    )


def misnamed_files(folder: Path) -> list[Path]:
    """Return the files of the folder whose names nearly end as those of YAML files must."""
    endings = {EXTENSION, ".yml"}
    return sorted(
        path
        for path in folder.iterdir()
        if path.suffix.lower() in endings and path.suffix != EXTENSION and path.name[0] != "."
    )


def read_article(slug: str, folder: Path, problems: Problems) -> ArticleFolder:
    """Read the article ``slug`` of the knowledge folder, adding what is wrong to ``problems``."""
    return _ArticleReader(slug, folder, problems).read()


class _ArticleReader:
    """Merges the files of one folder; ``whole`` stays True until a part of one is left out."""

    def __init__(self, slug: str, folder: Path, problems: Problems) -> None:
        self._slug = slug
        self._folder = folder
        self._problems = problems
        self._whole = True

    def read(self) -> ArticleFolder:
        paths = knowledge_files(self._folder / self._slug)
        files = [self._file(path) for path in paths]
        head = self._head([file.head for file in files if file.head], paths)
        path = head.text_location.path.with_name(head.text) if head.text else None
        text = self._article_text(path, head.text_location) if path else ""
        entries = tuple(chain.from_iterable(file.entries for file in files))
        further = list(chain.from_iterable(file.phrasings for file in files))
        entries = tuple(self._with_phrasings(entries, further))
        return ArticleFolder(
            article=Article(self._slug, head.title, head.published, text, head.url),
            location=head.location,
            text_location=Location(path) if path else head.text_location,
            synonyms=tuple(chain.from_iterable(file.synonyms for file in files)),
            entries=tuple(with_quotes(entries, text, self._problems)) if text else entries,
            expectations=self._expectations(),
            whole=self._whole,
        )

    def _file(self, path: Path) -> KnowledgeFile:
        root = self._document(path).root
        reader = NodeReader(path, self._problems)
        return KnowledgeFile() if root is None else read_knowledge(reader, root, self._slug)

    def _document(self, path: Path) -> Document:
        try:
            document = read_yaml(read_text(path, self._folder), path, self._problems)
        except KnowledgeError as error:
            self._problems.extend(error.problems)
            document = Document(None, whole=False)
        self._whole = self._whole and document.whole
        return document

    def _head(self, heads: Sequence[Head], paths: Sequence[Path]) -> Head:
        """Return the only head that there may be; that there are none or several is noted."""
        for other in heads[1:]:
            where = heads[0].location.seen_from(other.location)
            message = f"'article' stands at {where} already; keep it in one file"
            self._problems.add(other.location.problem(message, "article"))
        if heads:
            return heads[0]
        path = next((path for path in paths if path.name == FACTS), paths[0])
        location = Location(path)
        if self._whole:
            message = "no file of this folder has the key 'article'; add it here, with "
            message += "title, published and text"
            self._problems.add(location.problem(message, "missing-key"))
        return Head("", dt.date.min, "", None, location, location)

    def _expectations(self) -> tuple[LocatedExpectation, ...]:
        path = self._folder / self._slug / QUESTIONS
        root = self._document(path).root if os.path.lexists(path) else None
        return () if root is None else read_expectations(NodeReader(path, self._problems), root)

    def _article_text(self, path: Path, named: Location) -> str:
        """Return the text of the file that is named at ``named``; empty where it cannot be had."""
        if not os.path.lexists(path):
            message = (
                f"there is no {short(path.name)!r} beside this file; put the article's text there"
            )
            self._problems.add(named.problem(message, "file"))
            return ""
        try:
            text = read_text(path, self._folder, MAX_ARTICLE_BYTES).rstrip()
        except KnowledgeError as error:
            self._problems.extend(error.problems)
            return ""
        if not text:
            message = "the file is empty; put the article's text here, a paragraph a line"
            self._problems.add(Location(path).problem(message, "empty"))
        return text

    def _with_phrasings(
        self, entries: Sequence[Located], further: Iterable[FurtherPhrasings]
    ) -> Iterator[Located]:
        """Yield the entries with the phrasings that stand by their ids."""
        current = {entry_id: one.entry.id for one in entries for entry_id in one.entry.ids}
        added: dict[str, list[LocatedText]] = {}
        hints = Hints()
        for group in further:
            if group.entry_id in current:
                added.setdefault(current[group.entry_id], []).extend(group.texts)
            elif self._whole:
                right = hints.instead_of(group.entry_id, current)
                message = f"{group.entry_id!r} is no id of an entry of this article; {right}"
                self._problems.add(group.location.problem(message, "phrasings"))
        for one in entries:
            yield _with_texts(one, added[one.entry.id]) if one.entry.id in added else one


def _with_texts(located: Located, texts: Sequence[LocatedText]) -> Located:
    entry, locations = located.entry, located.locations
    asked_as = (*entry.asked_as, *(text.text for text in texts))
    phrasings = (*locations.phrasings, *(text.location for text in texts))
    return replace(
        located,
        entry=replace(entry, asked_as=asked_as),
        locations=replace(locations, phrasings=phrasings),
    )
