"""Everything that is English, as data: word lists, phrases and abbreviations."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

_FOLDER = Path(__file__).parent
# libyaml is some ten times as fast; a PyYAML that was built without it still works.
_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def read(name: str) -> dict[str, Any]:
    """Return what ``NAME.yaml`` of this folder says, every scalar as text."""
    return load(_FOLDER / f"{name}.yaml")


def load(file: Path) -> dict[str, Any]:
    """Return what a file of language data says, every scalar as text."""
    text = file.read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.load(text, Loader=_LOADER)  # noqa: S506, builds text only
    return data


@cache
def dictionary() -> frozenset[str]:
    """Return common English words in lower case."""
    return frozenset((_FOLDER / "words.txt").read_text(encoding="ascii").split())
