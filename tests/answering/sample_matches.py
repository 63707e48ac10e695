"""Matches and knowledge for the tests of answering, with as much evidence as a test needs."""

from __future__ import annotations

import datetime as dt
import math
from typing import TYPE_CHECKING

from bot.knowledge.model import Article, Fact, Knowledge
from bot.matching.match import Match

if TYPE_CHECKING:
    from bot.knowledge.model import Entry

HONDA = "Honda builds the body of the car."
QUALCOMM = "Qualcomm designs the chips of the car."


def match(entry: Entry, evidence: float) -> Match:
    """A match with this evidence, the log-odds of its probability."""
    return Match(entry, 1 / (1 + math.exp(-evidence)), entry.question)


def partners() -> Knowledge:
    """Two facts that differ in a name alone, so that a follow-up can put one for the other."""
    article = Article("car", "A car of many makers", dt.date(2021, 3, 8), f"{HONDA} {QUALCOMM}")
    return Knowledge(
        (article,),
        (
            _part("honda", "Honda", "Honda builds the body.", HONDA),
            _part("qualcomm", "Qualcomm", "Qualcomm designs the chips.", QUALCOMM),
        ),
    )


def _part(fact_id: str, name: str, answer: str, quote: str) -> Fact:
    asked_as = (f"part of {name} in the car", f"what is the role of {name}")
    question = f"What does {name} contribute to the car?"
    return Fact(fact_id, "car", question, answer, asked_as, (quote,))
