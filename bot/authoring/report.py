"""The page that ``check --html`` writes: the article, the entries and all that was found."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined

from bot.authoring.expectations import run
from bot.knowledge.characters import spelt_out
from bot.knowledge.locations import Location
from bot.knowledge.model import Fact, NotStated

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.authoring.coverage import Coverage, Sentence
    from bot.authoring.expectations import Tested
    from bot.authoring.inspection import Inspection
    from bot.authoring.probing import Astray
    from bot.errors import Problem
    from bot.knowledge.model import Article, Entry, Knowledge

FIRST = ("error", "astray", "left-out", "alike")
"""Done first: problems that keep the knowledge from being used, then those of wrong answers."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A sentence of the article as the page has it; ``anchor`` is what links lead to."""

    anchor: str
    number: int
    text: str
    quoted_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EntryView:
    """An entry with what belongs beside it."""

    entry: Entry
    problems: Sequence[Problem]
    quotes: Sequence[tuple[str, Sequence[Shown]]]
    phrasings: Sequence[tuple[str, Astray | None]]

    @property
    def see(self) -> tuple[str, ...]:
        """The ids of the facts that a not-stated entry names; none for a fact."""
        return self.entry.see if isinstance(self.entry, NotStated) else ()


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article with its paragraphs of sentences and its entries by topic."""

    article: Article
    coverage: Coverage
    paragraphs: Sequence[Sequence[Shown]]
    topics: Mapping[str, Sequence[EntryView]]
    not_stated: Sequence[EntryView]


def report(inspection: Inspection) -> str:
    """Return the page as HTML that needs nothing from elsewhere."""
    environment = Environment(
        loader=PackageLoader("bot.authoring", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["spelt_out"] = spelt_out
    template = environment.get_template("report.html")
    answerer = inspection.answerer
    tested: Sequence[Tested] = list(run(answerer)) if answerer else ()
    return template.render(
        inspection=inspection,
        todo=sorted(inspection.problems, key=_urgency),
        articles=list(_articles(inspection, answerer.knowledge)) if answerer else (),
        knowledge=answerer and answerer.knowledge,
        tested=tested,
        failed=[item for item in tested if not item.passed],
    )


def _urgency(problem: Problem) -> int:
    rule = "error" if problem.fatal else problem.rule
    return FIRST.index(rule) if rule in FIRST else len(FIRST)


def _articles(inspection: Inspection, knowledge: Knowledge) -> Iterator[ArticleView]:
    problems = _problems_by_entry(inspection)
    astray = {
        (one.phrasing.entry.id, one.phrasing.index): one
        for one in (*inspection.asked.astray, *inspection.left_out.astray)
    }
    articles = [knowledge.article(covered.article) for covered in inspection.coverage]
    for number, (article, covered) in enumerate(zip(articles, inspection.coverage, strict=True), 1):
        shown = [
            Shown(f"s-{number}-{index}", index, sentence.text, sentence.quoted_by)
            for index, sentence in enumerate(covered.sentences, 1)
        ]
        views = [
            _entry(entry, problems[entry.id], shown, astray)
            for entry in knowledge.entries
            if entry.article == article.slug
        ]
        yield ArticleView(
            article,
            covered,
            list(_paragraphs(article, covered.sentences, shown)),
            _topics(view for view in views if view.entry.stated),
            [view for view in views if not view.entry.stated],
        )


def _entry(
    entry: Entry,
    problems: Sequence[Problem],
    shown: Sequence[Shown],
    astray: Mapping[tuple[str, int], Astray],
) -> EntryView:
    quotes = entry.quotes if isinstance(entry, Fact) else ()
    return EntryView(
        entry,
        problems,
        [(quote, [one for one in shown if _overlap(quote, one, entry)]) for quote in quotes],
        [(text, astray.get((entry.id, index))) for index, text in enumerate(entry.phrasings)],
    )


def _overlap(quote: str, sentence: Shown, entry: Entry) -> bool:
    held = quote in sentence.text or sentence.text in quote
    return held and entry.id in sentence.quoted_by


def _paragraphs(
    article: Article, sentences: Sequence[Sentence], shown: Sequence[Shown]
) -> Iterator[Sequence[Shown]]:
    paragraph: list[Shown] = []
    end = 0
    for sentence, view in zip(sentences, shown, strict=True):
        if paragraph and "\n" in article.text[end : sentence.start]:
            yield paragraph
            paragraph = []
        paragraph.append(view)
        end = sentence.start + len(sentence.text)
    yield paragraph


def _topics(views: Iterator[EntryView]) -> Mapping[str, Sequence[EntryView]]:
    topics: dict[str, list[EntryView]] = defaultdict(list)
    for view in views:
        assert isinstance(view.entry, Fact)
        topics[view.entry.topic or "Other facts"].append(view)
    return topics


def _problems_by_entry(inspection: Inspection) -> Mapping[str, Sequence[Problem]]:
    """Give each problem to the entry that has something at its place."""
    owners = {
        spot: entry_id
        for entry_id, at in inspection.loaded.entries.items()
        for spot in (at.entry, at.id, at.answer, *at.phrasings, *at.quotes, *at.see)
    }
    found: dict[str, list[Problem]] = defaultdict(list)
    for problem in inspection.problems:
        owner = owners.get(Location(problem.path, problem.line, problem.column))
        if owner is not None:
            found[owner].append(problem)
    return found
