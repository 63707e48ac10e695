"""A reply: what the bot decided, in values that the terminal, Telegram and JSON all render."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bot.knowledge.model import Entry, Fact
    from bot.matching.match import Match


class Outcome(StrEnum):
    """The five things that a question can lead to."""

    ANSWER = "answer"
    CHOICES = "choices"
    PASSAGE = "passage"
    NOT_STATED = "not_stated"
    NO_ANSWER = "no_answer"


@dataclass(frozen=True, slots=True)
class Answered:
    """An entry given as the answer to ``asked``, a part of the message (or the whole of it)."""

    entry: Entry
    asked: str
    score: float
    quotes: tuple[str, ...]

    @property
    def note(self) -> str | None:
        """The fact's caution, where it has one."""
        return getattr(self.entry, "note", None)

    def as_dict(self) -> dict[str, Any]:
        """Return the item as the JSON contract has it."""
        return {
            "fact": self.entry.id,
            "article": self.entry.article,
            "asked": self.asked,
            "stated": self.entry.stated,
            "answer": self.entry.answer,
            "quotes": list(self.quotes),
            "note": self.note,
            "score": round(self.score, 1),
        }


@dataclass(frozen=True, slots=True)
class Choice:
    """A fact that may be meant, offered by its canonical question."""

    fact: Fact
    score: float

    def as_dict(self) -> dict[str, Any]:
        """Return the choice as the JSON contract has it."""
        return {
            "fact": self.fact.id,
            "article": self.fact.article,
            "question": self.fact.question,
            "quotes": list(self.fact.quotes),
            "score": round(self.score, 1),
        }


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of an article that is near to what was asked, whether or not a fact quotes it.

    ``article`` is the slug; ``score`` runs from 0 to 100.
    """

    article: str
    quote: str
    score: float

    def as_dict(self) -> dict[str, Any]:
        """Return the passage as the JSON contract has it."""
        return {"article": self.article, "quote": self.quote, "score": round(self.score, 1)}


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a message, and what became of it.

    ``asked`` is the part as it was typed; ``read_as`` is what it was matched as, which differs
    where a follow-up was completed from the conversation; ``why`` is the decision in a sentence.
    ``answered`` is the entry decided on, if any: a part that the article does not answer has
    the outcome ``not_stated`` or ``no_answer`` and keeps its place among the parts.
    ``passages`` are the sentences nearest to it, whatever was decided; ``off_topic`` is the
    probability, from 0 to 1, that it is about something else altogether.
    """

    asked: str
    read_as: str
    outcome: Outcome
    why: str
    matches: tuple[Match, ...] = ()
    answered: Answered | None = None
    choices: tuple[Choice, ...] = ()
    passages: tuple[Passage, ...] = ()
    unmentioned: tuple[str, ...] = ()
    off_topic: float = 0.0


@dataclass(frozen=True, slots=True)
class Reply:
    """The bot's decision on a whole message.

    ``parts`` has one item for each thing that the message asks, in the order asked.
    ``small_talk`` is the friendly word for a greeting, thanks and the like, and then the outcome
    is ``no_answer``. ``suggestions`` are facts to offer next: two related ones after an answer,
    those that an entry says to see or that quote a passage, else facts to begin with.
    ``left_out`` are questions of a long message that go beyond what is read of one.
    """

    question: str
    outcome: Outcome
    parts: tuple[Part, ...] = ()
    small_talk: str | None = None
    suggestions: tuple[Fact, ...] = ()
    took_ms: float = 0.0
    left_out: tuple[str, ...] = ()

    @property
    def answers(self) -> tuple[Answered, ...]:
        """The items given, those the article does not state among them, in the order asked."""
        return tuple(part.answered for part in self.parts if part.answered is not None)

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The facts offered to tap where the outcome is ``choices``; else empty."""
        if self.outcome is not Outcome.CHOICES:
            return ()
        return next((part.choices for part in self.parts if part.choices), ())

    @property
    def passages(self) -> tuple[Passage, ...]:
        """The sentences shown where the outcome is ``passage``; else empty."""
        if self.outcome is not Outcome.PASSAGE:
            return ()
        return next((part.passages for part in self.parts if part.outcome is Outcome.PASSAGE), ())

    @property
    def unmentioned(self) -> tuple[str, ...]:
        """Names and figures of the message that no article mentions, as they were typed."""
        return tuple(dict.fromkeys(name for part in self.parts for name in part.unmentioned))

    @property
    def best(self) -> Match | None:
        """The top match whatever was decided; None where no word of the question is known."""
        tops = [part.matches[0] for part in self.parts if part.matches]
        return max(tops, key=lambda match: match.score, default=None)

    def as_dict(self, chat: str | None = None) -> dict[str, Any]:
        """Return the reply as the JSON contract has it; ``chat`` is left out where it is None."""
        best = self.best
        return {
            "question": self.question,
            **({} if chat is None else {"chat": chat}),
            "outcome": self.outcome.value,
            "answers": [answered.as_dict() for answered in self.answers],
            "choices": [choice.as_dict() for choice in self.choices],
            "passages": [passage.as_dict() for passage in self.passages],
            "unmentioned": list(self.unmentioned),
            "best": best
            and {
                "fact": best.entry.id,
                "article": best.entry.article,
                "score": round(best.score, 1),
            },
            "took_ms": round(self.took_ms, 2),
        }
