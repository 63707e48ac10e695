"""What is worth a look in a sound knowledge: warnings, each with its place and what to do."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from bot.authoring.held_out import alike
from bot.authoring.unsupported_claims import Claims
from bot.knowledge.files import position
from bot.knowledge.locations import Location
from bot.language.normalization import short

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.authoring.coverage import Coverage
    from bot.authoring.held_out import HeldOut, Phrasing
    from bot.errors import Problem
    from bot.knowledge.locations import EntryLocations, Loaded
    from bot.knowledge.model import Entry, Knowledge
    from bot.matching.analyzer import Analyzer

PHRASINGS_AT_LEAST = 5
TELEGRAM_UNITS = 4096
"""UTF-16 units that Telegram takes in one message."""

LIKELY, SURE, HARDLY = 70.0, 95.0, 5.0
"""Scores at which a question is likely or surely answered by an entry, or has little to do with it.

With these, one in a hundred of the shipped phrasings is named.
"""

LOST_SHARE = 0.3
"""Share of an entry's phrasings that must be lost for the entry to be named.

A fifth is lost in any rich knowledge, and no harm: each phrasing is there for itself.
"""

LONGEST_SHOWN = 80
WINNERS_NAMED = 2


class Lint:
    """Looks at a loaded knowledge; each method yields the problems of one kind."""

    def __init__(self, loaded: Loaded, knowledge: Knowledge) -> None:
        self._loaded = loaded
        self._knowledge = knowledge

    def run(
        self, analyzer: Analyzer, held_out: Sequence[HeldOut], covered: Iterable[Coverage]
    ) -> Iterator[Problem]:
        """Yield every warning, kind by kind."""
        yield from self.no_facts()
        yield from self.few_phrasings()
        yield from self.uncovered(covered)
        yield from self.unproven()
        yield from self.too_long()
        yield from self.alike(analyzer)
        yield from self.misplaced(held_out)
        yield from self.lost(held_out)

    def no_facts(self) -> Iterator[Problem]:
        """Articles of which nothing can be asked yet."""
        asked = {fact.article for fact in self._knowledge.facts}
        for slug, place in self._loaded.articles.items():
            if slug not in asked:
                yield place.problem(
                    "the article has no facts yet, so nothing in it is found; write the first one",
                    "no-facts",
                    fatal=False,
                )

    def few_phrasings(self) -> Iterator[Problem]:
        """Facts that are asked for in too few ways to be found."""
        for fact in self._knowledge.facts:
            if (count := len(fact.phrasings)) < PHRASINGS_AT_LEAST:
                yield self._at(fact).id.problem(
                    f"{fact.id!r} has {counted(count, 'phrasing')}; with fewer than "
                    f"{PHRASINGS_AT_LEAST} a fact is hard to find, add other ways to ask it",
                    "few-phrasings",
                    fatal=False,
                )

    def uncovered(self, covered: Iterable[Coverage]) -> Iterator[Problem]:
        """Sentences of an article that no fact quotes."""
        for article in covered:
            text = self._knowledge.article(article.article).text
            for sentence in article.uncovered:
                line, column = position(text, sentence.start)
                place = Location(self._loaded.texts[article.article].path, line, column)
                yield place.problem(
                    f"no fact quotes this sentence: {short(sentence.text, LONGEST_SHOWN)}",
                    "uncovered",
                    fatal=False,
                )

    def unproven(self) -> Iterator[Problem]:
        """Answers with a number or a name that their sources do not hold."""
        synonyms = self._knowledge.synonyms
        claims = {one.slug: Claims(one, synonyms) for one in self._knowledge.articles}
        for entry in self._knowledge.entries:
            if missing := claims[entry.article].unproven(entry):
                source = "its quotes" if entry.stated else "the article"
                yield self._at(entry).answer.problem(
                    f"the answer says {_listed(missing)}, which neither {source} nor the title, "
                    "the question or the resolved dates hold; quote the sentence that does, or "
                    "mend the answer",
                    "unproven",
                    fatal=False,
                )

    def too_long(self) -> Iterator[Problem]:
        """Facts whose answer, note and quotes do not fit one message of Telegram."""
        for fact in self._knowledge.facts:
            text = "\n\n".join((fact.answer, fact.note or "", *fact.quotes))
            if (units := len(text.encode("utf-16-le")) // 2) > TELEGRAM_UNITS:
                yield self._at(fact).answer.problem(
                    f"answer, note and quotes have {units:,} characters; a message of Telegram "
                    f"holds {TELEGRAM_UNITS:,}, shorten them",
                    "too-long",
                    fatal=False,
                )

    def alike(self, analyzer: Analyzer) -> Iterator[Problem]:
        """Phrasings of two entries that a reader could not tell apart."""
        for phrasing, earlier in alike(self._knowledge, analyzer):
            yield self._place(phrasing).problem(
                f"{phrasing.text!r} cannot be told from {earlier.text!r} of "
                f"{earlier.entry.id!r} (line {self._place(earlier).line}); "
                "say what sets them apart, or keep one",
                "alike",
                fatal=False,
            )

    def misplaced(self, held_out: Iterable[HeldOut]) -> Iterator[Problem]:
        """Phrasings that surely lead to another entry when they are asked without being there."""
        for item in filter(_is_misplaced, held_out):
            yield self._place(item.phrasing).problem(
                f"asked without being there, {item.phrasing.text!r} leads to {item.winner.id!r} "
                f"({item.winning_score:.0f}) and not to {item.phrasing.entry.id!r} "
                f"({item.score:.0f}); move it there, or add phrasings like it here",
                "misplaced",
                fatal=False,
            )

    def lost(self, held_out: Iterable[HeldOut]) -> Iterator[Problem]:
        """Entries of whose phrasings many likely lead elsewhere when asked without being there."""
        by_entry: dict[str, list[HeldOut]] = defaultdict(list)
        for item in held_out:
            if item.lost and item.winning_score >= LIKELY and not _is_misplaced(item):
                by_entry[item.phrasing.entry.id].append(item)
        for lost in by_entry.values():
            entry = lost[0].phrasing.entry
            if len(lost) > 1 and len(lost) >= LOST_SHARE * len(entry.phrasings):
                worst = max(lost, key=lambda item: item.winning_score - item.score)
                message = _lost_message(entry, lost, worst)
                yield self._place(worst.phrasing).problem(message, "lost", fatal=False)

    def _at(self, entry: Entry) -> EntryLocations:
        return self._loaded.entries[entry.id]

    def _place(self, phrasing: Phrasing) -> Location:
        return self._at(phrasing.entry).phrasings[phrasing.index]


def counted(number: int, noun: str) -> str:
    """Return the number with the noun, in the plural unless it is one."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _is_misplaced(item: HeldOut) -> bool:
    return item.lost and item.winning_score >= SURE and item.score <= HARDLY


def _lost_message(entry: Entry, lost: Sequence[HeldOut], worst: HeldOut) -> str:
    winners = Counter(item.winner.id for item in lost)
    to = ", ".join(f"{count} to {winner!r}" for winner, count in winners.most_common(WINNERS_NAMED))
    return (
        f"asked without being there, {len(lost)} of the {len(entry.phrasings)} phrasings of "
        f"{entry.id!r} lead elsewhere ({to}), farthest {worst.phrasing.text!r} "
        f"({worst.winning_score:.0f} against {worst.score:.0f}); add phrasings like it, or merge "
        "the entries"
    )


def _listed(words: Sequence[str]) -> str:
    return ", ".join(map(repr, words))
