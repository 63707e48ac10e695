"""A clone installs the same everywhere: versions are pinned, and the package has all its files."""

from __future__ import annotations

import re
import subprocess
import tomllib
from fnmatch import fnmatch
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CONSTRAINTS = (ROOT / "constraints.txt").read_text(encoding="utf-8")
PINNED = dict(re.findall(r"^([\w.-]+)==(\S+)$", CONSTRAINTS, re.MULTILINE))


def required() -> list[Requirement]:
    """The dependencies of the bot and of its tests."""
    extras = PROJECT["project"]["optional-dependencies"]
    lines = PROJECT["project"]["dependencies"] + extras["dev"]
    return [Requirement(line) for line in lines]


def test_constraints_are_exact_versions_alone() -> None:
    """No range, no option, no address of an index: each line is a comment or an exact version."""
    lines = [line for line in CONSTRAINTS.splitlines() if not line.startswith("#")]

    assert [line for line in lines if not re.fullmatch(r"[\w.-]+==[\w.]+", line)] == []
    assert len({canonicalize_name(name) for name in PINNED}) == len(lines)


def test_every_dependency_is_pinned_within_its_bounds() -> None:
    """``constraints.txt`` has all that ``pyproject.toml`` asks for."""
    pinned = {canonicalize_name(name): version for name, version in PINNED.items()}
    wrong = [
        str(need)
        for need in required()
        if not need.specifier.contains(pinned.get(canonicalize_name(need.name), "0"))
    ]

    assert wrong == []


def test_every_file_of_the_package_is_installed_with_it() -> None:
    """Word lists, schemas, pages, the model and its licence are package data."""
    patterns = PROJECT["tool"]["setuptools"]["package-data"]["*"]
    listed = subprocess.run(
        ["git", "ls-files", "bot"], cwd=ROOT, check=True, capture_output=True, text=True
    )
    files = [Path(line) for line in listed.stdout.splitlines()]
    left_out = [
        str(path)
        for path in files
        if path.suffix != ".py" and not any(fnmatch(path.name, pattern) for pattern in patterns)
    ]

    assert files
    assert left_out == []
    assert [str(path) for path in files if not (ROOT / path.parent / "__init__.py").exists()] == []
