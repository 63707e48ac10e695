"""Texts for admins: figures and gaps as sentences, no names of the code's own."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from bot.answering.reply import Outcome
from bot.telegram.views import texts
from bot.telegram.views.limits import isolated

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.authoring.gaps import Gap
    from bot.knowledge.model import Knowledge
    from bot.telegram.metrics import Metrics

GAPS_SHOWN = 15


def stats_text(metrics: Metrics, knowledge: Knowledge) -> str:
    """Say how many questions came since the start, how it went, and how fast."""
    uptime = duration(time.monotonic() - metrics.started)
    total = metrics.outcomes.total()
    facts = count_of(sum(1 for _ in knowledge.facts), "fact")
    articles = count_of(len(knowledge.articles), "article")
    known = texts.STATS_KNOWLEDGE.format(facts=facts, articles=articles)
    if not total:
        return f"{texts.STATS_NONE.format(uptime=uptime)} {known}"
    outcomes = [
        texts.STATS_OUTCOMES[each].format(count=metrics.outcomes[each])
        for each in Outcome
        if metrics.outcomes[each]
    ]
    asked = texts.STATS.format(
        uptime=uptime, questions=count_of(total, "question"), outcomes=listed(outcomes)
    )
    median, slow = (_milliseconds(each) for each in metrics.speed_ms)
    votes = texts.STATS_VOTES.format(up=metrics.up, down=metrics.down)
    speed = texts.STATS_SPEED.format(median=median, slow=slow)
    return "\n\n".join((asked, votes, speed, known))


def gaps_text(gaps: Sequence[Gap]) -> str:
    """List what was asked in vain, most asked first."""
    if not gaps:
        return texts.NO_GAPS
    return "\n\n".join([texts.GAPS, *(_gap(gap) for gap in gaps[:GAPS_SHOWN])])


def duration(seconds: float) -> str:
    """Return a time as people say it, in the two largest units: 2 days and 3 hours."""
    minutes = round(seconds) // 60
    hours, days = minutes // 60, minutes // (24 * 60)
    parts = [(days, "day"), (hours % 24, "hour"), (minutes % 60, "minute")]
    said = [count_of(number, unit) for number, unit in parts if number]
    return " and ".join(said[:2]) or count_of(round(seconds), "second")


def count_of(number: int, unit: str) -> str:
    """Return a number with its noun: 1 question, 2 questions."""
    return f"{number:,} {unit}{'' if number == 1 else 's'}"


def listed(items: Iterable[str]) -> str:
    """Return the items as a list in a sentence: a, b and c."""
    *others, last = items
    return f"{', '.join(others)} and {last}" if others else last


def _gap(gap: Gap) -> str:
    return texts.GAP.format(
        times=f"{gap.count} ×",
        question=isolated(gap.questions[0]),
        outcomes=listed(texts.GAP_OUTCOMES.get(each, each) for each in gap.outcomes),
    )


def _milliseconds(time_ms: float) -> str:
    return f"{time_ms:.0f} ms" if time_ms >= 1 else "1 ms"
