"""Reading goes past a slip in YAML, so that all of them are told at once."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from bot.knowledge.loader import read
from bot.knowledge.problems import MOST_PER_FILE
from tests.mill import FACTS, write_mill

if TYPE_CHECKING:
    from pathlib import Path

SLIPS = (
    ("question: When did the mill burn down?", "question: When: the mill?"),
    ("- injured people", '- "injured" people'),
    ("note: The chief", "nots: The chief"),
    ("    topic: What comes next", "\ttopic: What comes next"),
    ("- Repairs will cost two", "- Repairs will cost 2"),
)


def _said(folder: Path, facts: str) -> list[str]:
    path = write_mill(folder, facts)
    return [str(problem).removeprefix(f"{path}:") for problem in read(folder).problems]


def test_slips_of_all_kinds_are_told_together(tmp_path: Path) -> None:
    """Those of YAML, those of the shape and those of quotes, and nothing that follows from them."""
    facts = FACTS
    for good, bad in SLIPS:
        assert good in facts
        facts = facts.replace(good, bad, 1)
    assert [line.partition(": ")[0] for line in _said(tmp_path, facts)] == [
        "9:19",
        "20:19",
        "24:5",
        "26:1",
        "30:9",
    ]


def test_an_entry_that_cannot_be_guessed_is_left_out(tmp_path: Path) -> None:
    """What names it is no error then, and the others are still looked at."""
    facts = FACTS.replace("- date of the fire", "- {date of: [the fire", 1)
    facts = facts.replace("- Repairs will cost two", "- Repairs will cost 2")
    rules = [problem.rule for problem in read(write_mill(tmp_path, facts).parent.parent).problems]
    assert rules == ["yaml", "quote"]


def test_a_question_with_a_comma_is_told_to_be_quoted(tmp_path: Path) -> None:
    """In the style on one line it would be two keys."""
    path = write_mill(tmp_path).with_name("questions.yaml")
    path.write_text(
        "- {ask: So, when was it, expect: mill-when}\n- {ask: it: when, expect: mill-when}"
    )
    first, second = read(tmp_path).problems
    assert first.message == "'when was it' is no key; put a text that holds a comma in quotes"
    assert second.message.endswith('put the whole text in quotes, so: "it: when"')


def test_what_is_wrong_without_end_is_told_in_few_lines(tmp_path: Path) -> None:
    """The last of them says how many more there are."""
    start = time.process_time()
    items = "\n".join(f"      - [{number}]" for number in range(40_000))
    *_, last = _said(tmp_path, FACTS.replace("      - injured people", items))
    assert len(_said(tmp_path, FACTS)) == 0
    assert last.endswith(": and 39,950 more errors in this file; mend those that are told first")
    assert time.process_time() - start < 60


def test_slips_on_every_line_end_soon(tmp_path: Path) -> None:
    """Each is gone past at a price, so that their number is bounded."""
    start = time.process_time()
    said = _said(tmp_path, FACTS + "  - id: x\n    answer: a: b\n" * 20_000)
    assert 0 < len(said) <= MOST_PER_FILE + 1
    assert time.process_time() - start < 60
