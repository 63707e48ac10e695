"""What may be a name in a text."""

from __future__ import annotations

import pytest

from bot.language.names import is_strange, names


def _found(text: str) -> list[str]:
    return [text[name[0].start : name[-1].end] for name in names(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Did Nordbank buy Fen Mill Dairy?", ["Nordbank", "Fen Mill Dairy"]),
        ("Is Dr Ada Lund the CEO?", ["Ada Lund"]),
        ("What is Lund's view of Anglo-Fen?", ["Lund", "Anglo-Fen"]),
        ("Does AMD own it?", ["AMD"]),
        ("did nordbank buy it", ["nordbank"]),
        ("Who Led The Talks In Torvik?", ["Torvik"]),
    ],
)
def test_capitals_and_strange_words_make_names(text: str, found: list[str]) -> None:
    """Side by side they are one name; what somebody owns is not part of the owner's."""
    assert _found(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "WHO LED THE TALKS?",
        "Was it REALLY on Monday, in May?",
        "Who Led The Round?",
        "Is an American the CEO?",
        "wat abuot the monney lol",
        "I think it's OK",
        "the chairlift is gone",
        "Saturdays?",
    ],
)
def test_no_false_alarms(text: str) -> None:
    """Shouting, titles, days, peoples, abbreviations, slips and compounds name nobody."""
    assert _found(text) == []


@pytest.mark.parametrize("word", ["tencent", "rothschild", "toyota", "gdprx"])
def test_words_of_no_dictionary_are_strange(word: str) -> None:
    """As far as they are no slip of a common word."""
    assert is_strange(word)
