"""The engine's front door: a question and a conversation in, a reply out."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.answering import suggesting
from bot.answering.asking import Asking
from bot.answering.conversation import Conversation
from bot.answering.decision import Decision, Standing, decide
from bot.answering.followup import MUCH, WHOLLY, carried, completed, leaning, less_repeated
from bot.answering.reply import Answered, Outcome, Part, Reply
from bot.answering.smalltalk import small_talk
from bot.answering.splitting import clauses, is_question, items, sentences, shortened
from bot.answering.world import World
from bot.knowledge.model import Fact, NotStated
from bot.matching.matcher import Matcher

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.knowledge.model import Entry, Knowledge
    from bot.matching.analysis import Term
    from bot.matching.match import Match

LOOKED_AT = 8
"""Matches that a decision looks at; a rival farther down is no rival."""

MOST_QUOTES = 3
"""Sentences of the article that an answer quotes at the most."""

LISTED = 1.5
"""Evidence, a score of 82, from which an item of a mere list is taken for a question."""

TAKEN = 0.5
"""Evidence, a score of 62, from which a clause of several takes its best fact."""

VAGUE = 0.1
"""A question is vague where its words weigh less than this share of the rarest word."""

STARTERS_SHOWN = 3

REMEMBERED = 32
"""Pieces whose reading is remembered, which is more than most messages have."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """A piece of the message, what it was matched as, and what was decided."""

    asked: str
    read_as: str
    matches: tuple[Match, ...]
    decision: Decision

    @property
    def stands(self) -> bool:
        """Whether it stands as a question of its own."""
        return self.decision.match is not None

    @property
    def evidence(self) -> float:
        return self.matches[0].evidence if self.matches else float("-inf")


class Answerer:
    """Answers questions from one state of the knowledge.

    Building one takes a while, asking does not. It is never changed after it was built, so
    threads can share it, and a newly loaded knowledge is put to use by building another.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.matcher = Matcher(knowledge)
        self._asking = Asking()
        self._world = World(knowledge, self.matcher.analyzer)
        self._recent: dict[tuple[str, str, tuple[str, ...]], _Reading] = {}

    def reply(self, question: str, conversation: Conversation | None = None) -> Reply:
        """Decide on a message of any length and content; ``conversation`` makes follow-ups work.

        The conversation, if given, is brought up to date. Nothing is raised, whatever was typed.
        """
        start = time.perf_counter()
        talk = conversation if conversation is not None else Conversation()
        if (word := small_talk(question)) is not None:
            part = Part(question, question, Outcome.NO_ANSWER, "it is small talk")
            return self._reply(question, (part,), start, word)
        parts = tuple(self._part(reading) for reading in self._readings(question, talk))
        _remember(talk, parts)
        return self._reply(question, parts, start)

    def open(self, fact_id: str, conversation: Conversation | None = None) -> Reply:
        """Answer with this fact, without searching: for buttons, links and numbered choices.

        Raises :class:`~bot.errors.UnknownEntryError` where no fact has this id (any more).
        """
        fact = self.knowledge.fact(fact_id)
        answered = Answered(fact, fact.question, 100.0, self._quotes(fact))
        part = Part(fact.question, fact.question, Outcome.ANSWER, "it was chosen", (), answered)
        if conversation is not None:
            conversation.remember(fact.question, (fact.id,))
        return Reply(fact.question, Outcome.ANSWER, (part,))

    def related(self, entry: Entry, limit: int = 3) -> tuple[Fact, ...]:
        """Return up to ``limit`` facts that a reader of this entry may want to know next."""
        return suggesting.related(self.knowledge, entry, limit)

    def starters(self, limit: int = 4) -> tuple[Fact, ...]:
        """Return up to ``limit`` facts to begin with, from different topics as far as possible."""
        return suggesting.starters(self.knowledge, limit)

    def search(self, text: str, limit: int = 5) -> tuple[Match, ...]:
        """Return the best facts for a text that is still being typed, best first (inline mode)."""
        found = (match for match in self.matcher.match(text, 2 * limit) if match.entry.stated)
        return tuple(found)[:limit]

    def _readings(self, message: str, talk: Conversation) -> list[_Reading]:
        """Read a message as one question, or as several where each stands on its own."""
        found: list[_Reading] = []
        before = talk
        asking = sentences(message)
        for sentence in asking:
            found += self._sentence(sentence, before)
            before = _after(found, talk)
        if len(asking) > 1:
            found = [reading for reading in found if reading.stands or _asks(reading)]
        whole = self._read(message, talk)
        if not any(reading.stands for reading in found):
            return [whole]
        if len(found) == 1 and whole is not found[0] and self._needs(whole, found[0]):
            return [whole]
        return _merged(found)

    def _sentence(self, sentence: str, talk: Conversation) -> list[_Reading]:
        """Read a sentence, parting it where the parts stand and the sentence says no more."""
        if several := self._parted(clauses(sentence), talk):
            return several
        whole = self._read(sentence, talk)
        listed = [self._read(item, talk) for item in items(sentence)]
        sure = all(item.stands and item.evidence >= LISTED for item in listed)
        if sure and _distinct(listed) and whole.evidence < min(item.evidence for item in listed):
            return listed
        return [whole]

    def _parted(self, pieces: Sequence[str], talk: Conversation) -> list[_Reading]:
        """Read each clause as a question, joining those that do not stand to the next one."""
        found: list[_Reading] = []
        pending = ""
        for piece in pieces:
            talk_so_far = _after(found, talk)
            readings = [self._read(f"{pending} {piece}".strip(), talk_so_far)]
            if pending and not self._is_question(pending):
                readings.append(self._read(piece, talk_so_far))
            best = _taken(max(readings, key=lambda reading: (reading.stands, reading.evidence)))
            if best.stands and self._is_question(piece):
                found.append(best)
                pending = ""
            else:
                pending = readings[0].asked
        return found if not pending and _distinct(found) else []

    def _is_question(self, piece: str) -> bool:
        """Tell whether a piece asks, as it was typed or as it is read ("wen did they...")."""
        read = " ".join(term.word for term in self.matcher.analyzer.read(piece))
        return is_question(piece) or is_question(read)

    def _read(self, text: str, talk: Conversation) -> _Reading:
        """Read a piece, if it was not read just now: of a short message, all pieces are alike."""
        key = (text, talk.question, talk.entry_ids)
        reading = self._recent.get(key)
        if reading is None:
            if len(self._recent) >= REMEMBERED:
                self._recent.clear()
            reading = self._recent[key] = self._read_anew(text, talk)
        return reading

    def _read_anew(self, text: str, talk: Conversation) -> _Reading:
        """Read a piece alone, and with what the conversation hands on where it leans on that."""
        terms = self.matcher.analyzer.read(shortened(text))
        alone = self._decided(text, terms, text)
        before = carried(talk, self.knowledge, self.matcher.analyzer)
        if not terms or not before:
            return alone
        favour = leaning(terms)
        if alone.stands and not favour:
            return alone
        full = completed(terms, before)
        together = self._decided(text, full, " ".join(term.word for term in full), talk.entry_ids)
        if together.stands == alone.stands or favour == WHOLLY:
            return together if together.evidence + favour > alone.evidence else alone
        return together if together.stands else alone

    def _decided(
        self, asked: str, terms: Sequence[Term], read_as: str, shown: Sequence[str] = ()
    ) -> _Reading:
        typed = [term for term in terms if term.share == 1]
        asked_with = [term.word for term in typed]
        matches = self._asking.weigh(self.matcher.match_terms(terms, LOOKED_AT), asked_with)
        matches = less_repeated(matches, shown)
        world = Standing(
            says=any(term.content for term in terms),
            vague=self._vague(terms),
            touches=self._world.touched_by(terms),
            names=self._world.named_in(typed),
        )
        return _Reading(asked, read_as, matches, decide(matches, world))

    def _needs(self, whole: _Reading, question: _Reading) -> bool:
        """Tell whether a question is better read with its lead-in, to which it may point back."""
        points_back = leaning(self.matcher.analyzer.read(question.asked)) >= MUCH
        return points_back or (whole.stands and whole.evidence > question.evidence)

    def _vague(self, terms: Sequence[Term]) -> bool:
        """Tell whether a question has no more content than a word that most entries share."""
        index = self.matcher.index
        weight = sum(index.rarity(term) * term.share for term in terms if term.content)
        return weight < VAGUE * index.rarest

    def _part(self, reading: _Reading) -> Part:
        decision = reading.decision
        answered = None
        if (match := decision.match) is not None:
            quotes = self._quotes(match.entry)
            answered = Answered(match.entry, reading.asked, match.score, quotes)
        return Part(
            reading.asked,
            reading.read_as,
            decision.outcome,
            decision.why,
            reading.matches,
            answered,
            decision.choices,
        )

    def _quotes(self, entry: Entry) -> tuple[str, ...]:
        """Return an entry's quotes; of one that is not stated, those of what it says to see."""
        quotes = entry.quotes if isinstance(entry, Fact) else ()
        if isinstance(entry, NotStated):
            quotes = tuple(
                quote for fact_id in entry.see for quote in self.knowledge.fact(fact_id).quotes
            )
        return tuple(dict.fromkeys(quotes))[:MOST_QUOTES]

    def _reply(
        self, question: str, parts: tuple[Part, ...], start: float, word: str | None = None
    ) -> Reply:
        outcome = _outcome(parts)
        given = [part.answered.entry for part in parts if part.answered is not None]
        nearest: tuple[Fact, ...] = ()
        if not given:
            nearest = self.starters(STARTERS_SHOWN)
        took = (time.perf_counter() - start) * 1000
        return Reply(question, outcome, parts, word, nearest, took)


def _remember(talk: Conversation, parts: Sequence[Part]) -> None:
    """Keep what was answered, or else the likeliest of what was offered, for a follow-up."""
    if given := [part.answered for part in parts if part.answered is not None]:
        talk.remember(given[-1].asked, tuple(answered.entry.id for answered in given))
    elif offered := [part for part in parts if part.choices]:
        talk.remember(offered[-1].asked, (offered[-1].choices[0].fact.id,))


def _outcome(parts: Sequence[Part]) -> Outcome:
    """Return ``answer`` if any part has one; else the best that any part came to."""
    outcomes = {part.outcome for part in parts}
    ranked = (Outcome.ANSWER, Outcome.NOT_STATED, Outcome.CHOICES)
    return next((outcome for outcome in ranked if outcome in outcomes), Outcome.NO_ANSWER)


def _after(found: Sequence[_Reading], talk: Conversation) -> Conversation:
    """Return the conversation as the next part of a message meets it."""
    for reading in reversed(found):
        if reading.decision.match is not None:
            return Conversation(reading.asked, (reading.decision.match.entry.id,))
    return talk


def _taken(reading: _Reading) -> _Reading:
    """Settle for the best fact where a clause is near to several: it cannot ask back by itself."""
    offered = [choice.fact.id for choice in reading.decision.choices[:1]]
    best = next((match for match in reading.matches if match.entry.id in offered), None)
    if best is None or best.evidence < TAKEN:
        return reading
    why = f"{reading.decision.why}, and a clause cannot ask back"
    return replace(reading, decision=Decision(Outcome.ANSWER, why, best))


def _asks(reading: _Reading) -> bool:
    return reading.asked.endswith("?")


def _distinct(readings: Sequence[_Reading]) -> bool:
    """Tell whether there are several readings, and of different entries."""
    ids = [reading.decision.match.entry.id for reading in readings if reading.decision.match]
    return len(ids) > 1 and len(set(ids)) == len(ids)


def _merged(readings: Sequence[_Reading]) -> list[_Reading]:
    """Leave out a reading that leads to an entry that an earlier one led to."""
    seen: set[str] = set()
    kept = []
    for reading in readings:
        match = reading.decision.match
        if match is None or match.entry.id not in seen:
            kept.append(reading)
        if match is not None:
            seen.add(match.entry.id)
    return kept
