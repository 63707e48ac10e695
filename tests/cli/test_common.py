"""The knowledge folder is found the same way by every command."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
import pytest

from bot.cli.common import check_slug, knowledge_folder, load_knowledge

if TYPE_CHECKING:
    from pathlib import Path


def test_folder_given_goes_before_the_setting(
    mill_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without either it is ``knowledge``."""
    monkeypatch.setenv("KNOWLEDGE_DIR", str(mill_folder / "elsewhere"))

    assert knowledge_folder(mill_folder) == mill_folder
    assert knowledge_folder(None) == mill_folder / "elsewhere"
    assert load_knowledge(mill_folder).articles[0].slug == "mill"


def test_unknown_article_is_refused(mill_folder: Path) -> None:
    """With the one that was meant."""
    check_slug("mill", mill_folder)

    with pytest.raises(click.UsageError, match="mill"):
        check_slug("mil", mill_folder)
