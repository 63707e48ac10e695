"""A small knowledge of the tests' own: a mill that burned down."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

ARTICLE = """\
The old mill of Torvik burned down on Sunday night.
Nobody was hurt, said fire chief Ada Berg.
Repairs will cost two million crowns, the council reckons.
"""

FACTS = """\
article:
  title: Old mill of Torvik burns down
  published: 2021-03-08
  text: article.txt

facts:
  - id: mill-when
    topic: The fire
    question: When did the mill burn down?
    asked_as:
      - date of the fire
      - on what night did it burn
    answer: It burned down on the night of Sunday 7 March 2021.
    quotes:
      - The old mill of Torvik burned down on Sunday night.
  - id: mill-hurt
    topic: The fire
    question: Was anybody hurt?
    asked_as:
      - injured people
    answer: Nobody was hurt, the fire chief said.
    quotes:
      - Nobody was hurt, said fire chief Ada Berg.
    note: The chief spoke on the day after.
  - id: mill-cost
    topic: What comes next
    question: What will the repairs cost?
    answer: The council reckons with two million crowns.
    quotes:
      - Repairs will cost two million crowns, the council reckons.

not_stated:
  - id: mill-cause
    question: What caused the fire?
    asked_as:
      - reason for the blaze
    answer: The article does not say what set the mill on fire.
    see: [mill-when]
"""


def write_mill(folder: Path, facts: str = FACTS) -> Path:
    """Write the mill's folder into a knowledge folder and return the path of its ``facts.yaml``."""
    mill = folder / "mill"
    mill.mkdir(parents=True, exist_ok=True)
    (mill / "article.txt").write_text(ARTICLE, encoding="utf-8")
    path = mill / "facts.yaml"
    path.write_text(facts, encoding="utf-8")
    return path
