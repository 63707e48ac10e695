"""The documentation is held to the code: commands, settings, exit codes, files, links, answers."""

from __future__ import annotations

import json
import re
import shlex
from dataclasses import fields
from importlib import import_module
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from bot.answering.reply import Outcome, Reply
from bot.cli import COMMANDS, commands
from bot.settings import Settings

ROOT = Path(__file__).parents[1]
PAGES = {
    str(path.relative_to(ROOT)): path.read_text(encoding="utf-8")
    for path in (
        ROOT / "README.md",
        ROOT / "CONTRIBUTING.md",
        *sorted((ROOT / "docs").glob("*.md")),
    )
}
README, REFERENCE = PAGES["README.md"], PAGES["docs/reference.md"]
CONTRIBUTING, ANSWERING = PAGES["CONTRIBUTING.md"], PAGES["docs/answering.md"]

CALL = re.compile(r"python -m bot ([a-z][\w-]*(?: [^`\n|>&]+)?)")
TRANSCRIPT = re.compile(r"^\$ python -m bot (.+)\n((?:(?!```).*\n)+)", re.MULTILINE)
LINK = re.compile(r"\[[^\]]+\]\(([^)\s]+)\)")
A_FILE = re.compile(r"`((?:bot|docs|knowledge|scripts|tests|\.ci)/[\w./-]*)`")
SHARED_OPTIONS = {"--knowledge", "--help"}
LONGEST_README = 150


def section(page: str, heading: str) -> str:
    """The text under a heading, up to the next of its rank."""
    return page.split(f"\n## {heading}\n")[1].split("\n## ")[0]


def rows(page: str, heading: str) -> list[list[str]]:
    """The cells of a table's rows under a heading, without its head."""
    lines = [line for line in section(page, heading).splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[1:]]


def command(name: str) -> click.Command:
    """The command of this name."""
    found = commands.get_command(click.Context(commands), name)
    assert found is not None, f"there is no command {name}"
    return found


def options(name: str) -> set[str]:
    """The long options of a command, but for those that all have."""
    found = {option for parameter in command(name).params for option in parameter.opts}
    return {option for option in found if option.startswith("--")} - SHARED_OPTIONS


def test_readme_is_short() -> None:
    """A stranger reads all of it; what is longer is a page of its own."""
    assert len(README.splitlines()) <= LONGEST_README


@pytest.mark.parametrize("page", [README, REFERENCE])
def test_every_command_is_listed(page: str) -> None:
    """The table of commands has them all, in the order in which ``--help`` shows them."""
    listed = [re.match(r"`([a-z]+)", cells[0]) for cells in rows(page, "Commands")]

    assert [name and name[1] for name in listed] == list(COMMANDS)


def test_every_option_is_listed() -> None:
    """The reference names each command's own options, and no other."""
    listed = {
        cells[0].strip("`").split()[0]: set(re.findall(r"--[a-z-]+", cells[1]))
        for cells in rows(REFERENCE, "Commands")
    }

    assert listed == {name: options(name) for name in COMMANDS}


@pytest.mark.parametrize("page", PAGES)
def test_calls_are_possible(page: str) -> None:
    """Every call that a page shows names a command and options that there are."""
    for call in CALL.findall(PAGES[page]):
        name, *arguments = shlex.split(call)
        long_options = {word for word in arguments if word.startswith("--")}
        assert long_options <= options(name) | SHARED_OPTIONS, call


def test_settings_are_the_same_everywhere() -> None:
    """The reference, ``.env.example`` and the program have the same settings and defaults."""
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    names = sorted(field.name.upper() for field in fields(Settings))
    table = {cells[0].strip("`"): cells[1].strip("`") for cells in rows(REFERENCE, "Settings")}
    shown = re.findall(r"^#([A-Z_]+)=(.*)$", example, re.MULTILINE)

    assert sorted(table) == names
    assert sorted(re.findall(r"^#?([A-Z_]+)=", example, re.MULTILINE)) == names
    assert Settings.from_mapping(table) == Settings()
    assert Settings.from_mapping(dict(shown)) == Settings()


def test_settings_named_on_any_page_exist() -> None:
    """What is set in an example is a setting."""
    names = {field.name.upper() for field in fields(Settings)}
    told = {name for page in PAGES.values() for name in re.findall(r"`([A-Z]+_[A-Z_]+)[`=]", page)}

    assert told - {"HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "HTTP_PROXY"} <= names


def test_exit_codes_are_those_of_the_commands() -> None:
    """Each code that the reference lists is one that a command ends with, and no other is."""
    listed = {int(cells[0]) for cells in rows(REFERENCE, "Exit codes")}
    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "bot" / "cli").glob("*.py")]
    ended = {int(code) for text in sources for code in re.findall(r"exit\((\d)\)", text)}

    assert ended | {0} <= listed == {0, 1, 2}


def test_json_of_a_reply_is_the_one_shown() -> None:
    """The example has the keys of the contract, and the table explains them."""
    example = re.search(r"```json\n(.*?)\n```", REFERENCE, re.DOTALL)
    assert example is not None
    shown = json.loads(example[1])
    explained = {cells[0].strip("`") for cells in rows(REFERENCE, "A reply as JSON")}

    assert list(shown) == list(Reply("?", Outcome.NO_ANSWER).as_dict(chat="c1"))
    assert explained == set(shown) - {"question", "chat"}


def test_outcomes_are_explained() -> None:
    """The page on deciding has each outcome, in the order in which it is tried or shown."""
    listed = [cells[0].strip("`") for cells in rows(ANSWERING, "The five outcomes")]

    assert sorted(listed) == sorted(outcome.value for outcome in Outcome)


@pytest.mark.parametrize("page", PAGES)
def test_files_named_exist(page: str) -> None:
    """A path that a page names is there."""
    named = A_FILE.findall(PAGES[page])

    assert [path for path in named if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("page", PAGES)
def test_tests_named_exist(page: str) -> None:
    """What is said to be shown by a test is."""
    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py")]
    there = {
        name for text in sources for name in re.findall(r"^(?:async )?def (test_\w+)", text, re.M)
    }
    named = re.findall(r"(?:::|`)(test_\w+)`", PAGES[page])

    assert set(named) <= there


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: str) -> None:
    """A link to another page finds it, and the heading that it names."""
    for link in LINK.findall(PAGES[page]):
        if "://" in link:
            continue
        path, _, anchor = link.partition("#")
        target = (ROOT / page).parent / path if path else ROOT / page
        assert target.exists(), link
        assert not anchor or anchor in anchors(target.read_text(encoding="utf-8")), link


def anchors(page: str) -> set[str]:
    """The names by which a page's headings are linked to."""
    headings = re.findall(r"^#+ (.+)$", page, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}


def test_steps_of_a_question_exist() -> None:
    """Each step that a question is followed through names a module and what is called there."""
    for module, name in steps():
        found = import_module(module.removesuffix(".py").replace("/", "."))
        for part in name.split("."):
            assert hasattr(found, part), f"{module} has no {name}"
            found = getattr(found, part)


def steps() -> list[tuple[str, str]]:
    """The modules and names of the table in which a question is followed, without the types."""
    cells = [row[1:3] for row in rows(ANSWERING, "One question, room by room")]
    assert len(cells) > 5
    return [(module.strip("`"), name.strip("`")) for module, name in cells]


def test_map_has_every_room() -> None:
    """The map of the code names what there is, and every package of the bot."""
    named = re.findall(r"^(\S+/\S*)  ", section(CONTRIBUTING, "The map"), re.MULTILINE)
    packages = {f"bot/{path.parent.name}/" for path in (ROOT / "bot").glob("*/__init__.py")}

    assert [path for path in named if not (ROOT / path).exists()] == []
    assert packages <= set(named)


@pytest.mark.parametrize(("call", "shown"), TRANSCRIPT.findall("\n".join(PAGES.values())))
def test_answers_are_those_shown(call: str, shown: str) -> None:
    """What a page shows of an answer is what comes, but for where the lines break."""
    knowledge = ("--knowledge", str(ROOT / "knowledge"))
    result = CliRunner().invoke(commands, [*shlex.split(call), *knowledge])

    assert _words(result.output).startswith(_words(shown))


def _words(text: str) -> str:
    return " ".join(text.replace("│", " ").split())
