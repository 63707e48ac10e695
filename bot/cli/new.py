"""``new``: a folder for another article, with a draft of its facts to fill in."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from bot.cli.common import knowledge_folder, knowledge_option
from bot.errors import ScaffoldError
from bot.knowledge.characters import spelt_out

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

SAMPLE = "sensetime"

Read = TypeVar("Read", "dt.date", str)


@click.command
@click.argument("slug")
@click.argument("textfile", type=click.Path(path_type=Path))
@click.option("--title", help="The headline; asked for where it is not given.")
@click.option(
    "--published", metavar="YYYY-MM-DD", help="The day of publication; asked for likewise."
)
@click.option(
    "--live", is_flag=True, help="Let drafted facts answer at once, each with its sentence."
)
@knowledge_option
def command(
    slug: str,
    textfile: Path,
    title: str | None,
    published: str | None,
    live: bool,
    knowledge_dir: Path | None,
) -> None:
    """Make a folder SLUG for the article whose text is in TEXTFILE, with a draft of its facts.

    The draft has a fact for each sentence, with a question where a simple pattern finds one. Until
    you take a fact out of its comment, the bot answers with the article's sentences. Nothing is
    ever overwritten.

    \b
    Example:
      python -m bot new lighthouse story.txt --title "The lamp is lit" --published 2024-06-01
    """
    from bot.knowledge import scaffold

    folder = knowledge_folder(knowledge_dir)
    scaffold.check_slug(folder, slug)
    text = scaffold.read_article(textfile)
    headline = _given("--title", title, "Title", _title)
    day = _given("--published", published, "Published (YYYY-MM-DD)", _date)
    made = scaffold.create(folder, slug, text, headline, day, live=live)
    click.echo(_told(made, len(scaffold.drafted(text)), live=live))


def _told(made: Path, facts: int, *, live: bool) -> str:
    """Return what was made, and the steps that a person takes next."""
    path, sample = spelt_out(str(made)), made.with_name(SAMPLE)
    todo = "" if live else ' and take the "# " from its lines'
    steps = [
        f"{path} is made, with a draft of {facts} facts; its sentences answer questions already.",
        f"1. Correct the draft in {path}/facts.yaml{todo}, entry by entry.",
        f"2. See what is left to do: python -m bot check {made.name}",
        "3. Try it: python -m bot chat",
    ]
    if sample.is_dir():
        folder = spelt_out(str(sample))
        steps.append(f"The sample article answers too; to take it out, delete the folder {folder}.")
    return "\n".join(steps)


def _given(option: str, value: str | None, prompt: str, read: Callable[[str], Read]) -> Read:
    """Return what the option says, or ask for it where somebody is there to answer."""
    if value is None and not _can_ask():
        raise ScaffoldError(
            f"{option} is missing, and there is no terminal to ask for it: give it."
        )
    if value is None:
        answer: Read = click.prompt(prompt, value_proc=read)
        return answer
    try:
        return read(value)
    except click.BadParameter as error:
        raise ScaffoldError(f"{option}: {error.message}") from None


def _can_ask() -> bool:
    return sys.stdin.isatty()


def _title(value: str) -> str:
    from bot.knowledge.scaffold import clean

    if not (title := " ".join(clean(value).split())):
        raise click.BadParameter("the title is empty, write one.")
    return title


def _date(value: str) -> dt.date:
    from bot.knowledge.knowledge_file import parse_date

    day = parse_date(value.strip())
    if day is None:
        raise click.BadParameter(f"{value!r} is no date, write it as YYYY-MM-DD.")
    return day
