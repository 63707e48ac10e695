"""``review``: what was asked in vain, one by one, and what the maintainer decides about it."""

from __future__ import annotations

import sys
from contextlib import closing
from typing import TYPE_CHECKING

import click

from bot.cli.common import knowledge_folder, knowledge_option
from bot.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

    from bot.answering.answerer import Answerer
    from bot.cli.reviewing import Reviewing


@click.command
@knowledge_option
def command(knowledge_dir: Path | None) -> None:
    """Go through what was asked in vain, most asked first, and write what you decide into the YAML.

    Each change is tried with the tests before it is kept, and can be undone.

    \b
    Example:
      python -m bot review
    """
    from bot.cli.reviewing import Reviewing
    from bot.journal import Journal

    settings = Settings.load()
    folder = knowledge_folder(knowledge_dir, settings)
    with closing(Journal.of(settings)) as journal:
        if journal.path is None:
            click.echo("The journal is off, so there is nothing to review: JOURNAL=off.")
            return
        try:
            _go_through(Reviewing(folder, journal, _built))
        except (EOFError, KeyboardInterrupt, click.Abort):
            click.echo("\nWhat was decided is kept.")


def _built(folder: Path) -> Answerer:
    from bot.answering.answerer import Answerer
    from bot.knowledge.loader import load

    return Answerer(load(folder))


def _go_through(reviewing: Reviewing) -> None:
    while (shown := reviewing.show()) is not None:
        click.echo(f"{shown}\n")
        key = _key(reviewing.prompt())
        if key == "q":
            return
        click.echo(f"{reviewing.press(key, _ask)}\n")
    click.echo("Nothing is left to review.")


def _key(prompt: str) -> str:
    """Return one key; from a pipe, the first character of a line."""
    if sys.stdin.isatty():
        click.echo(prompt, nl=False)
        key = click.getchar()
        click.echo(key if key.isprintable() else "")
        if key in ("\x03", "\x04"):
            raise EOFError
        return key.lower()
    return input(prompt).strip()[:1].lower()


def _ask(what: str, proposed: str) -> str:
    """Ask for a text, the proposed one being there to be edited or taken with Return."""
    answer: str = click.prompt(what, default=proposed, show_default=bool(proposed))
    return answer.strip()
