"""Reads a message as the questions that it asks, each in the light of those before it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answering.conversation import Conversation
from bot.answering.decision import Decision
from bot.answering.reply import Outcome
from bot.answering.segmentation import is_question, items

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.answering.interpreter import Interpreter, Reading
    from bot.answering.segmentation import Sentence
    from bot.knowledge.model import Entry

LISTED = 1.5
"""Evidence, a score of 82, from which an item of a mere list is taken for a question."""

TAKEN = 0.5
"""Evidence, a score of 62, from which a clause of several takes its best fact."""


class MessageParts:
    """Reads the sentences of a message, and each of their clauses, once."""

    def __init__(self, interpreter: Interpreter) -> None:
        self._interpreter = interpreter

    def readings(self, sentences: Iterable[Sentence], talk: Conversation) -> list[Reading]:
        """Read the sentences of a message in order; a later one may lean on an earlier one."""
        found: list[Reading] = []
        for sentence in sentences:
            found += self._sentence(sentence, _after(found, talk))
        return _merged(found)

    def _sentence(self, sentence: Sentence, talk: Conversation) -> list[Reading]:
        """Read a sentence, by its clauses where any of them stands as a question of its own."""
        if len(sentence.clauses) > 1:
            found = self._clauses(sentence, talk)
            if any(reading.stands for reading in found):
                return found
        whole = self._interpreter.read(sentence.text, talk, sentence.lead_in)
        return self._items(sentence.text, whole, talk) or [whole]

    def _clauses(self, sentence: Sentence, talk: Conversation) -> list[Reading]:
        found: list[Reading] = []
        for clause in sentence.clauses:
            lead_in = "" if found else sentence.lead_in
            found.append(_taken(self._interpreter.read(clause, _after(found, talk), lead_in)))
        return found

    def _items(self, sentence: str, whole: Reading, talk: Conversation) -> list[Reading]:
        """Read what a list of keywords names, where each item is surely a question."""
        listed = [self._interpreter.read(item, talk) for item in items(sentence)]
        sure = all(item.stands and item.evidence >= LISTED for item in listed)
        if sure and _distinct(listed) and whole.evidence < min(item.evidence for item in listed):
            return listed
        return []


def _after(found: Sequence[Reading], talk: Conversation) -> Conversation:
    """Return the conversation as the next part of a message meets it."""
    for reading in reversed(found):
        if (match := reading.decision.match) is not None:
            return Conversation(topic(reading.read_as, match.entry), (match.entry.id,))
    return talk


def topic(read_as: str, entry: Entry) -> str:
    """Return what a follow-up goes on from: the question, or the entry's for mere keywords."""
    return read_as if is_question(read_as) else entry.question


def _taken(reading: Reading) -> Reading:
    """Settle for the best fact where a clause is near to several: it cannot ask back by itself."""
    offered = [choice.fact.id for choice in reading.decision.choices[:1]]
    best = next((match for match in reading.matches if match.entry.id in offered), None)
    if best is None or best.log_odds < TAKEN:
        return reading
    why = f"{reading.decision.why}, and a clause cannot ask back"
    return replace(reading, decision=Decision(Outcome.ANSWER, why, best))


def _distinct(readings: Sequence[Reading]) -> bool:
    """Tell whether there are several readings, and of different entries."""
    ids = [reading.decision.match.entry.id for reading in readings if reading.decision.match]
    return len(ids) > 1 and len(set(ids)) == len(ids)


def _merged(readings: Sequence[Reading]) -> list[Reading]:
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
