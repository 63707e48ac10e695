"""Scoring of question sets: what became of each question, and the figures over all of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.answering.conversation import Conversation
from bot.answering.reply import Outcome
from bot.authoring.question_set import Kind, Turn
from bot.language.normalization import one_line, phrasing_key, straight
from bot.language.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from bot.answering.answerer import Answerer
    from bot.answering.reply import Answered, Reply
    from bot.authoring.held_out import HeldOut
    from bot.authoring.question_set import Question

QUOTED_SENTENCES_AT_MOST = 3
# A quote may be a piece of the sentence that it has to show, but not a mere word or two of it.
PIECE_WORDS_AT_LEAST = 4


class Verdict(StrEnum):
    """The fate of a question, counted as the project's targets count it."""

    RIGHT = "right"
    AMONG_CHOICES = "among the choices"
    WRONG = "wrong"
    MISSED = "missed"
    TOLD = "told that it is not stated"
    ANSWERED = "answered as if it were stated"
    NOT_ANSWERED = "not answered"


AS_IT_SHOULD_BE = frozenset({Verdict.RIGHT, Verdict.TOLD, Verdict.NOT_ANSWERED})


@dataclass(frozen=True, slots=True)
class Scored:
    """A question of a set with the reply that it got and what that is worth.

    ``left_out`` says that the question stands in the knowledge word for word, so that finding
    it shows nothing.
    """

    question: Question
    reply: Reply
    verdict: Verdict
    left_out: bool

    @property
    def handled(self) -> bool:
        """True where the question was handled as it should be."""
        return self.verdict in AS_IT_SHOULD_BE


@dataclass(frozen=True, slots=True)
class Figure:
    """A count out of a total, under a name that says what was counted."""

    name: str
    count: int
    of: int

    @property
    def percent(self) -> float:
        """The share, from 0 to 100; 0 where there was nothing to count."""
        return 100 * self.count / self.of if self.of else 0.0


def score(conversations: Iterable[Sequence[Question]], answerer: Answerer) -> Iterator[Scored]:
    """Ask every question, each conversation with a memory of its own, and judge the replies."""
    entries = answerer.knowledge.entries
    known = {_key(phrasing) for entry in entries for phrasing in entry.phrasings}
    for questions in conversations:
        conversation = Conversation()
        for question in questions:
            reply = answerer.reply(question.text, conversation)
            verdict = judge(question, reply)
            yield Scored(question, reply, verdict, _key(question.text) in known)


def judge(question: Question, reply: Reply) -> Verdict:
    """Say what a reply is worth as the reply to this question."""
    if question.kind is Kind.ANSWERABLE:
        return _judge_answerable(question, reply)
    if question.kind is Kind.SEVERAL_PARTS:
        return Verdict.RIGHT if _has_every_part(question, reply) else Verdict.MISSED
    if reply.outcome is Outcome.ANSWER:
        return Verdict.ANSWERED
    told = reply.outcome is Outcome.NOT_STATED
    return Verdict.TOLD if told else Verdict.NOT_ANSWERED


def figures(scored: Iterable[Scored]) -> tuple[Figure, ...]:
    """Return the figures over what is not left out; those with nothing to count are not there."""
    counted = [item for item in scored if not item.left_out]
    table = (_figure(name, counted, among, good) for name, among, good in _FIGURES)
    return tuple(figure for figure in table if figure.of)


def held_out_figures(asked: Sequence[HeldOut]) -> tuple[Figure, ...]:
    """Return how many phrasings found their entry without being there: all, and by its kind."""
    facts = [item for item in asked if item.phrasing.entry.stated]
    gaps = [item for item in asked if not item.phrasing.entry.stated]
    groups = (("all phrasings", asked), ("of facts", facts), ("of not-stated entries", gaps))
    return tuple(
        Figure(f"held out, {name}: found", sum(not item.lost for item in group), len(group))
        for name, group in groups
        if group
    )


def _judge_answerable(question: Question, reply: Reply) -> Verdict:
    (gold,) = question.gold
    match reply.outcome:
        case Outcome.ANSWER:
            return Verdict.RIGHT if _is_right(question, reply.answers[0]) else Verdict.WRONG
        case Outcome.NOT_STATED:
            return Verdict.WRONG
        case Outcome.CHOICES if any(_quotes(choice.fact.quotes, gold) for choice in reply.choices):
            return Verdict.AMONG_CHOICES
    return Verdict.MISSED


def _is_right(question: Question, first: Answered) -> bool:
    (gold,) = question.gold
    return (
        bool(first.entry.answer.strip())
        and sum(len(sentences(_folded(quote))) for quote in first.quotes)
        <= QUOTED_SENTENCES_AT_MOST
        and _quotes(first.quotes, gold)
        and _says_all(question, [first])
    )


def _has_every_part(question: Question, reply: Reply) -> bool:
    quotes = [quote for answered in reply.answers for quote in answered.quotes]
    return (
        len(reply.answers) <= len(question.gold) + 1
        and all(_quotes(quotes, gold) for gold in question.gold)
        and _says_all(question, reply.answers)
    )


def _says_all(question: Question, answers: Iterable[Answered]) -> bool:
    said = " ".join(
        " ".join((answered.entry.answer, answered.note or "", *answered.quotes))
        for answered in answers
    )
    return all(pattern.search(said) for pattern in question.must)


def _quotes(quotes: Iterable[str], gold: Iterable[str]) -> bool:
    """Tell whether a quote shows one of the sentences: whole, in a longer quote, or a piece."""
    shown = [_folded(sentence) for sentence in gold]
    return any(
        sentence in quote or (quote in sentence and len(quote.split()) >= PIECE_WORDS_AT_LEAST)
        for quote in map(_folded, quotes)
        for sentence in shown
    )


def _folded(text: str) -> str:
    return one_line(straight(text))


def _key(phrasing: str) -> str:
    return phrasing_key(straight(phrasing))


def _figure(
    name: str,
    scored: Iterable[Scored],
    among: Callable[[Scored], bool],
    good: Callable[[Scored], bool],
) -> Figure:
    counted = [item for item in scored if among(item)]
    return Figure(name, sum(map(good, counted)), len(counted))


def _alone(*kinds: Kind) -> Callable[[Scored], bool]:
    return lambda item: item.question.turn is Turn.ALONE and item.question.kind in kinds


def _later(item: Scored) -> bool:
    return item.question.turn is Turn.LATER


def _handled(item: Scored) -> bool:
    return item.handled


def _is(*verdicts: Verdict) -> Callable[[Scored], bool]:
    return lambda item: item.verdict in verdicts


_ALL = _alone(Kind.ANSWERABLE, Kind.NOT_STATED, Kind.OFF_TOPIC)
_FIGURES: tuple[tuple[str, Callable[[Scored], bool], Callable[[Scored], bool]], ...] = (
    ("all kinds: handled as they should be", _ALL, _handled),
    ("answerable: right", _alone(Kind.ANSWERABLE), _is(Verdict.RIGHT)),
    (
        "answerable: right or among the choices",
        _alone(Kind.ANSWERABLE),
        _is(Verdict.RIGHT, Verdict.AMONG_CHOICES),
    ),
    ("answerable: wrong answer given", _alone(Kind.ANSWERABLE), _is(Verdict.WRONG)),
    ("not stated: handled as they should be", _alone(Kind.NOT_STATED), _handled),
    ("not stated: answered as if it were", _alone(Kind.NOT_STATED), _is(Verdict.ANSWERED)),
    ("not stated: told so in words", _alone(Kind.NOT_STATED), _is(Verdict.TOLD)),
    ("off topic: handled as they should be", _alone(Kind.OFF_TOPIC), _handled),
    ("off topic: answered", _alone(Kind.OFF_TOPIC), _is(Verdict.ANSWERED)),
    ("conversations: later turns right", _later, _handled),
    ("several things asked: every part quoted", _alone(Kind.SEVERAL_PARTS), _handled),
)
