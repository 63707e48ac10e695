"""Shared by several commands: the ``--knowledge`` option and loading what it names."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.knowledge.characters import spelt_out
from bot.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.knowledge.model import Knowledge


def knowledge_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--knowledge DIR``, whose value is None where it was not given."""
    return click.option(
        "--knowledge",
        "knowledge_dir",
        type=click.Path(path_type=Path),
        metavar="DIR",
        help="The folder with one folder per article (default: KNOWLEDGE_DIR, else knowledge).",
    )(command)


def knowledge_folder(given: Path | None, settings: Settings | None = None) -> Path:
    """Return the folder to use: the one given, else the one of the settings."""
    return given if given is not None else (settings or Settings.load()).knowledge_dir


def load_knowledge(given: Path | None) -> Knowledge:
    """Load the folder to use; :class:`~bot.errors.KnowledgeError` ends the command with 2."""
    from bot.knowledge.loader import load

    return load(knowledge_folder(given))


def check_slug(slug: str, folder: Path) -> None:
    """Refuse a name that is no article's, with the one that was meant."""
    from bot.knowledge.node_reader import did_you_mean

    known = sorted(path.name for path in folder.glob("*") if path.is_dir())
    if slug not in known:
        right = did_you_mean(slug, known) or f"there is {', '.join(known) or 'none'}."
        raise click.UsageError(spelt_out(f"{folder} has no article {slug!r}: {right}"))
