"""``test --against``: which replies differ from those of another knowledge folder."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

import click

from bot.authoring.comparison import Effect, compare, questions
from bot.cli.progress import progress
from bot.cli.terminal import plain
from bot.journal import Journal
from bot.knowledge.loader import load
from bot.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from bot.answering.reply import Reply
    from bot.authoring.comparison import Difference

LOST = 1
COLORS = {Effect.GAINED: "green", Effect.LOST: "red", Effect.CHANGED: "yellow"}


def print_differences(folder: Path, other: Path, slugs: Sequence[str], as_json: bool) -> int:
    """Ask all questions of both folders and print what differs; return the exit code.

    It is 1 where something that was right went wrong. Ctrl-C ends it with what was found so far.
    """
    from bot.answering.answerer import Answerer

    old, new = Answerer(load(other)), Answerer(load(folder))
    journal = Journal.of(Settings.load())
    in_vain = [each.question for each in journal.gaps()]
    journal.close()
    asked = questions(old.knowledge, new.knowledge, in_vain, slugs)
    compared = progress(compare(asked, old, new), len(asked), "Asking both")
    differences, seen = _taken(compared)
    lost = sum(each.effect is Effect.LOST for each in differences)
    if as_json:
        click.echo(json.dumps(_as_dict(differences, seen, len(asked))))
    else:
        for difference in differences:
            click.echo("\n".join(_lines(difference)) + "\n")
        click.echo(_summary(differences, seen, len(asked)))
    return LOST if lost else 0


def _taken(compared: Iterable[Difference | None]) -> tuple[list[Difference], int]:
    """Return what differs, and how many were asked until the end or Ctrl-C."""
    found: list[Difference] = []
    seen = 0
    try:
        for difference in compared:
            seen += 1
            if difference is not None:
                found.append(difference)
    except KeyboardInterrupt:
        click.echo("Stopped early.", err=True)
    return found, seen


def _lines(difference: Difference) -> list[str]:
    question, effect = difference.question, difference.effect
    expect = f", expected {question.expect}" if question.expect else ""
    return [
        f"{click.style(effect, fg=COLORS[effect])}  {plain(question.text)}"
        f"  ({question.source}{expect})",
        f"  old  {_said(difference.old)}",
        f"  new  {_said(difference.new)}",
    ]


def _said(reply: Reply) -> str:
    given = [f"{item.entry.id}: {item.entry.answer}" for item in reply.answers]
    given += [choice.fact.id for choice in reply.choices]
    given += [passage.quote for passage in reply.passages]
    return plain(" | ".join((reply.outcome, *given)))


def _summary(differences: Sequence[Difference], seen: int, total: int) -> str:
    counts = Counter(difference.effect for difference in differences)
    effects = ", ".join(f"{counts[effect]} {effect}" for effect in Effect)
    of = f"{seen:,}" if seen == total else f"the first {seen:,} of {total:,}"
    return f"Of {of} questions, {len(differences):,} get another reply: {effects}."


def _as_dict(differences: Sequence[Difference], seen: int, total: int) -> dict[str, object]:
    counts = Counter(difference.effect for difference in differences)
    return {
        "questions": total,
        "asked": seen,
        **{str(effect): counts[effect] for effect in Effect},
        "differences": [
            {
                "question": difference.question.text,
                "source": difference.question.source,
                "expect": difference.question.expect,
                "effect": difference.effect,
                "old": difference.old.as_dict(),
                "new": difference.new.as_dict(),
            }
            for difference in differences
        ],
    }
