"""A change finds its file, and is written there once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.authoring.review_files import apply, entry_change, phrasing_change, take_back
from bot.errors import ReviewError
from bot.knowledge.loader import load
from tests.mill import FACTS

if TYPE_CHECKING:
    from pathlib import Path

    from bot.knowledge.model import Knowledge


def test_phrasing_goes_into_its_entry_once(mill: Knowledge, mill_folder: Path) -> None:
    """Applied twice it stands once, and what the entry has already is left out."""
    entry = mill.entry("mill-cause")
    change = phrasing_change(mill_folder, entry, ["what lit it", "Reason for the blaze?"])
    assert (change.file, change.section) == ("mill/facts.yaml", "not_stated")
    assert change.texts == ("what lit it",)

    apply(mill_folder, change)
    apply(mill_folder, change)
    assert load(mill_folder).entry("mill-cause").asked_as == (*entry.asked_as, "what lit it")

    take_back(mill_folder, change)
    assert (mill_folder / "mill" / "facts.yaml").read_text() == FACTS


def test_entry_goes_beside_its_like(mill_folder: Path) -> None:
    """Into the file that has such entries, or the one with the facts."""
    (mill_folder / "mill" / "unsaid.yaml").write_text("not_stated: []\n")
    values = {"id": "owner", "question": "Who owns it?", "answer": "Not said."}

    assert entry_change(mill_folder, "mill", "not_stated", values).file == "mill/unsaid.yaml"
    assert entry_change(mill_folder, "mill", "facts", values).file == "mill/facts.yaml"


def test_file_that_is_gone_is_named(mill: Knowledge, mill_folder: Path) -> None:
    """Nothing is made in its place."""
    change = phrasing_change(mill_folder, mill.entry("mill-hurt"), ["any wounded"])
    (mill_folder / "mill" / "facts.yaml").unlink()

    with pytest.raises(ReviewError, match=r"facts.yaml: The file is gone."):
        apply(mill_folder, change)
