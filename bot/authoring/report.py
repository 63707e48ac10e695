"""The page that ``check --html`` writes: the article, the entries and all that was found."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined

from bot.authoring.expectations import run
from bot.authoring.held_out import most_confused
from bot.knowledge.model import Fact, NotStated

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.authoring.coverage import Coverage, Sentence
    from bot.authoring.expectations import Tested
    from bot.authoring.held_out import Confused, HeldOut
    from bot.authoring.inspection import Inspection
    from bot.errors import Problem
    from bot.knowledge.model import Article, Entry, Knowledge

PAIRS_SHOWN = 20


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
    phrasings: Sequence[tuple[str, HeldOut | None]]

    @property
    def lost(self) -> int:
        """How many of its phrasings go to another entry when they are held out."""
        return sum(held_out is not None for _, held_out in self.phrasings)

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
    template = environment.get_template("report.html")
    answerer = inspection.answerer
    tested: Sequence[Tested] = list(run(answerer)) if answerer else ()
    return template.render(
        inspection=inspection,
        articles=list(_articles(inspection, answerer.knowledge)) if answerer else (),
        knowledge=answerer and answerer.knowledge,
        confused=_confused(inspection),
        pairs_shown=PAIRS_SHOWN,
        tested=tested,
        failed=[item for item in tested if not item.passed],
    )


def _confused(inspection: Inspection) -> Sequence[Confused]:
    return most_confused(inspection.held_out)[:PAIRS_SHOWN]


def _articles(inspection: Inspection, knowledge: Knowledge) -> Iterator[ArticleView]:
    problems = _problems_by_entry(inspection)
    lost = {
        (item.phrasing.entry.id, item.phrasing.index): item
        for item in inspection.held_out
        if item.lost
    }
    for number, (article, covered) in enumerate(
        zip(knowledge.articles, inspection.coverage, strict=True), 1
    ):
        shown = [
            Shown(f"s-{number}-{index}", index, sentence.text, sentence.quoted_by)
            for index, sentence in enumerate(covered.sentences, 1)
        ]
        views = [
            _entry(entry, problems[entry.id], shown, lost)
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
    lost: Mapping[tuple[str, int], HeldOut],
) -> EntryView:
    quotes = entry.quotes if isinstance(entry, Fact) else ()
    return EntryView(
        entry,
        problems,
        [(quote, [one for one in shown if _overlap(quote, one, entry)]) for quote in quotes],
        [(text, lost.get((entry.id, index))) for index, text in enumerate(entry.phrasings)],
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
    """Give each problem to the entry in whose lines it stands."""
    starts = sorted(
        (places.entry, entry_id) for entry_id, places in inspection.loaded.entries.items()
    )
    found: dict[str, list[Problem]] = defaultdict(list)
    for problem in inspection.problems:
        before = [
            entry_id
            for place, entry_id in starts
            if place.path == problem.path and place.line <= problem.line
        ]
        if before:
            found[before[-1]].append(problem)
    return found
