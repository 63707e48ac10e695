"""The values that a knowledge folder is loaded into; all are frozen and safe to share."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from bot.errors import UnknownEntryError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Article:
    """A source text, verbatim. ``slug`` is the name of its folder; paragraphs stand a line each.

    ``url`` is where readers find the original, if the author gave one.
    """

    slug: str
    title: str
    published: dt.date
    text: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """Something a question can be matched to: a :class:`Fact` or a :class:`NotStated`.

    ``article`` is the slug of the article that it belongs to.
    """

    id: str
    article: str
    question: str
    answer: str
    asked_as: tuple[str, ...] = ()

    stated: ClassVar[bool]

    @property
    def phrasings(self) -> tuple[str, ...]:
        """The canonical question, then the other ways of asking it."""
        return (self.question, *self.asked_as)

    @property
    def ids(self) -> tuple[str, ...]:
        """The id that it has, then those that it had."""
        return (self.id,)


@dataclass(frozen=True, slots=True)
class Fact(Entry):
    """One thing that the article says, with the quotes that prove it.

    ``formerly`` are ids that it had before, so that old links and buttons still work.
    """

    quotes: tuple[str, ...] = ()
    topic: str | None = None
    note: str | None = None
    formerly: tuple[str, ...] = ()

    stated: ClassVar[bool] = True

    @property
    def ids(self) -> tuple[str, ...]:
        """The id that it has, then those that it had."""
        return (self.id, *self.formerly)


@dataclass(frozen=True, slots=True)
class NotStated(Entry):
    """A thing that readers ask and the article does not say; ``see`` names the nearest facts."""

    see: tuple[str, ...] = ()

    stated: ClassVar[bool] = False


@dataclass(frozen=True, slots=True)
class Expectation:
    """A line of ``questions.yaml``: ``ask`` must lead to the entry ``expect``, or to nothing."""

    ask: str
    expect: str
    path: Path
    line: int
    column: int


@dataclass(frozen=True)
class Knowledge:
    """All that is loaded, of all articles; ids are unique across them.

    ``folder`` is the knowledge folder that it was read from.
    """

    articles: tuple[Article, ...] = ()
    entries: tuple[Entry, ...] = ()
    synonyms: tuple[tuple[str, ...], ...] = ()
    expectations: tuple[Expectation, ...] = field(default=(), repr=False)
    folder: Path | None = None

    @property
    def texts(self) -> Iterator[str]:
        """Every text of the articles and entries, phrasings and synonyms among them."""
        for article in self.articles:
            yield from (article.title, article.text)
        for entry in self.entries:
            yield from (*entry.phrasings, entry.answer)
        yield from (fact.note for fact in self.facts if fact.note)
        yield from (text for group in self.synonyms for text in group)

    @cached_property
    def _by_id(self) -> dict[str, Entry]:
        return {entry_id: entry for entry in self.entries for entry_id in entry.ids}

    @cached_property
    def _articles(self) -> dict[str, Article]:
        return {article.slug: article for article in self.articles}

    @property
    def facts(self) -> Iterator[Fact]:
        """The facts alone, in the order of their files."""
        return (entry for entry in self.entries if isinstance(entry, Fact))

    @cached_property
    def topics(self) -> dict[tuple[str, str | None], tuple[Fact, ...]]:
        """The facts by article and topic, in the order in which the files begin each topic."""
        grouped: dict[tuple[str, str | None], list[Fact]] = {}
        for fact in self.facts:
            grouped.setdefault((fact.article, fact.topic), []).append(fact)
        return {key: tuple(facts) for key, facts in grouped.items()}

    def entry(self, entry_id: str) -> Entry:
        """Return the entry that has this id, or had it formerly.

        Raises :class:`~bot.errors.UnknownEntryError` where there is none.
        """
        try:
            return self._by_id[entry_id]
        except KeyError:
            raise UnknownEntryError(entry_id) from None

    def fact(self, fact_id: str) -> Fact:
        """Return the fact that has or had this id; a not-stated entry's counts as unknown here."""
        entry = self.entry(fact_id)
        if not isinstance(entry, Fact):
            raise UnknownEntryError(fact_id)
        return entry

    def article(self, slug: str) -> Article:
        """Return the article of this folder name, or raise :class:`KeyError`."""
        return self._articles[slug]
