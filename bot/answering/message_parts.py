"""Parting a message into the questions that it asks, as far as each stands on its own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answering.conversation import Conversation
from bot.answering.decision import Decision
from bot.answering.reply import Outcome
from bot.answering.segmentation import clauses, items, sentences

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answering.interpreter import Reader, Reading

LISTED = 1.5
"""Evidence, a score of 82, from which an item of a mere list is taken for a question."""

TAKEN = 0.5
"""Evidence, a score of 62, from which a clause of several takes its best fact."""


class Parter:
    """Finds the questions of a message by reading it in pieces."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def readings(self, message: str, talk: Conversation) -> list[Reading]:
        """Read a message as one question, or as several where each stands on its own."""
        found: list[Reading] = []
        before = talk
        asking = sentences(message)
        for sentence in asking:
            found += self._sentence(sentence, before)
            before = _after(found, talk)
        if len(asking) > 1:
            found = [reading for reading in found if reading.stands or _asks(reading)]
        whole = self._reader.read(message, talk)
        if not any(reading.stands for reading in found):
            return [whole]
        if len(found) == 1 and whole is not found[0] and self._needs(whole, found[0]):
            return [whole]
        return _merged(found)

    def _sentence(self, sentence: str, talk: Conversation) -> list[Reading]:
        """Read a sentence, parting it where the parts stand and the sentence says no more."""
        if several := self._parted(clauses(sentence), talk):
            return several
        whole = self._reader.read(sentence, talk)
        listed = [self._reader.read(item, talk) for item in items(sentence)]
        sure = all(item.stands and item.evidence >= LISTED for item in listed)
        if sure and _distinct(listed) and whole.evidence < min(item.evidence for item in listed):
            return listed
        return [whole]

    def _parted(self, pieces: Sequence[str], talk: Conversation) -> list[Reading]:
        """Read each clause as a question, joining those that do not stand to the next one."""
        found: list[Reading] = []
        pending = ""
        for piece in pieces:
            talk_so_far = _after(found, talk)
            readings = [self._reader.read(f"{pending} {piece}".strip(), talk_so_far)]
            if pending and not self._reader.asks(pending):
                readings.append(self._reader.read(piece, talk_so_far))
            best = _taken(max(readings, key=lambda reading: (reading.stands, reading.evidence)))
            if best.stands and self._reader.asks(piece):
                found.append(best)
                pending = ""
            else:
                pending = readings[0].asked
        return found if not pending and _distinct(found) else []

    def _needs(self, whole: Reading, question: Reading) -> bool:
        """Tell whether a question is better read with its lead-in, to which it may point back."""
        surer = whole.stands and whole.evidence > question.evidence
        return surer or self._reader.points_back(question.asked)


def _after(found: Sequence[Reading], talk: Conversation) -> Conversation:
    """Return the conversation as the next part of a message meets it."""
    for reading in reversed(found):
        if reading.decision.match is not None:
            return Conversation(reading.asked, (reading.decision.match.entry.id,))
    return talk


def _taken(reading: Reading) -> Reading:
    """Settle for the best fact where a clause is near to several: it cannot ask back by itself."""
    offered = [choice.fact.id for choice in reading.decision.choices[:1]]
    best = next((match for match in reading.matches if match.entry.id in offered), None)
    if best is None or best.evidence < TAKEN:
        return reading
    why = f"{reading.decision.why}, and a clause cannot ask back"
    return replace(reading, decision=Decision(Outcome.ANSWER, why, best))


def _asks(reading: Reading) -> bool:
    return reading.asked.endswith("?")


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
