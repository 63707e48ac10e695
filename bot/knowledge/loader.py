"""Loading a knowledge folder, with everything that is wrong in it reported at once."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from bot.errors import KnowledgeError
from bot.knowledge.article_folder import knowledge_files, misnamed_files, read_article
from bot.knowledge.consistency import (
    clashes,
    current_ids,
    dangling,
    expecting_current,
    with_current_ids,
)
from bot.knowledge.knowledge_file import EXTENSION, FACTS
from bot.knowledge.locations import Loaded, Location
from bot.knowledge.model import Knowledge
from bot.knowledge.problems import Problems

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from pathlib import Path

    from bot.errors import Problem
    from bot.knowledge.article_folder import ArticleFolder

PASSED_OVER = (".", "_")


def load(folder: Path) -> Knowledge:
    """Return what the folder holds, of all its articles.

    Raises :class:`~bot.errors.KnowledgeError` with every error of every file at once.
    """
    loaded = read(folder)
    if loaded.knowledge is None:
        raise KnowledgeError([problem for problem in loaded.problems if problem.fatal])
    return loaded.knowledge


def read(folder: Path, only: Collection[str] = ()) -> Loaded:
    """Return what the folder holds, the errors and warnings in it, and where everything stands.

    An article is a folder in it with a YAML file; folders whose names begin with ``.`` or ``_``
    are passed over. With ``only``, the problems are those of these articles, and where another
    one is broken the knowledge is theirs alone. Nothing is raised, whatever the files hold.
    """
    problems = Problems()
    articles = [read_article(slug, folder, problems) for slug in _slugs(folder, problems)]
    problems.extend(_across(articles))
    found = problems.in_file_order()
    if only:
        inside = {folder / slug for slug in only}
        if any(one.fatal for one in found):
            articles = [article for article in articles if article.article.slug in only]
        found = [one for one in found if inside & {one.path, one.path.parent}]
    return _loaded(articles, found)


def _loaded(articles: Sequence[ArticleFolder], problems: Sequence[Problem]) -> Loaded:
    entries = [located for article in articles for located in article.entries]
    return Loaded(
        knowledge=None if any(one.fatal for one in problems) else _knowledge(articles),
        problems=tuple(problems),
        entries={located.entry.id: located.locations for located in entries},
        articles={article.article.slug: article.location for article in articles},
        texts={article.article.slug: article.text_location for article in articles},
    )


def _slugs(folder: Path, problems: Problems) -> list[str]:
    """Return the names of the articles' folders; that there are none is noted."""
    try:
        inside = sorted(path for path in folder.iterdir() if not path.name.startswith(PASSED_OVER))
        found = [path.name for path in inside if path.is_dir() and knowledge_files(path)]
        problems.extend(chain.from_iterable(_misnamed(path) for path in inside if path.is_dir()))
    except OSError as error:
        message = f"this is no folder to read ({error.strerror}); name the one with the articles"
        problems.add(Location(folder).problem(message, "folder"))
        return []
    if not found:
        message = f"no article is here; put a folder with a {FACTS} into this one"
        problems.add(Location(folder).problem(message, "folder"))
    return found


def _misnamed(folder: Path) -> Iterator[Problem]:
    """Yield a problem for each file that was meant to be read, and for a folder without any."""
    misnamed = misnamed_files(folder)
    for path in misnamed:
        right = path.with_suffix(EXTENSION).name.lower()
        message = f"not read, for its name must end in {EXTENSION}; rename it to {right!r}"
        yield Location(path).problem(message, "file", fatal=False)
    if not misnamed and not knowledge_files(folder):
        message = f"passed over, for it holds no {FACTS}; add one, or take the folder away"
        yield Location(folder).problem(message, "folder", fatal=False)


def _across(articles: Sequence[ArticleFolder]) -> Iterator[Problem]:
    """Yield the problems between entries; with a part unread, what it defines is not missed."""
    entries = [located for article in articles for located in article.entries]
    yield from clashes(entries)
    if all(article.whole for article in articles):
        yield from dangling(entries, [one for article in articles for one in article.expectations])


def _knowledge(articles: Sequence[ArticleFolder]) -> Knowledge:
    entries = [located.entry for article in articles for located in article.entries]
    current = current_ids(entries)
    expectations = (one for article in articles for _, one in article.expectations)
    return Knowledge(
        articles=tuple(article.article for article in articles),
        entries=tuple(with_current_ids(entry, current) for entry in entries),
        synonyms=tuple(group for article in articles for group in article.synonyms),
        expectations=tuple(expecting_current(one, current) for one in expectations),
    )
