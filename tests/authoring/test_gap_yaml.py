"""Lines of YAML for what was asked in vain are read as they were typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.authoring.gap_yaml import new_id, scalar
from bot.knowledge.loader import load
from tests.mill import FACTS, write_mill

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("text", ["no", "12:30", "a: b", "# x", "- x", "''", "😀 مرحبا", "x" * 300])
def test_scalars_are_read_as_they_were(text: str, mill_folder: Path) -> None:
    """Whatever was typed, quoted where YAML would take it for something else."""
    write_mill(mill_folder, FACTS.replace("- injured people", f"- {scalar(text)}"))

    assert load(mill_folder).fact("mill-hurt").asked_as == (text,)


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("Who owns the mill?", "owns-mill-2"),
        ("😀", "question"),
        ("x" * 100, "x" * 40),
    ],
)
def test_ids_are_made_of_content_words(question: str, name: str) -> None:
    """None is taken, too long or empty."""
    assert new_id(question, {"owns-mill"}) == name
