"""The figures of a question that an article may have to mention."""

from __future__ import annotations

import pytest

from bot.language.quantities import quantities


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Was it $800 million?", ["$800 million"]),
        ("was it eight hundred million?", ["eight hundred million"]),
        ("Did 45 people die in 1987?", ["45 people", "1987"]),
        ("Did prices rise by 3 per cent?", ["3 per cent"]),
        ("is it €5?", ["€5"]),
    ],
)
def test_sums_years_and_counts_are_found(text: str, found: list[str]) -> None:
    """A mere count comes with what is counted."""
    assert [quantity.surface for quantity in quantities(text)] == found


@pytest.mark.parametrize(
    "text",
    [
        "Is it open at 11 pm or 10:30?",
        "Was it on 12 May?",
        "Who are the 2 founders?",
        "Can I pay 3,000 at once?",
        "What does a transfer of 9,000 cost?",
        "Did it cost more than 70 euros?",
        "What are the top 10 reasons, in 50 words?",
        "the 21st one",
    ],
)
def test_figures_that_are_no_facts_are_left_out(text: str) -> None:
    """Times, days, small counts, bounds, places in a list, and what the asker supposes."""
    assert list(quantities(text)) == []
