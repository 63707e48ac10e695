"""The nodes of a YAML document: texts, lists and keys, each with its line and column from 1."""

from __future__ import annotations

from typing import NamedTuple


class Cut(NamedTuple):
    """The comment that ends a plain text; ``deliberate`` where it is set off as comments are."""

    comment: str
    line: int
    column: int
    deliberate: bool


class Joined(NamedTuple):
    """The beginning of a further line of a plain text; ``marked`` where it does so like an item."""

    line: int
    column: int
    marked: bool


class Text(NamedTuple):
    """A scalar as it was typed; ``plain`` tells one without quotes or block marks.

    ``cut`` and ``joined`` say where YAML may have made something else of it than was meant.
    """

    text: str
    line: int
    column: int
    plain: bool
    cut: Cut | None = None
    joined: Joined | None = None


class Items(NamedTuple):
    """A list."""

    nodes: tuple[Node, ...]
    line: int
    column: int


class Keys(NamedTuple):
    """A mapping, as pairs in the order of the file; no key stands in it twice."""

    pairs: tuple[tuple[Text, Node], ...]
    line: int
    column: int


class Refused(NamedTuple):
    """A stand-in for something that was refused; its problem is reported already."""

    line: int
    column: int


Node = Text | Items | Keys | Refused
