"""What was asked in vain, grouped like with like, so that a maintainer sees what to add."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.answering.reply import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.answering.reply import Part, Reply

THUMBS_DOWN = "thumbs_down"


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A question that was asked in vain, ``count`` times in all, as it was read.

    ``outcome`` is one of ``no_answer``, ``not_stated``, ``choices`` (offered, none taken) and
    ``thumbs_down``; ``nearest`` is the id of the entry that came nearest, if any did.
    """

    question: str
    outcome: str
    nearest: str | None = None
    count: int = 1


def in_vain(reply: Reply) -> Iterator[Unanswered]:
    """Yield the parts of a message that no entry answered, each as it was read.

    Small talk and blank messages are nothing asked; choices count as not taken yet.
    """
    if reply.small_talk is not None:
        return
    for part in reply.parts:
        if part.read_as.strip() and _unanswered(part):
            nearest = part.matches[0].entry.id if part.matches else None
            yield Unanswered(part.read_as, part.outcome.value, nearest)


def _unanswered(part: Part) -> bool:
    if part.outcome is Outcome.NOT_STATED:
        return part.answered is None
    return part.outcome is not Outcome.ANSWER
