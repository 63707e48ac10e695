"""The tests mirror the package, and what decides about answers knows nothing of who asks."""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
BOT, TESTS = ROOT / "bot", ROOT / "tests"
MODULES = sorted(path.relative_to(BOT) for path in BOT.rglob("*.py"))
ENGINE = ("language", "knowledge", "matching", "answering")
ABOVE = ("bot.telegram", "bot.cli", "bot.authoring", "bot.journal", "bot.reloader", "telegram")
LONGEST_MODULE = 300
HERE = "tests/test_layout.py"


TESTED_THROUGH = {
    "authoring/evaluation_report.py": "cli/test_test.py",
    "language/model_file.py": "language/test_encoder.py",
    "matching/entry_index.py": "matching/test_features.py",
    "matching/sparse.py": "matching/test_naive_bayes.py",
    "matching/vectorizer.py": "matching/test_naive_bayes.py",
    "telegram/app.py": "telegram/test_shipped.py",
    "telegram/views/admin.py": "telegram/handlers/test_admin.py",
    "telegram/views/keyboards.py": "telegram/handlers/test_topics.py",
    "telegram/views/messages.py": "telegram/handlers/test_questions.py",
    "telegram/views/review.py": "telegram/handlers/test_teaching.py",
    "telegram/views/texts.py": "telegram/handlers/test_commands.py",
    "telegram/views/topics.py": "telegram/handlers/test_topics.py",
}
"""Modules that have nothing of their own to promise: what uses them is tested, in this file."""


def test_every_module_has_a_test_file() -> None:
    """``bot/matching/match.py`` is tested in ``tests/matching/test_match.py``, or as listed."""
    modules = {str(path) for path in MODULES if not path.name.startswith("__")}
    own = {path for path in modules if (TESTS / path).with_name(f"test_{Path(path).name}").exists()}

    assert modules - own <= TESTED_THROUGH.keys()
    assert [path for path in TESTED_THROUGH.values() if not (TESTS / path).exists()] == []


@pytest.mark.parametrize("room", ENGINE)
def test_engine_knows_nothing_of_who_asks(room: str) -> None:
    """No room of the engine imports the terminal, Telegram or the journal."""
    wrong = {
        f"{path}: {name}"
        for path in (BOT / room).rglob("*.py")
        for name in imported(path)
        if name.startswith(ABOVE)
    }

    assert wrong == set()


def imported(path: Path) -> set[str]:
    """The modules that a file imports, wherever in it."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    plain = {name.name for node in nodes if isinstance(node, ast.Import) for name in node.names}
    return plain | {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}


def test_modules_are_short() -> None:
    """A module that is longer than a few screens has a second subject in it."""
    lines = {path: len((BOT / path).read_text(encoding="utf-8").splitlines()) for path in MODULES}

    assert {str(path): count for path, count in lines.items() if count > LONGEST_MODULE} == {}


def test_docstrings_say_the_thing_itself() -> None:
    """None opens with a question word: what a thing does or is comes first."""
    opening = re.compile(r'"""(?:What|Whether|Which|How|Where|Why)\b.*')
    found = [
        f"{path}: {text}"
        for path in MODULES
        for text in opening.findall((BOT / path).read_text(encoding="utf-8"))
    ]

    assert found == []


def test_nothing_of_the_machine_it_was_written_on() -> None:
    """No folder of a developer's, and no host of a package index, stands in any file."""
    listed = [
        "git",
        "grep",
        "-lE",
        r"[/]work/|/root/|pypi[.]org|python[h]osted",
        "--",
        ".",
        f":!{HERE}",
    ]
    found = subprocess.run(listed, cwd=ROOT, capture_output=True, text=True, check=False)

    assert found.stdout == ""
