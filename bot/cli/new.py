"""``new``: a folder for another article, with a draft of its facts to fill in."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from bot.cli.common import knowledge_folder, knowledge_option
from bot.errors import DraftError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

Read = TypeVar("Read", "dt.date", str)


@click.command
@click.argument("slug")
@click.argument("textfile", type=click.Path(path_type=Path))
@click.option("--title", help="The headline; asked for where it is not given.")
@click.option(
    "--published", metavar="YYYY-MM-DD", help="The day of publication; asked for likewise."
)
@knowledge_option
def command(
    slug: str, textfile: Path, title: str | None, published: str | None, knowledge_dir: Path | None
) -> None:
    """Make a folder SLUG for the article whose text is in TEXTFILE, with a draft of its facts.

    The draft has a fact for each sentence, commented out until you have written its question and
    answer. Nothing is ever overwritten.

    \b
    Example:
      python -m bot new lighthouse story.txt --title "The lamp is lit" --published 2024-06-01
    """
    from bot.knowledge import scaffold as draft
    from bot.language.sentences import sentences

    folder = knowledge_folder(knowledge_dir)
    draft.check_slug(folder, slug)
    text = draft.read_article(textfile)
    headline = _given("--title", title, "Title", _title)
    day = _given("--published", published, "Published (YYYY-MM-DD)", _date)
    made = draft.create(folder, slug, text, headline, day)
    click.echo(
        f"{made} has a draft of {len(sentences(text))} facts.\n"
        f"Write them in {made / 'facts.yaml'}, then run: python -m bot check"
    )


def _given(option: str, value: str | None, prompt: str, read: Callable[[str], Read]) -> Read:
    """Return what the option says, or ask for it where somebody is there to answer."""
    if value is None and not _can_ask():
        raise DraftError(f"{option} is missing, and there is no terminal to ask for it: give it.")
    if value is None:
        answer: Read = click.prompt(prompt, value_proc=read)
        return answer
    try:
        return read(value)
    except click.BadParameter as error:
        raise DraftError(f"{option}: {error.message}") from None


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
