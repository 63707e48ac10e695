"""Tells which texts count as the same: quotes, phrasings, and what is typed over several lines."""

from __future__ import annotations

import unicodedata

_UNSEEN = ("Cf", "Cc", "Cs")
"""Unicode's categories of what has no shape: format and control characters, half surrogates."""

_CURLY = str.maketrans("‘’‚‛“”„‟", "''''\"\"\"\"")
_END = " .!?…,;:"


def visible(text: str) -> str:
    """Return the text without characters that cannot be seen, such as zero-width spaces."""
    unseen = [c for c in set(text) if unicodedata.category(c) in _UNSEEN and not c.isspace()]
    return text.translate(dict.fromkeys(map(ord, unseen)))


def one_line(text: str) -> str:
    """Return the text with every run of white space, line breaks too, as one space."""
    # Most texts are on one line already, which is seen in a third of the time.
    if text.isprintable() and "  " not in text and text == text.strip(" "):
        return text
    return " ".join(text.split())


def straight(text: str) -> str:
    """Return the text with straight quotation marks and apostrophes for curly ones."""
    return text.translate(_CURLY)


def phrasing_key(phrasing: str) -> str:
    """Return what two phrasings have in common that count as the same one.

    Case, white space and punctuation at the end are folded.
    """
    return one_line(phrasing).casefold().rstrip(_END)


def short(text: str, limit: int = 60) -> str:
    """Return the text on one line of at most ``limit`` characters, for naming it in a message."""
    line = one_line(text)
    return line if len(line) <= limit else f"{line[: limit - 1]}…"
