"""The commands, each in a module of its own that is imported only when it is called."""

from __future__ import annotations

import io
import os
import sys
from importlib import import_module
from pathlib import Path

import click

from bot.errors import BotError

COMMANDS = ("chat", "run", "ask", "check", "test", "gaps", "review", "new")


class LazyGroup(click.Group):
    """A group whose commands are found by module name, so that none pays for another's imports."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002, click passes it
        """Return the names in the order in which ``--help`` shows them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import the module of this name and return its ``command``; None where there is none."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"bot.cli.{cmd_name}").command
        return command


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
def commands() -> None:
    """Answer questions about an article, showing the sentences that each answer rests on.

    \b
    Example:
      python -m bot chat
    """


def main() -> None:
    """Run the command line; errors end in one sentence on standard error and exit code 2."""
    _have_streams()
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    try:
        commands(prog_name="python -m bot")
    except (BotError, OSError) as error:
        from bot.logs import presentable

        click.echo(presentable(str(error)), err=True)
        sys.exit(2)


def _have_streams() -> None:
    """Give what is read and written nowhere to go, where a standard stream was closed before."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115
