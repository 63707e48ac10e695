"""Knowledge with some of its phrasings taken out, to be asked as questions."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.knowledge.model import Knowledge


def held_out(knowledge: Knowledge, count: int, seed: int = 7) -> tuple[Knowledge, list[str]]:
    """Take so many phrasings out, at the most one of an entry, and return them as questions."""
    rng = random.Random(seed)
    several = [entry for entry in knowledge.entries if len(entry.asked_as) > 1]
    taken = {entry.id: rng.choice(entry.asked_as) for entry in rng.sample(several, count)}
    entries = tuple(
        replace(entry, asked_as=tuple(text for text in entry.asked_as if text != taken[entry.id]))
        if entry.id in taken
        else entry
        for entry in knowledge.entries
    )
    return replace(knowledge, entries=entries), list(taken.values())
