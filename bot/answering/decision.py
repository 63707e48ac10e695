"""What to do about a question, by its matches: the thresholds, and nothing else.

A wrong answer is worse than a question back, and a question back is worse than an answer. The
thresholds are evidence, the log odds of a score. They were set on 640 questions about the shipped
article by people who had not seen its phrasings, 240 of them near misses. Of these, 92 % are
handled as they should be; of 192 others 90 %.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.answering.reply import Choice, Outcome
from bot.knowledge.model import Fact

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.knowledge.model import Entry
    from bot.matching.match import Match

NEAR = -1.0
"""Below a score of 27, nothing is near."""

CLEAR = -0.6
"""From a score of 35 on, an entry may be meant clearly, if no rival is close."""

CLEAR_THOUGH_VAGUE = 5.0
"""As much evidence as only a question has that is one of the entry's phrasings, word for word."""

FACT_LEAD = 0.3
"""What a fact must be ahead of any rival to be the answer."""

NOT_STATED_LEAD = 1.5
"""What a not-stated entry must be ahead of any fact: being refused an answer is the worse slip."""

STRANGER = 2.2
"""What a question loses that has no word of the articles' world, before anything is clear.

Half of it, before anything is near: to be asked back does a stranger no harm.
"""

SAYS_NOTHING = 5.0
"""What a question loses that has no content word, as "on what?" without a conversation."""

CHOICE_SPAN = 2.5
"""How far behind the best match a choice may be."""

MOST_CHOICES = 3


@dataclass(frozen=True, slots=True)
class Decision:
    """An outcome, why in a sentence, and the match or the choices that it is about."""

    outcome: Outcome
    why: str
    match: Match | None = None
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """How a question stands to the articles' world.

    ``says`` tells whether it has a content word at all, ``vague`` whether what it has says next
    to nothing, ``touches`` whether it has a word of that world, ``names`` whether it names
    somebody or something of it.
    """

    says: bool = True
    vague: bool = False
    touches: bool = True
    names: bool = False

    @property
    def handicap(self) -> float:
        """The evidence to make up for before an entry is clearly meant."""
        return SAYS_NOTHING if not self.says else 0.0 if self.touches else STRANGER

    @property
    def handicap_to_be_near(self) -> float:
        """The evidence to make up for before the question is near anything."""
        return self.handicap / 2 if self.says else self.handicap


def decide(matches: Sequence[Match], standing: Standing) -> Decision:
    """Decide on a question by its matches, best first, and by how it stands to the articles."""
    handicap = standing.handicap
    if not matches or matches[0].evidence - standing.handicap_to_be_near < NEAR:
        return _nothing_near(matches, standing)
    top = matches[0]
    lead, rival = _lead(matches)
    wanted = FACT_LEAD if top.entry.stated else NOT_STATED_LEAD
    clear = top.evidence - handicap >= (CLEAR_THOUGH_VAGUE if standing.vague else CLEAR)
    if clear and lead >= wanted:
        outcome = Outcome.ANSWER if top.entry.stated else Outcome.NOT_STATED
        return Decision(outcome, f"{top.entry.id} is clearly meant{_ahead(lead, rival)}", top)
    why = f"{top.entry.id} is near, but {_doubt(clear=clear, rival=rival)}"
    if choices := _choices(matches):
        return Decision(Outcome.CHOICES, why, choices=choices)
    return Decision(Outcome.NOT_STATED, f"{why}, and no fact is near")


def _nothing_near(matches: Sequence[Match], standing: Standing) -> Decision:
    best = f"the best, {matches[0].entry.id}, scores {matches[0].score:.0f}" if matches else ""
    why = f"nothing is near: {best or 'no word is known'}"
    if matches and standing.handicap:
        why += f", and the question has no {'word of the article' if standing.says else 'content'}"
    if standing.names:
        return Decision(Outcome.NOT_STATED, f"{why}; but it names something of the article")
    return Decision(Outcome.NO_ANSWER, why)


def _lead(matches: Sequence[Match]) -> tuple[float, Match | None]:
    """Return how far the best match is ahead of its best rival, and that rival."""
    top = matches[0]
    rival = next((match for match in matches[1:] if _rivals(top.entry, match.entry)), None)
    return (top.evidence - rival.evidence if rival else float("inf")), rival


def _rivals(top: Entry, other: Entry) -> bool:
    """Tell whether showing one for the other would mislead.

    Two facts that rest on the same sentence are none: it is shown either way. Nor are two things
    that are not stated.
    """
    if isinstance(top, Fact) and isinstance(other, Fact):
        return not set(top.quotes) & set(other.quotes)
    return top.stated or other.stated


def _choices(matches: Sequence[Match]) -> tuple[Choice, ...]:
    least = matches[0].evidence - CHOICE_SPAN
    near = [
        Choice(match.entry, match.score)
        for match in matches
        if isinstance(match.entry, Fact) and match.evidence >= least
    ]
    return tuple(near[:MOST_CHOICES])


def _ahead(lead: float, rival: Match | None) -> str:
    return f", {lead:.1f} ahead of {rival.entry.id}" if rival else ""


def _doubt(*, clear: bool, rival: Match | None) -> str:
    return f"{rival.entry.id} is too close" if clear and rival else "not clearly meant"
