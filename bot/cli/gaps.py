"""``gaps``: what people asked in vain, and lines to paste into ``facts.yaml`` for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from bot.answering.reply import Outcome
from bot.authoring.gaps import THUMBS_DOWN, group
from bot.cli.common import knowledge_option, load_knowledge
from bot.cli.terminal import dim, plain
from bot.errors import UnknownEntryError
from bot.journal import Journal
from bot.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

    from bot.answering.answerer import Answerer
    from bot.authoring.gaps import Gap
    from bot.knowledge.model import Knowledge

OUTCOMES = {
    Outcome.NO_ANSWER: "not found",
    Outcome.NOT_STATED: "not stated",
    Outcome.CHOICES: "no choice taken",
    THUMBS_DOWN: "thumbs down",
}


@click.command
@knowledge_option
@click.option("--yaml", "as_yaml", is_flag=True, help="Print lines to paste into facts.yaml.")
@click.option("--clear", is_flag=True, help="Empty the journal, thumbs included.")
def command(knowledge_dir: Path | None, as_yaml: bool, clear: bool) -> None:
    """List what people asked in vain, most asked first; questions answered by now are left out.

    \b
    Example:
      python -m bot gaps
      python -m bot gaps --yaml
    """
    journal = Journal.of(Settings.load())
    if clear:
        journal.clear()
        click.echo("The journal is empty now.")
        return
    asked = journal.gaps()
    if not asked:
        off = " It is off: JOURNAL=off." if journal.path is None else ""
        click.echo(f"The journal holds no question asked in vain.{off}", err=as_yaml)
        return
    from bot.answering.answerer import Answerer

    answerer = Answerer(load_knowledge(knowledge_dir))
    gaps = group(asked)
    still_open = [gap for gap in gaps if not _answered_by_now(gap, answerer)]
    if as_yaml:
        _print_yaml(still_open, answerer)
    else:
        _print(still_open, answerer.knowledge)
        _print_left_out(len(gaps) - len(still_open))


def _answered_by_now(gap: Gap, answerer: Answerer) -> bool:
    """Say whether an entry answers it; after a thumb down, whether another one does."""
    found = {answered.entry.id for answered in answerer.reply(gap.questions[0]).answers}
    return bool(found) and not (THUMBS_DOWN in gap.outcomes and gap.nearest in found)


def _print(gaps: list[Gap], knowledge: Knowledge) -> None:
    for gap in gaps:
        why = ", ".join(OUTCOMES[outcome] for outcome in gap.outcomes)
        click.echo(f"{gap.count:>5} ×  {plain(gap.questions[0])}  {dim(why)}")
        for other in gap.questions[1:]:
            click.echo(f"{'':9}{plain(other)}")
        click.echo(dim(f"{'':9}nearest: {_nearest(gap, knowledge)}"))


def _print_left_out(count: int) -> None:
    if count:
        noun = "question is" if count == 1 else "questions are"
        click.echo(f"{count} {noun} answered by now and left out.")


def _nearest(gap: Gap, knowledge: Knowledge) -> str:
    try:
        entry = knowledge.entry(gap.nearest or "")
    except UnknownEntryError:
        return "nothing"
    return f"{entry.id}, {plain(entry.question)}"


def _print_yaml(gaps: list[Gap], answerer: Answerer) -> None:
    from bot.authoring.gap_yaml import lines

    for line in lines(gaps, answerer):
        click.echo(line)
