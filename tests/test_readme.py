"""README says what is so: its commands, options, settings, paths and answers exist as shown."""

from __future__ import annotations

import re
import shlex
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest
from click.testing import CliRunner

from bot.cli import COMMANDS, commands
from bot.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CALL = re.compile(r"python -m bot ((?:[\w-]+)(?: [^`\n|>&]+)?)")
TRANSCRIPT = re.compile(r"^\$ python -m bot (.+)\n((?:(?!```).*\n)+)", re.MULTILINE)


def section(heading: str) -> str:
    """The text under a heading, up to the next of its rank."""
    return README.split(f"\n## {heading}\n")[1].split("\n## ")[0]


def first_column(heading: str) -> list[str]:
    """The code in the first cell of each row of the table under a heading."""
    return re.findall(r"^\| `([^`]+)`", section(heading), re.MULTILINE)


def calls() -> Iterator[str]:
    """What stands after ``python -m bot``, wherever README calls it."""
    return (found.strip() for found in CALL.findall(README) if found.split()[0].islower())


def test_every_command_is_listed() -> None:
    """The table of commands has them all, and no other."""
    assert sorted(row.split()[0] for row in first_column("Commands")) == sorted(COMMANDS)


@pytest.mark.parametrize("call", sorted(set(calls())))
def test_calls_are_possible(call: str) -> None:
    """Every call that README shows names a command and options that there are."""
    name, *arguments = shlex.split(call)
    command = commands.get_command(click.Context(commands), name)

    assert command is not None, f"there is no command {name}"
    known = {option for parameter in command.params for option in parameter.opts}
    assert {word for word in arguments if word.startswith("--")} <= known


def test_options_of_the_table_exist() -> None:
    """An option named in a command's row is one of that command's."""
    for row in re.findall(r"^\| `.*$", section("Commands"), re.MULTILINE):
        name, *options = re.findall(r"`(--\w+|\w+)", row)
        command = commands.get_command(click.Context(commands), name)
        assert command is not None
        known = {option for parameter in command.params for option in parameter.opts}
        assert {option for option in options if option.startswith("--")} <= known


def test_settings_are_the_same_everywhere() -> None:
    """README, ``.env.example`` and the program have the same settings."""
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    names = sorted(field.name.upper() for field in fields(Settings))

    assert sorted(first_column("Settings")) == names
    assert sorted(re.findall(r"^#?([A-Z_]+)=", example, re.MULTILINE)) == names


def test_defaults_are_those_of_the_program() -> None:
    """The defaults that the table and ``.env.example`` show are the real ones."""
    table = re.findall(r"^\| `([A-Z_]+)` \| `([^`]+)` ", section("Settings"), re.MULTILINE)
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    shown = re.findall(r"^#([A-Z_]+)=(.*)$", example, re.MULTILINE)

    assert len(table) > 0
    assert Settings.from_mapping(dict(table)) == Settings()
    assert Settings.from_mapping(dict(shown)) == Settings()


def test_paths_of_the_layout_exist() -> None:
    """Nothing in the layout has gone."""
    paths = re.findall(r"^(\w+/\S*)  ", section("Layout"), re.MULTILINE)

    assert len(paths) > 0
    assert [path for path in paths if not (ROOT / path).exists()] == []


@pytest.mark.parametrize(("call", "shown"), TRANSCRIPT.findall(README))
def test_answers_are_those_shown(call: str, shown: str) -> None:
    """What README shows of an answer is what comes, but for where the lines break."""
    knowledge = ("--knowledge", str(ROOT / "knowledge"))
    result = CliRunner().invoke(commands, [*shlex.split(call), *knowledge])

    assert _words(result.output).startswith(_words(shown))


def _words(text: str) -> str:
    return " ".join(text.replace("│", " ").split())
