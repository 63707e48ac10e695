"""Names and figures of a question that no text mentions."""

from __future__ import annotations

import pytest

from bot.language.entities import Kind, Mention, Mentioned

NOTICE = Mentioned(
    [
        "NordBank gave $40 million to Ada O'Hara's museum in Torvik in 2019.",
        "It hopes for 147.7 million visitors, and 120 staff. Room 5A is red.",
    ]
)


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("Did Fenbank give it?", ["Fenbank"]),
        ("did fenbank give it", ["fenbank"]),
        ("Is Ada Berg the owner?", ["Ada Berg"]),
        ("Who is O'Toole?", ["O'Toole"]),
        ("Was it $80 million, in 2018?", ["$80 million", "2018"]),
        ("Are there 130 staff?", ["130 staff"]),
        ("what colour is room 5C?", ["5C"]),
    ],
)
def test_what_no_text_mentions_is_listed_as_typed(question: str, missing: list[str]) -> None:
    """In the order typed."""
    assert [mention.surface for mention in NOTICE.missing_from(question)] == missing


@pytest.mark.parametrize(
    "question",
    [
        "Did Nordbank give 40,000,000 dollars?",
        "did nord bank give 40m",
        "nordbnk's gift of forty million?",
        "Who is Mr O’Hara?",
        "will 148 million come in 2019?",
        "ARE THERE 120 STAFF?",
        "was it 40?",
    ],
)
def test_what_is_mentioned_is_known_however_it_is_written(question: str) -> None:
    """Slips, other spellings, other figures for the same, and what was rounded."""
    assert NOTICE.missing_from(question) == ()


def test_kinds_are_told_apart() -> None:
    """A name is a firmer ground than a figure."""
    found = NOTICE.missing_from("Did Fenbank give $80 million?")
    assert found == (Mention("Fenbank", Kind.NAME), Mention("$80 million", Kind.FIGURE))
