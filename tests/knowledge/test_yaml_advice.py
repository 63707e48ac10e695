"""Syntax errors are told in words, with both parsers of PyYAML."""

from __future__ import annotations

import pytest
import yaml

from bot.knowledge.yaml_advice import explain


def _said(text: str, loader: str) -> tuple[tuple[int, int], str]:
    try:
        list(yaml.parse(text, Loader=getattr(yaml, loader)))
    except yaml.MarkedYAMLError as error:
        return explain(error, text)
    raise AssertionError(text)


@pytest.mark.parametrize("loader", ["CSafeLoader", "SafeLoader"])
@pytest.mark.parametrize(
    ("text", "spot", "beginning"),
    [
        ("a: b: c", (1, 5), "a colon and a space make a key"),
        ("a: @b", (1, 4), "a text cannot begin with this character"),
        ("a: 1\nb\nc: 2", (2, 1), "this line is neither 'key: value' nor part of the text"),
        ("a: [b\nc: d", (1, 4), "in the list that opens here"),
        ("- [a #1]\n- b", (1, 3), "YAML takes '#1]' for a comment, with the end of the line"),
        ('a: "b', (1, 4), "the quotation mark that opens here is never closed"),
        ("a: - b", (1, 4), "a list cannot begin on the line of its key"),
    ],
)
def test_an_error_is_told_where_it_was_made(
    loader: str, text: str, spot: tuple[int, int], beginning: str
) -> None:
    """And not where the parser gave up."""
    found, said = _said(text, loader)
    assert (found, said[: len(beginning)]) == (spot, beginning)
    assert "; " in said
