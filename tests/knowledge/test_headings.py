"""Headings, bylines and datelines are told from sentences."""

from __future__ import annotations

import time

import pytest

from bot.knowledge.headings import (
    is_byline,
    is_heading,
    prose,
    with_headings,
    without_dateline,
)


@pytest.mark.parametrize(
    "line",
    [
        "By Jane Doe",
        "By Jane Doe and Bo Li, Staff Writers",
        "Words by Ann van der Poe",
        "by our own correspondent",
        "Photo: Ann Poe",
        "© 2024 The Daily",
        "Published 3 May 2024",
        "Monday, 3 June 2024",
        "June 3, 2024 at 10:00",
        "2024-06-03",
    ],
)
def test_who_wrote_it_and_when_is_no_sentence(line: str) -> None:
    """Where it stands alone on its line."""
    assert is_byline(line)
    assert prose(f"{line}\nIt rained.") == "It rained."


@pytest.mark.parametrize(
    "line", ["By Monday the fire was out", "It was built by Ann Poe.", "In June 2024 it rained."]
)
def test_a_sentence_is_no_byline(line: str) -> None:
    """Although it names a person or a day."""
    assert not is_byline(line)


def test_a_short_line_without_a_full_stop_before_text_is_a_heading() -> None:
    """A byline may stand between; lists have none."""
    text = "Lamp lit\nBy Ann Poe\nThe lamp is lit.\nPrices\nAdults 5\nChildren 3\nIt shines again."
    text += "\nThe keeper\nHe is glad.\nEnd"
    assert with_headings(text).splitlines() == [
        "## Lamp lit",
        "By Ann Poe",
        "The lamp is lit.",
        "Prices",
        "Adults 5",
        "Children 3",
        "It shines again.",
        "## The keeper",
        "He is glad.",
        "End",
    ]
    assert with_headings(with_headings(text)) == with_headings(text)


def test_only_a_mark_makes_a_heading() -> None:
    """A number sign inside a line is none."""
    assert is_heading("# The lamp")
    assert is_heading("### The lamp")
    assert not is_heading("#1 in the region is the lamp.")


@pytest.mark.parametrize(
    ("sentence", "rest"),
    [
        ("MIAMI, Fla. (AP) — A storm hit.", "A storm hit."),
        ("LONDON — It rained.", "It rained."),
        ("OSLO, June 3 (Reuters) - It rained.", "It rained."),
        ("Miami, Fla. (AP) — A storm hit.", "A storm hit."),
        ("IBM — the firm — grew.", "IBM — the firm — grew."),
        ("NASA said so.", "NASA said so."),
    ],
)
def test_the_place_that_a_report_begins_with_is_left_out(sentence: str, rest: str) -> None:
    """A name between dashes is none."""
    assert without_dateline(sentence) == rest


@pytest.mark.parametrize("piece", ["A", "By A ", "A.", "A, ", "by ", "1 ", "Published "])
def test_no_line_takes_long(piece: str) -> None:
    """The patterns are bounded, whatever stands in an article."""
    start = time.process_time()
    line = piece * (100_000 // len(piece))
    is_byline(line)
    without_dateline(line)
    with_headings(line)
    assert time.process_time() - start < 1
