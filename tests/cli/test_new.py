"""``new`` makes a folder for an article, asking for what it was not given where it can."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from bot.cli import commands, main
from bot.cli import new as new_module
from bot.knowledge.loader import load

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def story(tmp_path: Path) -> Path:
    """A text file with two sentences."""
    path = tmp_path / "story.txt"
    path.write_text("The lamp is lit. It shines.\n")
    return path


def _new(folder: Path, story: Path, *options: str, typed: str | None = None) -> Result:
    arguments = ["new", "lamp", str(story), "--knowledge", str(folder), *options]
    return CliRunner().invoke(commands, arguments, input=typed)


def test_what_was_made_and_what_to_do_next_is_told(tmp_path: Path, story: Path) -> None:
    """With nothing to ask for."""
    folder = tmp_path / "knowledge"
    result = _new(folder, story, "--title", " The  lamp ", "--published", "2024-06-01")
    assert result.exit_code == 0
    assert result.output == (
        f"{folder}/lamp is made, with a draft of 2 facts; its sentences answer questions already.\n"
        f'1. Correct the draft in {folder}/lamp/facts.yaml and take the "# " from its lines, entry '
        "by entry.\n"
        "2. See what is left to do: python -m bot check lamp\n"
        "3. Try it: python -m bot chat\n"
    )
    assert load(folder).articles[0].title == "The lamp"


def test_it_says_how_to_take_the_sample_out(tmp_path: Path, story: Path) -> None:
    """Where it is there."""
    folder = tmp_path / "knowledge"
    (folder / "sensetime").mkdir(parents=True)
    result = _new(folder, story, "--title", "Lamp", "--published", "2024-06-01")
    assert result.output.splitlines()[-1] == (
        f"The sample article answers too; to take it out, delete the folder {folder / 'sensetime'}."
    )


@pytest.mark.parametrize(
    ("options", "line"),
    [
        ((), "lamp: no facts yet; its 2 sentences answer questions by themselves"),
        (("--live",), "lamp: 1 fact, 0 not stated, 1 phrasing; 1 of 2 sentences quoted (50 %)"),
    ],
)
def test_the_draft_passes_the_check(
    tmp_path: Path, story: Path, options: tuple[str, ...], line: str
) -> None:
    """Without a warning while it has no facts; live, what has a question answers."""
    folder = tmp_path / "knowledge"
    _new(folder, story, "--title", "Lamp", "--published", "2024-06-01", *options)
    result = CliRunner().invoke(commands, ["check", "--knowledge", str(folder)])
    assert result.exit_code == 0
    assert line in result.output.splitlines()
    assert ("0 errors, 0 warnings" in result.output) == (not options)


def test_what_is_missing_is_asked_for_on_a_terminal(
    tmp_path: Path, story: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And asked again until it can be used."""
    monkeypatch.setattr(new_module, "_can_ask", lambda: True)
    result = _new(tmp_path / "knowledge", story, typed="\nThe lamp\n1 June\n2024-06-01\n")
    assert result.exit_code == 0
    assert "Error: '1 June' is no date, write it as YYYY-MM-DD." in result.output
    assert load(tmp_path / "knowledge").articles[0].published.isoformat() == "2024-06-01"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ([], "--title is missing, and there is no terminal to ask for it: give it."),
        (
            ["--title", "Lamp"],
            "--published is missing, and there is no terminal to ask for it: give it.",
        ),
        (["--title", " "], "--title: the title is empty, write one."),
        (
            ["--title", "Lamp", "--published", "2024-6-1"],
            "--published: '2024-6-1' is no date, write it as YYYY-MM-DD.",
        ),
    ],
)
def test_what_is_missing_without_a_terminal_is_one_sentence_and_2(
    tmp_path: Path,
    story: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    options: list[str],
    message: str,
) -> None:
    """Nothing is made then."""
    arguments = ["new", "lamp", str(story), "--knowledge", str(tmp_path / "knowledge"), *options]
    monkeypatch.setattr("sys.argv", ["bot", *arguments])
    monkeypatch.setattr(new_module, "_can_ask", lambda: False)
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    assert capsys.readouterr().err == f"{message}\n"
    assert not (tmp_path / "knowledge").exists()
