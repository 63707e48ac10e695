"""A YAML file as a sheet to be read key by key; what does not fit is noted and reading goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from bot.knowledge.folding import one_line, short
from bot.knowledge.places import Place
from bot.knowledge.yaml_text import Items, Keys, Node, Refused, Text

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from bot.errors import Problem

# A misspelt word shares about this much with the one that was meant, in per cent.
NEAR_WORD = 60
_NULLS = frozenset({"~", "null", "Null", "NULL"})


def did_you_mean(word: str, known: Collection[str]) -> str:
    """Return a question that names the known word nearest to ``word``; empty where none is near."""
    found = process.extractOne(word, known, scorer=fuzz.ratio, score_cutoff=NEAR_WORD)
    return f"did you mean {found[0]!r}?" if found else ""


class Sheet:
    """Reads nodes of the file ``path``; ``problems`` grows by whatever does not fit.

    Each method returns what could be read, with something empty in place of what could not.
    """

    def __init__(self, path: Path, problems: list[Problem]) -> None:
        self.path = path
        self.problems = problems

    def place(self, node: Node) -> Place:
        """Return where the node stands."""
        return Place(self.path, node.line, node.column)

    def report(self, node: Node, message: str, rule: str, *, fatal: bool = True) -> None:
        """Note a problem at the node."""
        self.problems.append(self.place(node).problem(message, rule, fatal=fatal))

    def keys(
        self, node: Node, what: str, required: tuple[str, ...], optional: tuple[str, ...] = ()
    ) -> dict[str, Node]:
        """Return the known keys of a mapping; unknown and missing ones are noted.

        ``what`` names the thing that the mapping stands for, such as "a fact".
        """
        if not isinstance(node, Keys):
            self._misfit(node, f"{what} must have the keys {', '.join(required)}")
            return {}
        known = (*required, *optional)
        for key, _ in node.pairs:
            if key.text not in known:
                hint = did_you_mean(key.text, known) or f"{what} has {', '.join(known)}"
                self.report(key, f"unknown key {short(key.text)!r}; {hint}", "unknown-key")
        found = {key.text: value for key, value in node.pairs if key.text in known}
        for name in required:
            if name not in found:
                self.report(node, f"{what} needs the key {name!r}; add it", "missing-key")
        return found

    def items(self, node: Node | None, name: str, least: int = 0) -> tuple[Node, ...]:
        """Return the items of a list, of which ``least`` are needed.

        A key that was left out or left empty has none.
        """
        if node is None:
            return ()
        if not isinstance(node, Items) and not self._is_null(node):
            self._misfit(node, f"{name!r} must be a list; begin each of its lines with '- '")
            return ()
        nodes = node.nodes if isinstance(node, Items) else ()
        if len(nodes) < least:
            self.report(node, f"{name!r} has {len(nodes)} items; give it {least} or more", "empty")
        return nodes

    def text(self, node: Node | None, name: str) -> str:
        """Return a text on one line; empty where there is none."""
        if node is None:
            return ""
        if not isinstance(node, Text):
            self._misfit(node, f"{name!r} must be a text; one that holds ': ' goes in quotes")
            return ""
        if node.plain and node.text in _NULLS:
            self.report(
                node,
                f"{name!r} is {node.text}, which YAML reads as nothing; put it in quotes",
                "empty",
            )
            return ""
        if not (text := one_line(node.text)):
            self.report(node, f"{name!r} is empty; write its text", "empty")
        return text

    def texts(self, node: Node | None, name: str, least: int = 0) -> list[tuple[Place, str]]:
        """Return the texts of a list, each with its place; those that are empty are left out."""
        read = ((item, self.text(item, name)) for item in self.items(node, name, least))
        return [(self.place(item), text) for item, text in read if text]

    def _is_null(self, node: Node) -> bool:
        return isinstance(node, Text) and node.plain and (not node.text or node.text in _NULLS)

    def _misfit(self, node: Node, message: str) -> None:
        if isinstance(node, Refused):
            return
        kind = {Items: "a list", Keys: "keys", Text: "a text"}[type(node)]
        found = "nothing" if self._is_null(node) else kind
        self.report(node, f"{message} (found {found})", "kind")
