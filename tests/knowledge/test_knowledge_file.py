"""One file is read into values, each with its location."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from bot.knowledge.knowledge_file import KnowledgeFile, parse_date, read_knowledge
from bot.knowledge.node_reader import NodeReader
from bot.knowledge.problems import Problems
from bot.knowledge.yaml_text import compose

PATH = Path("facts.yaml")


def _read(text: str) -> tuple[KnowledgeFile, list[str]]:
    problems = Problems()
    root = compose(text, PATH, problems)
    content = read_knowledge(NodeReader(PATH, problems), root, "mill")
    return content, [str(problem) for problem in problems.in_file_order()]


def test_every_part_may_be_missing() -> None:
    """A file of nothing but comments is one, too."""
    assert _read("# nothing yet\n") == (KnowledgeFile(), [])


def test_an_entry_knows_where_its_parts_stand() -> None:
    """Item by item."""
    content, said = _read(
        "facts:\n  - id: a  # once b\n    formerly: [b]\n    question: Who?\n    answer: Bo.\n"
        "    quotes:\n      - Bo led.\n"
    )
    (located,) = content.entries
    assert not said
    assert located.entry.ids == ("a", "b")
    assert located.locations.formerly == ((PATH, 3, 16),)
    assert located.locations.quotes == ((PATH, 7, 9),)


def test_phrasings_stand_by_the_id_of_their_entry() -> None:
    """An id that can be none is told."""
    content, said = _read("phrasings:\n  a: [who led, leader]\n  B C: [x]\n")
    (group,) = content.phrasings
    assert (group.entry_id, [text.text for text in group.texts]) == ("a", ["who led", "leader"])
    assert said == [
        "facts.yaml:3:3: 'B C' is no id; an id has 1 to 48 of a-z, 0-9 and -, and is not 'nothing'"
    ]


@pytest.mark.parametrize(
    ("text", "day"),
    [("2024-02-29", dt.date(2024, 2, 29)), ("2023-02-29", None), ("2024-6-1", None), ("", None)],
)
def test_a_date_has_one_way_to_be_written(text: str, day: dt.date | None) -> None:
    """And it must be a day that there is."""
    assert parse_date(text) == day
