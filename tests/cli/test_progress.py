"""A long command says how far it has come, in a terminal alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.cli.progress import progress

if TYPE_CHECKING:
    import pytest


def test_line_is_shown_and_taken_away(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It says how many are done and how long the rest takes."""
    seconds = iter([0.0, 0.5, 60.0, 60.1])
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)

    assert list(progress("abc", 3, "Asking", lambda: next(seconds))) == ["a", "b", "c"]

    said = capsys.readouterr().err
    assert said == "\r\x1b[KAsking: 1 of 3, 2 min left\r\x1b[K"


def test_nothing_is_said_to_a_pipe(capsys: pytest.CaptureFixture[str]) -> None:
    """Programs get the items alone."""
    assert list(progress("abc", 3, "Asking")) == ["a", "b", "c"]
    assert capsys.readouterr().err == ""
