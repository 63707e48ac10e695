"""A file that should not be read is not, and why is said."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from bot.errors import KnowledgeError
from bot.knowledge.files import MAX_ARTICLE_BYTES, MAX_BYTES
from bot.knowledge.loader import load
from tests.mill import write_mill

if TYPE_CHECKING:
    from pathlib import Path

NAMES = ("facts.yaml", "article.txt", "questions.yaml")


def _said(path: Path) -> str:
    with pytest.raises(KnowledgeError) as caught:
        load(path.parent.parent)
    return str(caught.value).removeprefix(f"{path}:")


@pytest.fixture(params=NAMES)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A place in a sound folder where a file of this name is still to be put."""
    path = write_mill(tmp_path / "knowledge").with_name(request.param)
    path.unlink(missing_ok=True)
    return path


def test_a_link_out_of_the_folder_is_refused(place: Path, tmp_path: Path) -> None:
    """Wherever it leads."""
    (tmp_path / "outside").write_text("secret")
    place.symlink_to(tmp_path / "outside")
    wanted = "1:1: the file is a link out of the knowledge folder; put the file itself here"
    assert _said(place) == wanted


def test_a_folder_that_is_a_link_out_is_refused(tmp_path: Path) -> None:
    """With all that stands in it."""
    path = write_mill(tmp_path / "elsewhere")
    (tmp_path / "knowledge").mkdir()
    (tmp_path / "knowledge" / "mill").symlink_to(path.parent)
    assert "a link out of the knowledge folder" in _said(tmp_path / "knowledge/mill/facts.yaml")


def test_links_within_the_folder_are_followed(tmp_path: Path) -> None:
    """As where a container's configuration is mounted; the folder itself may be a link, too."""
    folder = tmp_path / "knowledge"
    write_mill(folder).parent.rename(folder / "..2024")
    (folder / "mill").symlink_to("..2024")
    (tmp_path / "link").symlink_to(folder)
    assert [article.slug for article in load(tmp_path / "link").articles] == ["mill"]


def test_a_link_that_leads_nowhere_is_told(place: Path) -> None:
    """As a file that is missing."""
    place.symlink_to("nowhere")
    assert _said(place) == "1:1: the file is missing; create it"


def test_a_link_to_itself_is_told(place: Path) -> None:
    """It cannot be read."""
    place.symlink_to(place.name)
    wanted = "1:1: the file cannot be read (Too many levels of symbolic links); mend that"
    assert _said(place) == wanted


def test_a_folder_in_place_of_a_file_is_told(place: Path) -> None:
    """Nothing in it is looked at."""
    place.mkdir()
    assert _said(place) == "1:1: this is no regular file; put a text file here"


def test_a_pipe_is_not_waited_for(place: Path) -> None:
    """Reading it would take for ever."""
    os.mkfifo(place)
    assert _said(place) == "1:1: this is no regular file; put a text file here"


def test_a_file_of_100_megabytes_is_not_read(place: Path) -> None:
    """Its size is enough to know."""
    with place.open("wb") as file:
        file.truncate(100_000_000)
    most = MAX_ARTICLE_BYTES if place.suffix == ".txt" else MAX_BYTES
    assert _said(place) == f"1:1: the file has 100,000,000 bytes; {most:,} are allowed"


def test_what_is_not_utf_8_is_told_with_its_place(place: Path) -> None:
    """The column counts characters."""
    place.write_bytes(b"# caf\xc3\xa9\r\n# \xc3\xa9 \xe9")
    assert _said(place) == "2:5: byte 0xe9 is not UTF-8; save the file as UTF-8"


def test_utf_16_is_told(place: Path) -> None:
    """Some editors save as that."""
    place.write_text("article:", encoding="utf-16-le")
    place.write_bytes(b"\xff\xfe" + place.read_bytes())
    assert _said(place) == "1:1: byte 0xff is not UTF-8; save the file as UTF-8"


@pytest.mark.parametrize("character", ["\0", "\x1b", "\x7f", "\uffff"])
def test_control_characters_are_told_with_their_place(place: Path, character: str) -> None:
    """They are written as an escape, so that a terminal does not obey them."""
    place.write_text(f"# first\n# é{character}", encoding="utf-8")
    wanted = f"2:4: the control character {character!a} stands here; take it out"
    assert _said(place) == wanted


def test_an_empty_article_is_told(mill_folder: Path) -> None:
    """There is nothing to quote."""
    path = mill_folder / "mill" / "article.txt"
    path.write_text(" \n\n")
    wanted = "1:1: the file is empty; put the article's text here, a paragraph a line"
    assert _said(path) == wanted
