"""Warnings about a sound knowledge, each with its place, what it costs, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.authoring.unsupported_claims import Claims
from bot.knowledge.characters import name_of, turns_direction
from bot.knowledge.files import position
from bot.knowledge.locations import Location
from bot.language.normalization import short
from bot.language.sentences import sentences
from bot.language.stemmer import Stemmer
from bot.language.tokenizer import words

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Iterable, Iterator, Sequence

    from bot.authoring.coverage import Coverage
    from bot.authoring.probing import Probed
    from bot.errors import Problem
    from bot.knowledge.locations import EntryLocations, Loaded
    from bot.knowledge.model import Entry, Fact, Knowledge

PHRASINGS_AT_LEAST = 3
SENTENCES_SHOWN = 3
TELEGRAM_UNITS = 4096
"""UTF-16 units that Telegram takes in one message."""

WRONG_SHARE = 0.15
"""Share of left-out phrasings answered wrongly from which an article is named.

Rich knowledge has one in twenty; each phrasing is there for itself, and no harm is done by that.
"""

LONGEST_SHOWN = 80
NAMED = 5
"""Entries or lines that a message names one by one."""

_STEM = Stemmer()
# Words that set no two questions apart.
_FILLERS = frozenset({"a", "an", "the", "of", "please"})


class Lint:
    """Looks at the articles ``slugs`` of a loaded knowledge; each method yields one kind."""

    def __init__(self, loaded: Loaded, knowledge: Knowledge, slugs: Collection[str]) -> None:
        self._loaded = loaded
        self._articles = [one for one in knowledge.articles if one.slug in slugs]
        self._entries = [one for one in knowledge.entries if one.article in slugs]
        self._facts = [one for one in knowledge.facts if one.article in slugs]
        self._synonyms = knowledge.synonyms

    def run(
        self, covered: Iterable[Coverage], asked: Probed, left_out: Probed
    ) -> Iterator[Problem]:
        """Yield every warning, kind by kind."""
        yield from self.few_phrasings()
        yield from self.uncovered(covered)
        yield from self.unproven()
        yield from self.too_long()
        yield from self.many_quotes()
        yield from self.turned()
        yield from self.alike()
        yield from self.astray(asked)
        yield from self.wrong_when_left_out(left_out)

    def few_phrasings(self) -> Iterator[Problem]:
        """Articles with facts that are asked for in too few ways to be found."""
        for article in self._articles:
            own = [fact for fact in self._facts if fact.article == article.slug]
            few = [fact for fact in own if len(fact.phrasings) < PHRASINGS_AT_LEAST]
            if few:
                yield _warning(
                    self._at(few[0]).id,
                    f"{counted(len(few), 'fact')} of {len(own)} {_have(few)} fewer than "
                    f"{PHRASINGS_AT_LEAST} ways of asking: {_named(few)}; who asks otherwise may "
                    "get sentences of the article and no answer, so add other ways under asked_as",
                    "few-phrasings",
                )

    def uncovered(self, covered: Iterable[Coverage]) -> Iterator[Problem]:
        """Articles with facts, and sentences that none of them quotes."""
        with_facts = {fact.article for fact in self._facts}
        texts = {article.slug: article.text for article in self._articles}
        for one in covered:
            if one.uncovered and one.article in with_facts:
                first = one.uncovered[0]
                spot = position(texts[one.article], first.start)
                count = counted(len(one.uncovered), "sentence")
                yield _warning(
                    Location(self._loaded.texts[one.article].path, *spot),
                    f"{count} of {len(one.sentences)} {_are(one.uncovered)} quoted by no fact, "
                    f"first: {short(first.text, LONGEST_SHOWN)!r}; questions about them get the "
                    "sentence alone, so write a fact for what readers will ask",
                    "uncovered",
                )

    def unproven(self) -> Iterator[Problem]:
        """Answers with a number or a name that their sources do not hold."""
        claims = {one.slug: Claims(one, self._synonyms) for one in self._articles}
        for entry in self._entries:
            if missing := claims[entry.article].unproven(entry):
                source = "its quotes" if entry.stated else "the article"
                yield _warning(
                    self._at(entry).answer,
                    f"the answer says {_listed(missing)}, which neither {source} nor the title, "
                    "the question or the resolved dates hold, so that readers must take it on "
                    "trust; quote the sentence that does, or mend the answer",
                    "unproven",
                )

    def too_long(self) -> Iterator[Problem]:
        """Facts whose answer, note and quotes do not fit one message of Telegram."""
        for fact in self._facts:
            text = "\n\n".join((fact.answer, fact.note or "", *fact.quotes))
            if (units := len(text.encode("utf-16-le")) // 2) > TELEGRAM_UNITS:
                yield _warning(
                    self._at(fact).answer,
                    f"answer, note and quotes have {units:,} characters and a message of Telegram "
                    f"holds {TELEGRAM_UNITS:,}, so that the end is cut off; shorten them",
                    "too-long",
                )

    def many_quotes(self) -> Iterator[Problem]:
        """Facts that quote more sentences than an answer shows."""
        for fact in self._facts:
            count = sum(len(sentences(quote)) for quote in fact.quotes)
            if count > SENTENCES_SHOWN:
                yield _warning(
                    self._at(fact).quotes[0],
                    f"{fact.id!r} quotes {count} sentences and {SENTENCES_SHOWN} are shown, so "
                    "that the others prove nothing; keep those that prove the answer",
                    "many-quotes",
                )

    def turned(self) -> Iterator[Problem]:
        """Entries whose texts turn the direction of writing, and so show as something else."""
        for entry in self._entries:
            at = self._at(entry)
            texts = zip(at.phrasings, entry.phrasings, strict=True)
            for location, text in (*texts, (at.answer, entry.answer)):
                if mark := turns_direction(text):
                    yield _warning(
                        location,
                        f"{name_of(mark)} stands here, unseen, and shows what follows in another "
                        "order; take it out",
                        "direction",
                    )

    def alike(self) -> Iterator[Problem]:
        """Phrasings of two entries that a reader could not tell apart."""
        first: dict[Hashable, tuple[Entry, int]] = {}
        for entry in self._entries:
            for index, phrasing in enumerate(entry.phrasings):
                key = (entry.article, _content(phrasing))
                other, before = first.setdefault(key, (entry, index))
                if other is not entry and key[1]:
                    where = self._at(other).phrasings[before]
                    here = self._at(entry).phrasings[index]
                    yield _warning(
                        here,
                        f"{phrasing!r} cannot be told from {other.phrasings[before]!r} of "
                        f"{other.id!r} ({where.seen_from(here)}), so that one of the two gets the "
                        "other's answer; say what sets them apart, or keep one",
                        "alike",
                    )

    def astray(self, asked: Probed) -> Iterator[Problem]:
        """Phrasings that are answered with another entry than theirs."""
        for one in asked.astray:
            entry = one.phrasing.entry
            yield _warning(
                self._at(entry).phrasings[one.phrasing.index],
                f"who asks {one.phrasing.text!r} gets {one.given.id!r} ({one.score:.0f}) and not "
                f"{entry.id!r}, under which it stands; move it there, or word it as only this "
                "entry is asked for",
                "astray",
            )

    def wrong_when_left_out(self, left_out: Probed) -> Iterator[Problem]:
        """Articles of which questions that are not listed are often answered wrongly."""
        for article in self._articles:
            wrong = [one for one in left_out.astray if one.phrasing.entry.article == article.slug]
            if len(wrong) < WRONG_SHARE * left_out.asked or len(wrong) < 2:
                continue
            pairs = ", ".join(
                f"{short(one.phrasing.text)!r} gets {one.given.id!r}" for one in wrong[:NAMED]
            )
            yield _warning(
                self._at(wrong[0].phrasing.entry).id,
                f"of {left_out.asked} phrasings asked as if they were not listed, {len(wrong)} "
                f"got a wrong answer: {pairs}; add phrasings like these to their facts, or join "
                "facts that answer the same",
                "left-out",
            )

    def _at(self, entry: Entry) -> EntryLocations:
        return self._loaded.entries[entry.id]


def counted(number: int, noun: str) -> str:
    """Return the number with the noun, in the plural unless it is one."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _content(phrasing: str) -> tuple[str, ...]:
    """Return what two phrasings have in common that read alike: their words, in their order.

    Order tells "Did Ann pay Bob?" from its opposite; endings tell nothing.
    """
    return tuple(_STEM(word) for word in words(phrasing) if word not in _FILLERS)


def _warning(location: Location, message: str, rule: str) -> Problem:
    return location.problem(message, rule, fatal=False)


def _named(facts: Sequence[Fact]) -> str:
    more = f" and {len(facts) - NAMED} more" if len(facts) > NAMED else ""
    return ", ".join(fact.id for fact in facts[:NAMED]) + more


def _have(items: Sequence[object]) -> str:
    return "has" if len(items) == 1 else "have"


def _are(items: Sequence[object]) -> str:
    return "is" if len(items) == 1 else "are"


def _listed(items: Sequence[str]) -> str:
    return ", ".join(map(repr, items))
