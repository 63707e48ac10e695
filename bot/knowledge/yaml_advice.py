"""Turns a syntax error of PyYAML into advice for somebody who writes knowledge by hand.

Both of its parsers, the one in C and the one in Python, are understood.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.language.normalization import short

if TYPE_CHECKING:
    import yaml

_ADVICE = (
    (
        "mapping values are not allowed",
        "a colon and a space make a key, and none can stand here; put a text that holds them "
        "in quotes",
    ),
    (
        "cannot start any token",
        "a text cannot begin with this character; put the text in quotes",
    ),
    (
        "node content",
        "no text can begin here; put one that begins with this character in quotes, and close "
        "each '[' and '{' before it",
    ),
    ("escape", "this backslash means nothing in double quotes; double it, or use single quotes"),
    (
        "sequence entries are not allowed",
        "a list cannot begin on the line of its key; put each '- ' on a line of its own below it",
    ),
    (
        "alphabetic or numeric character",
        "a text cannot begin with '*' or '&'; begin an item of a list with '- ', and put a text "
        "that does begin so in quotes",
    ),
    (
        "chomping or indentation",
        "a text cannot begin with '>' or '|'; put it in quotes",
    ),
)
# What is told of where something begins, and not of where the parser gave up.
_UNCLOSED = (
    ("unexpected end of stream", "the quotation mark that opens here is never closed; close it"),
    ("',' or ']'", "in the list that opens here a ',' or the closing ']' is missing; put it there"),
    (
        "could not find expected ':'",
        "this line is neither 'key: value' nor part of the text above it; mend its indentation",
    ),
    ("',' or '}'", "in the keys that open here a ',' or the closing '}' is missing; put it there"),
)
_MISFIT = (
    "this does not fit what stands before it; indent it like its neighbours, "
    "and where a text begins with a quotation mark put the whole of it in quotes"
)
_COMMENT = re.compile(r"(?<=[ \t])#.*")


def explain(error: yaml.MarkedYAMLError, text: str) -> tuple[tuple[int, int], str]:
    """Return the line and column to look at, both from 1, and what is wrong and would be right."""
    problem = error.problem or ""
    for advice, mark in ((_UNCLOSED, error.context_mark), (_ADVICE, error.problem_mark)):
        for sign, meaning in advice:
            if sign in problem and mark:
                cut = "' or '" in sign and _cut_in_line(text, mark)
                return (mark.line + 1, mark.column + 1), cut or meaning
    mark = error.problem_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1), _MISFIT


def _cut_in_line(text: str, mark: yaml.Mark) -> str:
    """Say what became of a line whose end a comment took away; empty where none did."""
    found = _COMMENT.search(text, mark.index, _line_end(text, mark.index))
    if found is None:
        return ""
    comment = repr(short(found[0], 40))
    return f"YAML takes {comment} for a comment, with the end of the line; put the text in quotes"


def _line_end(text: str, index: int) -> int:
    end = text.find("\n", index)
    return len(text) if end < 0 else end
