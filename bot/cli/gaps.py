"""``gaps``: what people asked in vain, and lines of YAML to paste for it."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from bot.answering.reply import Outcome
from bot.authoring.gaps import THUMBS_DOWN
from bot.authoring.review_cases import cases, open_gaps
from bot.cli.common import knowledge_option, load_knowledge
from bot.cli.progress import progress
from bot.cli.terminal import dim, plain
from bot.journal import Journal
from bot.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

    from bot.answering.answerer import Answerer
    from bot.authoring.gaps import Gap
    from bot.authoring.review_cases import Case

OUTCOMES = {
    Outcome.NO_ANSWER: "not found",
    Outcome.PASSAGE: "passages shown",
    Outcome.NOT_STATED: "not stated",
    Outcome.CHOICES: "no choice taken",
    THUMBS_DOWN: "thumbs down",
}
SHOWN = 50


@click.command
@knowledge_option
@click.option("--yaml", "as_yaml", is_flag=True, help="Print lines to paste into the YAML.")
@click.option("--all", "every", is_flag=True, help=f"List all, not only the first {SHOWN}.")
@click.option("--clear", is_flag=True, help="Empty the journal, votes included.")
def command(knowledge_dir: Path | None, as_yaml: bool, every: bool, clear: bool) -> None:
    """List what people asked in vain, most asked first; questions answered by now are left out.

    \b
    Example:
      python -m bot gaps
      python -m bot gaps --yaml
    """
    with closing(Journal.of(Settings.load())) as journal:
        if clear:
            journal.clear()
            click.echo("The journal is empty now.")
            return
        gaps = open_gaps(journal)
    if not gaps:
        off = " It is off: JOURNAL=off." if journal.path is None else ""
        click.echo(f"The journal holds no question asked in vain.{off}", err=as_yaml)
        return
    from bot.answering.answerer import Answerer

    answerer = Answerer(load_knowledge(knowledge_dir))
    listed = _listed(gaps, answerer, len(gaps) if every else SHOWN)
    if as_yaml:
        _print_yaml(listed, answerer)
    else:
        _print(listed)


@dataclass(frozen=True, slots=True)
class _Listed:
    """The cases to show, and how many were left out as answered or not looked at."""

    cases: tuple[Case, ...]
    answered: int
    unseen: int


def _listed(gaps: tuple[Gap, ...], answerer: Answerer, limit: int) -> _Listed:
    """Ask the gaps one by one until there are enough: each takes tens of milliseconds."""
    shown: list[Case] = []
    seen = 0
    for case in progress(cases(gaps, answerer), min(len(gaps), limit), "Asking"):
        seen += 1
        if not case.answered:
            shown.append(case)
        if len(shown) == limit:
            break
    return _Listed(tuple(shown), seen - len(shown), len(gaps) - seen)


def _print(listed: _Listed) -> None:
    for case in listed.cases:
        why = ", ".join(OUTCOMES.get(outcome, outcome) for outcome in case.outcomes)
        click.echo(f"{case.count:>5} ×  {plain(case.question)}  {dim(why)}")
        for other in case.wordings[1:]:
            click.echo(f"{'':9}{plain(other)}")
        click.echo(dim(f"{'':9}nearest: {_nearest(case)}"))
    if listed.answered:
        noun = "question is" if listed.answered == 1 else "questions are"
        click.echo(f"{listed.answered} {noun} answered by now and left out.")
    if listed.unseen:
        click.echo(f"{listed.unseen:,} more were asked more seldom; --all lists them.")


def _nearest(case: Case) -> str:
    if not case.nearest:
        return "nothing"
    entry = case.nearest[0]
    return f"{entry.id}, {plain(entry.question)}"


def _print_yaml(listed: _Listed, answerer: Answerer) -> None:
    from bot.answering.answerer import Answerer
    from bot.authoring.gap_yaml import lines

    for line in lines(listed.cases, answerer, Answerer):
        click.echo(line)
