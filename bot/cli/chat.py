"""``chat``: a conversation in the terminal, over the same engine as the Telegram bot."""

from __future__ import annotations

import io
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import click

from bot.cli.common import knowledge_folder, knowledge_option
from bot.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

    from bot.reloader import Change

PROMPT = "> "


@click.command
@knowledge_option
def command(knowledge_dir: Path | None) -> None:
    """Talk about the article; needs no token and no network.

    \b
    Example:
      python -m bot chat
      echo "who led the round?" | python -m bot chat
    """
    settings = Settings.load()
    try:
        _converse(knowledge_folder(knowledge_dir, settings), settings)
    except KeyboardInterrupt:
        click.echo()


def _converse(folder: Path, settings: Settings) -> None:
    from bot.cli.session import Session
    from bot.journal import Journal
    from bot.reloader import LiveAnswerer

    person = sys.stdin.isatty() and sys.stdout.isatty()
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")
    announce = _announce_at_prompt if person else _announce
    with closing(Journal.of(settings)) as journal, LiveAnswerer(folder, announce) as live:
        session = Session(live, journal)
        if person:
            _use_readline()
            click.echo(f"{session.welcome()}\n")
        while not session.over:
            try:
                line = input(PROMPT if person else "")
            except EOFError:
                click.echo(nl=person)
                return
            if text := session.answer(line):
                click.echo(f"\n{text}\n" if person else f"{text}\n")


def _announce(change: Change) -> None:
    click.echo(str(change), err=True)


def _announce_at_prompt(change: Change) -> None:
    """Write above the line that is being typed, and show that line again."""
    readline = sys.modules.get("readline")
    typed = readline.get_line_buffer() if readline else ""
    click.echo(f"\r\033[K{change}\n\n{PROMPT}{typed}", nl=False)
    sys.stdout.flush()


def _use_readline() -> None:
    """Give the prompt a history and the arrow keys, where Python was built with them."""
    try:
        import readline  # noqa: F401
    except ImportError:
        return
