"""What a syntax error of PyYAML means to somebody who writes knowledge by hand.

Both of its parsers, the one in C and the one in Python, are understood.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import yaml

_ADVICE = (
    (
        "mapping values are not allowed",
        "a colon and a space make a key, and none can stand here; put a text that holds them "
        "in quotes",
    ),
    ("'\\t' that cannot start", "a tab stands where spaces belong; indent with spaces"),
    (
        "cannot start any token",
        "a text cannot begin with this character, nor a line with a tab; put the text in quotes, "
        "and indent with spaces",
    ),
    (
        "node content",
        "no text can begin here; put one that begins with this character in quotes, and close "
        "each '[' and '{' before it",
    ),
    ("escape", "this backslash means nothing in double quotes; double it, or use single quotes"),
    (
        "could not find expected ':'",
        "this line is neither 'key: value' nor part of the text above it; mend its indentation",
    ),
    (
        "sequence entries are not allowed",
        "a list cannot begin on the line of its key; put each '- ' on a line of its own below it",
    ),
)
_UNCLOSED = (
    ("unexpected end of stream", "the quotation mark that opens here is never closed; close it"),
    ("',' or ']'", "in the list that opens here a ',' or the closing ']' is missing; put it there"),
    ("',' or '}'", "in the keys that open here a ',' or the closing '}' is missing; put it there"),
)
_MISFIT = (
    "this does not fit what stands before it; indent it like its neighbours, "
    "and where a text begins with a quotation mark put the whole of it in quotes"
)


def explain(error: yaml.MarkedYAMLError) -> tuple[tuple[int, int], str]:
    """Return the line and column to look at, both from 1, and what is wrong and would be right."""
    problem = error.problem or ""
    for advice, mark in ((_UNCLOSED, error.context_mark), (_ADVICE, error.problem_mark)):
        for sign, text in advice:
            if sign in problem and mark:
                return (mark.line + 1, mark.column + 1), text
    mark = error.problem_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1), _MISFIT
