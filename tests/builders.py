"""Values for tests, built with no more than the test is about."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from bot.answering.reply import Answered, Choice, Outcome, Part, Reply
from bot.authoring.question_set import Kind, Question, Turn
from bot.knowledge.model import Article, Fact, NotStated
from bot.matching.match import Match

if TYPE_CHECKING:
    from bot.knowledge.model import Entry

LED = "The round was led by Alibaba, the e-commerce giant."
RAISED = "SenseTime raised $600 million in the round."


def article(text: str = f"{LED} {RAISED}", title: str = "SenseTime raises money") -> Article:
    """An article of 9 April 2018."""
    return Article("news", title, dt.date(2018, 4, 9), text)


def fact(
    fact_id: str = "lead",
    answer: str = "Alibaba led it.",
    quotes: tuple[str, ...] = (LED,),
    question: str = "Who led the round?",
    asked_as: tuple[str, ...] = (),
    note: str | None = None,
) -> Fact:
    """A fact of the article ``news``."""
    return Fact(fact_id, "news", question, answer, asked_as, quotes, None, note)


def not_stated(
    entry_id: str = "share",
    answer: str = "The article does not say.",
    question: str = "What was Alibaba's share?",
    asked_as: tuple[str, ...] = (),
    see: tuple[str, ...] = (),
) -> NotStated:
    """A not-stated entry of the article ``news``."""
    return NotStated(entry_id, "news", question, answer, asked_as, see)


def question(
    kind: Kind = Kind.ANSWERABLE,
    gold: tuple[tuple[str, ...], ...] = ((LED,),),
    must: tuple[str, ...] = (),
    turn: Turn = Turn.ALONE,
    text: str = "who led it",
) -> Question:
    """A question of a set."""
    patterns = tuple(re.compile(pattern, re.IGNORECASE) for pattern in must)
    return Question("q1", text, kind, gold, patterns, turn)


def match(entry: Entry, score: float = 50.0, phrasing: str = "near") -> Match:
    """A match with a score from 0 to 100."""
    return Match(entry, score / 100, phrasing)


def answers(*facts: Fact) -> Reply:
    """A reply that answers with these facts, one for each part."""
    parts = (Answered(fact, "asked", 90, fact.quotes) for fact in facts)
    return _reply(Outcome.ANSWER, *(Part("", "", Outcome.ANSWER, "", (), part) for part in parts))


def choices(*facts: Fact) -> Reply:
    """A reply that offers these facts."""
    offered = tuple(Choice(fact, 50) for fact in facts)
    return _reply(Outcome.CHOICES, Part("", "", Outcome.CHOICES, "", (), None, offered))


def says_not_stated() -> Reply:
    """A reply that says that the article does not say."""
    answered = Answered(not_stated(), "asked", 90, ())
    return _reply(Outcome.NOT_STATED, Part("", "", Outcome.NOT_STATED, "", (), answered))


def no_answer() -> Reply:
    """A reply that found nothing near."""
    return _reply(Outcome.NO_ANSWER, Part("", "", Outcome.NO_ANSWER, ""))


def _reply(outcome: Outcome, *parts: Part) -> Reply:
    return Reply("asked", outcome, parts)
