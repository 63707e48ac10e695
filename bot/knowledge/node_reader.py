"""Reading YAML nodes as what they must be; what does not fit is noted and reading goes on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz import fuzz, process

from bot.knowledge.characters import ODD, name_of
from bot.knowledge.locations import Location
from bot.knowledge.yaml_nodes import Items, Keys, Node, Refused, Text
from bot.language.normalization import one_line, short

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

    from bot.knowledge.problems import Problems
    from bot.knowledge.shape import Shape

# A misspelt word shares about this much with the one that was meant, in per cent.
NEAR_WORD = 60
_LIKE_ITEM = re.compile(rf"-(?P<space>[{ODD}])|(?P<dash>[*•·–—−‐‑‒▪])\s")
_NULLS = frozenset({"~", "null", "Null", "NULL"})


class LocatedText(NamedTuple):
    """A text and where it stands; ``joined`` is where a line begins that ran into it."""

    location: Location
    text: str
    joined: Location | None = None


def did_you_mean(word: str, known: Collection[str]) -> str:
    """Return a question that names the known word nearest to ``word``; empty where none is near."""
    found = process.extractOne(word, known, scorer=fuzz.ratio, score_cutoff=NEAR_WORD)
    return f"did you mean {found[0]!r}?" if found else ""


class NodeReader:
    """Reads nodes of the file ``path``; ``problems`` grows by whatever does not fit.

    Each method returns what could be read, with something empty where nothing could. ``what``
    names in its messages what the node stands for, such as "a fact".
    """

    def __init__(self, path: Path, problems: Problems) -> None:
        self.path = path
        self.problems = problems

    def location(self, node: Node) -> Location:
        """Return where the node stands."""
        return Location(self.path, node.line, node.column)

    def report(self, node: Node, message: str, rule: str) -> None:
        """Note an error at the node."""
        self.problems.add(self.location(node).problem(message, rule))

    @staticmethod
    def is_null(node: Node) -> bool:
        """Say whether nothing stands at the node, or what YAML reads as nothing."""
        return _is_null(node)

    def record(self, node: Node, shape: Shape) -> Record:
        """Return a mapping by the keys of its shape; unknown and missing ones are noted."""
        if not isinstance(node, Keys):
            first = next(iter(shape.keys))
            self._misfit(node, f"{shape.name} is made of lines such as '{first}: …'")
            return Record(self, node, {})
        for key, value in node.pairs:
            if key.text not in shape.keys:
                self.report(key, _unknown(key, value, shape), "unknown-key")
        found = {key.text: value for key, value in node.pairs if key.text in shape.keys}
        for name in shape.required:
            if name not in found:
                self.report(node, f"{shape.name} needs the key {name!r}; add it", "missing-key")
        return Record(self, node, found)

    def pairs(self, node: Node, what: str) -> tuple[tuple[Text, Node], ...]:
        """Return a mapping's keys with their values, whatever the keys are."""
        if isinstance(node, Keys):
            return node.pairs
        if not _is_null(node):
            self._misfit(node, f"{what} is made of lines such as 'id-of-an-entry:'")
        return ()

    def items(self, node: Node, what: str, least: int = 0) -> tuple[Node, ...]:
        """Return the items of a list, of which ``least`` are needed; one left empty has none."""
        if not isinstance(node, Items) and not _is_null(node):
            right = _instead_of_dash(node) or "begin each of its lines with '- '"
            self._misfit(node, f"{what} must be a list; {right}")
            return ()
        nodes = node.nodes if isinstance(node, Items) else ()
        if len(nodes) < least:
            message = f"{what} has too few items ({len(nodes)}); give it {least} or more"
            self.report(node, message, "empty")
        return nodes

    def text(self, node: Node, what: str, *, prose: bool = True) -> str:
        """Return a text on one line, each run of its white space as one space.

        Prose that YAML cut at a ``#``, or that swallowed a line meant as a list item, is noted.
        """
        if not isinstance(node, Text):
            self._misfit(node, f"{what} must be a text; put one that holds ': ' in quotes")
            return ""
        if _is_null(node) and node.text:
            message = f"{what} is {node.text}, which YAML reads as nothing; put it in quotes"
            self.report(node, message, "empty")
            return ""
        text = one_line(node.text)
        if node.cut and prose and (not text or not node.cut.deliberate):
            self._cut(node, what)
        elif not text:
            self.report(node, f"{what} is empty; write its text", "empty")
        self.report_joined(self._joined(node, marked=True))
        return text

    def texts(
        self, node: Node, what: str, least: int = 0, *, prose: bool = True
    ) -> Iterator[LocatedText]:
        """Yield the texts of a list, each with its location; those that are empty are left out."""
        for item in self.items(node, what, least):
            if text := self.text(item, f"an item of {what}", prose=prose):
                yield LocatedText(self.location(item), text, self._joined(item, marked=False))

    def report_joined(self, location: Location | None) -> None:
        """Note that the line at ``location`` ran into the text above it."""
        if location is not None:
            message = (
                "YAML joins this line to the text above it; begin it with '- ' if it is an item of "
                "its own, else put the whole text on one line"
            )
            self.problems.add(location.problem(message, "joined"))

    def _joined(self, node: Node, *, marked: bool) -> Location | None:
        joined = node.joined if isinstance(node, Text) else None
        if joined is None or joined.marked != marked:
            return None
        return Location(self.path, joined.line, joined.column)

    def _cut(self, node: Text, what: str) -> None:
        assert node.cut is not None
        comment = repr(short(node.cut.comment, 40))
        message = (
            f"YAML takes {comment} for a comment and cuts {what} before it; put the whole text in "
            "quotes"
        )
        where = Location(self.path, node.cut.line, node.cut.column)
        self.problems.add(where.problem(message, "cut"))

    def _misfit(self, node: Node, message: str) -> None:
        if not isinstance(node, Refused):
            kind = {Items: "a list", Keys: "keys", Text: "a text"}[type(node)]
            found = "nothing" if _is_null(node) else kind
            self.report(node, f"{message} (found {found})", "kind")


class Record:
    """A mapping read by its keys; what is left out is empty, and noted already if it is needed."""

    def __init__(self, reader: NodeReader, node: Node, values: Mapping[str, Node]) -> None:
        self._reader = reader
        self._node = node
        self._values = values

    def get(self, key: str) -> Node | None:
        """Return the node under the key, or None."""
        return self._values.get(key)

    def location(self, key: str | None = None) -> Location:
        """Return where the value of the key stands; where there is none, the mapping itself."""
        return self._reader.location(self._values.get(key or "", self._node))

    def report(self, key: str, message: str, rule: str) -> None:
        """Note an error at the value of the key."""
        self._reader.problems.add(self.location(key).problem(message, rule))

    def text(self, key: str, *, prose: bool = True) -> str:
        """Return the text under the key; a comment may follow what is no prose, such as an id."""
        node = self._values.get(key)
        return "" if node is None else self._reader.text(node, repr(key), prose=prose)

    def texts(self, key: str, least: int = 0, *, prose: bool = True) -> list[LocatedText]:
        """Return the texts of the list under the key, each with its location."""
        node = self._values.get(key)
        texts = () if node is None else self._reader.texts(node, repr(key), least, prose=prose)
        return list(texts)

    def items(self, key: str) -> tuple[Node, ...]:
        """Return the nodes of the list under the key."""
        node = self._values.get(key)
        return () if node is None else self._reader.items(node, repr(key))


def _instead_of_dash(node: Node) -> str:
    """Say what stands where the dash of a list's first item was meant; empty if nothing does."""
    found = _LIKE_ITEM.match(node.text) if isinstance(node, Text) else None
    if found is None:
        return ""
    odd = found["space"] or found["dash"]
    return f"{name_of(odd)} stands where '- ' belongs, so begin each of its lines with '- '"


def _unknown(key: Text, value: Node, shape: Shape) -> str:
    known = tuple(shape.keys)
    if unseen := next((one for one in key.text if not one.isprintable()), ""):
        return f"{name_of(unseen)} stands in the key {short(key.text)!r}; take it out"
    if key.plain and " " in key.text and _is_null(value):
        return f"{short(key.text)!r} is no key; put a text that holds a comma in quotes"
    hint = did_you_mean(key.text, known) or f"{shape.name} has {', '.join(known)}"
    return f"unknown key {short(key.text)!r}; {hint}"


def _is_null(node: Node) -> bool:
    return isinstance(node, Text) and node.plain and (not node.text or node.text in _NULLS)
