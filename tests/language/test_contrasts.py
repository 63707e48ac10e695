"""Words by which a question asks for something else."""

from __future__ import annotations

import pytest

from bot.language.contrasts import contrast_words

DIRECTOR = ["Who is the director?", "name of the director", "Ada Berg is the director."]
OPENED = ["When did the mill open?", "It opened on Monday."]
HIGHEST = ["What was the highest price?", "The highest bid was 40 pounds."]


@pytest.mark.parametrize(
    ("question", "entry", "found"),
    [
        ("Who was the director before?", DIRECTOR, ("before",)),
        ("who was director before her", DIRECTOR, ("before",)),
        ("Who is the deputy director?", DIRECTOR, ("deputy",)),
        ("who was the previous director?", DIRECTOR, ("previous",)),
        ("Who is not the director?", DIRECTOR, ("not",)),
        ("Which person isn't the director?", DIRECTOR, ("not",)),
        ("When did the mill close?", OPENED, ("close",)),
        ("what was the lowest price", HIGHEST, ("lowest",)),
    ],
)
def test_the_opposite_is_another_question(
    question: str, entry: list[str], found: tuple[str, ...]
) -> None:
    """So is what was before, what stands beside, and what is denied."""
    assert contrast_words(question, entry) == found


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        ("Who is the director?", DIRECTOR),
        ("Isn't Ada Berg the director?", DIRECTOR),
        ("Why isn't she the director?", DIRECTOR),
        ("Who was director before 2018?", DIRECTOR),
        ("When was the mill opened?", OPENED),
        ("What did the mill do when it opened and closed?", [*OPENED, "It closed in May."]),
        ("Who has never been there?", ["Who never came?"]),
        ("", DIRECTOR),
    ],
)
def test_the_same_thing_is_no_contrast(question: str, entry: list[str]) -> None:
    """Nor is a negation that asks the same, or one that the entry has too."""
    assert contrast_words(question, entry) == ()
