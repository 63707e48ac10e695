"""Splitting text into sentences."""

from __future__ import annotations

import re

# An end mark, what closes after it, white space, and what a sentence can begin with.
_BOUNDARY = re.compile(r"""(?<=[.!?…])(["'”’)\]]*)\s+(?=["'“‘(\[]*[A-Z0-9])""")
_ABBREVIATION = re.compile(r"\b(?:[A-Z]\.)+$|\b(?:Mr|Mrs|Ms|Dr|Prof|St|Inc|Corp|Co|Ltd|vs|No)\.$")


def sentences(text: str) -> list[str]:
    """Return the sentences of the text in order, each as it stands there; a line ends one."""
    return [sentence for line in text.splitlines() for sentence in _split(line.strip())]


def _split(line: str) -> list[str]:
    found, start = [], 0
    for boundary in _BOUNDARY.finditer(line):
        if _ABBREVIATION.search(line, start, boundary.start()):
            continue
        found.append(line[start : boundary.end(1)])
        start = boundary.end()
    return [sentence for sentence in (*found, line[start:]) if sentence]
