"""Lengths and places in a text as Telegram counts them: in UTF-16 units."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

MESSAGE_UNITS = 4096
"""The most that the text of a message may have, after its HTML was parsed."""


def units(text: str) -> int:
    """Return the length of a text in UTF-16 units: 2 for an emoji, 1 for most else."""
    return len(text) if text.isascii() else len(_encoded(text)) // 2


def prefix(text: str, limit: int) -> str:
    """Return the longest beginning of at most ``limit`` units, never half of a character."""
    return _encoded(text)[: 2 * max(limit, 0)].decode("utf-16-le", "ignore")


def cut_out(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return the text with each span of (offset, length), in units, replaced by a space."""
    encoded = _encoded(text)
    for offset, length in sorted(spans, reverse=True):  # from the end, so that offsets still hold
        encoded = encoded[: 2 * offset] + _encoded(" ") + encoded[2 * (offset + length) :]
    return encoded.decode("utf-16-le", "surrogatepass")


def _encoded(text: str) -> bytes:
    return text.encode("utf-16-le", "surrogatepass")
