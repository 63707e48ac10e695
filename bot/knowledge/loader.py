"""Loading a knowledge folder, with everything that is wrong in it reported at once."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from bot.errors import KnowledgeError
from bot.knowledge.article_folder import read_article
from bot.knowledge.consistency import clashes, dangling
from bot.knowledge.facts_file import FACTS
from bot.knowledge.locations import Loaded, Place
from bot.knowledge.model import Knowledge

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
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


def read(folder: Path) -> Loaded:
    """Return what the folder holds, the errors and warnings in it, and where everything stands.

    An article is a folder in it with a ``facts.yaml``; folders whose names begin with ``.`` or
    ``_`` are passed over. Nothing is raised, whatever the folder and its files hold.
    """
    problems: list[Problem] = []
    slugs = _slugs(folder, problems)
    read_or_not = [read_article(slug, folder, problems) for slug in slugs]
    articles = [article for article in read_or_not if article is not None]
    problems += _across(articles, complete=len(articles) == len(slugs))
    problems.sort(key=lambda problem: (problem.path, problem.line, problem.column))
    entries = [located for article in articles for located in article.entries]
    return Loaded(
        knowledge=None if any(problem.fatal for problem in problems) else _knowledge(articles),
        problems=tuple(problems),
        entries={located.entry.id: located.places for located in entries},
        articles={article.article.slug: article.place for article in articles},
        texts={article.article.slug: article.text_place for article in articles},
    )


def _slugs(folder: Path, problems: list[Problem]) -> list[str]:
    """Return the names of the articles' folders; that there are none is noted."""
    try:
        inside = sorted(path for path in folder.iterdir() if not path.name.startswith(PASSED_OVER))
    except OSError as error:
        message = f"this is no folder to read ({error.strerror}); name the one with the articles"
        problems.append(Place(folder).problem(message, "folder"))
        return []
    found = [path.name for path in inside if os.path.lexists(path / FACTS)]
    if not found:
        message = f"no article is here; put a folder with a {FACTS} into this one"
        problems.append(Place(folder).problem(message, "folder"))
        return []
    problems += (
        Place(path).problem(f"passed over, for it holds no {FACTS}", "folder", fatal=False)
        for path in inside
        if path.is_dir() and path.name not in found
    )
    return found


def _across(articles: Sequence[ArticleFolder], *, complete: bool) -> Iterator[Problem]:
    """Yield the problems between entries; with a file unread, what it defines is not missed."""
    entries = [located for article in articles for located in article.entries]
    yield from clashes(entries)
    if complete:
        yield from dangling(entries, [one for article in articles for one in article.expectations])


def _knowledge(articles: Sequence[ArticleFolder]) -> Knowledge:
    return Knowledge(
        articles=tuple(article.article for article in articles),
        entries=tuple(located.entry for article in articles for located in article.entries),
        synonyms=tuple(group for article in articles for group in article.synonyms),
        expectations=tuple(one for article in articles for _, one in article.expectations),
    )
