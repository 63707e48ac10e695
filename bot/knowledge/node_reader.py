"""A YAML file as a sheet to be read key by key; what does not fit is noted and reading goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from bot.knowledge.locations import Place
from bot.knowledge.yaml_text import Items, Keys, Node, Refused, Text
from bot.language.normalization import one_line, short

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

    from bot.errors import Problem

# A misspelt word shares about this much with the one that was meant, in per cent.
NEAR_WORD = 60
# A text and where it stands.
Placed = tuple[Place, str]
_NULLS = frozenset({"~", "null", "Null", "NULL"})


def did_you_mean(word: str, known: Collection[str]) -> str:
    """Return a question that names the known word nearest to ``word``; empty where none is near."""
    found = process.extractOne(word, known, scorer=fuzz.ratio, score_cutoff=NEAR_WORD)
    return f"did you mean {found[0]!r}?" if found else ""


class Sheet:
    """Reads nodes of the file ``path``; ``problems`` grows by whatever does not fit.

    Each method returns what could be read, with something empty in place of what could not.
    ``what`` names in its messages what the node stands for, such as "a fact".
    """

    def __init__(self, path: Path, problems: list[Problem]) -> None:
        self.path = path
        self.problems = problems

    def place(self, node: Node) -> Place:
        """Return where the node stands."""
        return Place(self.path, node.line, node.column)

    def report(self, node: Node, message: str, rule: str) -> None:
        """Note an error at the node."""
        self.problems.append(self.place(node).problem(message, rule))

    def record(
        self, node: Node, what: str, required: tuple[str, ...], optional: tuple[str, ...] = ()
    ) -> Record:
        """Return a mapping by its known keys; unknown and missing ones are noted."""
        if not isinstance(node, Keys):
            self._misfit(node, f"{what} is made of lines such as '{required[0]}: …'")
            return Record(self, node, {})
        known = (*required, *optional)
        for key, _ in node.pairs:
            if key.text not in known:
                hint = did_you_mean(key.text, known) or f"{what} has {', '.join(known)}"
                self.report(key, f"unknown key {short(key.text)!r}; {hint}", "unknown-key")
        found = {key.text: value for key, value in node.pairs if key.text in known}
        for name in required:
            if name not in found:
                self.report(node, f"{what} needs the key {name!r}; add it", "missing-key")
        return Record(self, node, found)

    def items(self, node: Node, what: str, least: int = 0) -> tuple[Node, ...]:
        """Return the items of a list, of which ``least`` are needed; one left empty has none."""
        if not isinstance(node, Items) and not _is_null(node):
            self._misfit(node, f"{what} must be a list; begin each of its lines with '- '")
            return ()
        nodes = node.nodes if isinstance(node, Items) else ()
        if len(nodes) < least:
            message = f"{what} has too few items ({len(nodes)}); give it {least} or more"
            self.report(node, message, "empty")
        return nodes

    def text(self, node: Node, what: str) -> str:
        """Return a text on one line, each run of its white space as one space."""
        if not isinstance(node, Text):
            self._misfit(node, f"{what} must be a text; put one that holds ': ' in quotes")
            return ""
        if _is_null(node) and node.text:
            message = f"{what} is {node.text}, which YAML reads as nothing; put it in quotes"
            self.report(node, message, "empty")
            return ""
        if not (text := one_line(node.text)):
            self.report(node, f"{what} is empty; write its text", "empty")
        return text

    def texts(self, node: Node, what: str, least: int = 0) -> list[Placed]:
        """Return the texts of a list, each with its place; those that are empty are left out."""
        items = self.items(node, what, least)
        read = ((item, self.text(item, f"an item of {what}")) for item in items)
        return [(self.place(item), text) for item, text in read if text]

    def _misfit(self, node: Node, message: str) -> None:
        if not isinstance(node, Refused):
            kind = {Items: "a list", Keys: "keys", Text: "a text"}[type(node)]
            found = "nothing" if _is_null(node) else kind
            self.report(node, f"{message} (found {found})", "kind")


class Record:
    """A mapping read by its keys; what is left out is empty, and noted already if it is needed."""

    def __init__(self, sheet: Sheet, node: Node, values: Mapping[str, Node]) -> None:
        self._sheet = sheet
        self._node = node
        self._values = values

    def get(self, key: str) -> Node | None:
        """Return the node under the key, or None."""
        return self._values.get(key)

    def place(self, key: str | None = None) -> Place:
        """Return where the value of the key stands; where there is none, the mapping itself."""
        return self._sheet.place(self._values.get(key or "", self._node))

    def report(self, key: str, message: str, rule: str) -> None:
        """Note an error at the value of the key."""
        self._sheet.problems.append(self.place(key).problem(message, rule))

    def text(self, key: str) -> str:
        """Return the text under the key."""
        return self._sheet.text(self._values[key], repr(key)) if key in self._values else ""

    def texts(self, key: str, least: int = 0) -> list[Placed]:
        """Return the texts of the list under the key, each with its place."""
        node = self._values.get(key)
        return [] if node is None else self._sheet.texts(node, repr(key), least)

    def items(self, key: str) -> tuple[Node, ...]:
        """Return the nodes of the list under the key."""
        node = self._values.get(key)
        return () if node is None else self._sheet.items(node, repr(key))


def _is_null(node: Node) -> bool:
    return isinstance(node, Text) and node.plain and (not node.text or node.text in _NULLS)
