"""Putting lines into a YAML text and taking them out, so that nothing else of it changes.

The parser only tells where things stand; comments, order, quoting and line ends stay as they are.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import yaml

from bot.authoring.gap_yaml import scalar
from bot.errors import ReviewError
from bot.language.normalization import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from yaml.nodes import Node

# libyaml is some ten times as fast; a PyYAML that was built without it still works.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_LINES = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
# YAML counts these as line breaks, and no editor does.
_BREAKS = re.compile("[\x85\u2028\u2029]")
_BOM = "\ufeff"
INDENT = 2


class YamlText:
    """A YAML text whose root has keys; each change is made to ``text``.

    A phrasing that is there is not added twice. Raises :class:`~bot.errors.ReviewError` where the
    text is no YAML, or where a change would have to rewrite what a person wrote.
    """

    def __init__(self, text: str) -> None:
        self._bom = _BOM if text.startswith(_BOM) else ""
        self._lines: list[str] = _LINES.findall(text.removeprefix(_BOM))
        self._newline = "\r\n" if any(line.endswith("\r\n") for line in self._lines) else "\n"
        self._compose()

    @property
    def text(self) -> str:
        """The text as it is by now."""
        return self._bom + "".join(self._lines)

    def has(self, section: str) -> bool:
        """Tell whether the root has this key."""
        return _pair(self._root, section) is not None

    def lists(self, section: str, key: str) -> bool:
        """Tell whether there is something under this key of a section."""
        pair = _pair(self._root, section)
        return pair is not None and _pair(pair[1], key) is not None

    def holds(self, section: str, entry_id: str) -> bool:
        """Tell whether the list under this key has an entry of this id."""
        return self._entry(section, entry_id) is not None

    def add_phrasing(self, entry_id: str, text: str) -> None:
        """Add to the list under ``phrasings`` by an entry's id, making what is missing."""
        pair = _pair(self._root, "phrasings")
        if pair is None:
            self._append("phrasings", [f"{' ' * INDENT}{entry_id}:", f"{' ' * 4}- {scalar(text)}"])
        elif (below := _pair(pair[1], entry_id)) is not None:
            self._add_item(below, text)
        else:
            self._add_key(pair, entry_id, text)
        self._compose()

    def add_asked_as(self, section: str, entry_id: str, text: str) -> None:
        """Add to the ``asked_as`` of an entry, making the list below its question if need be."""
        entry = self._entry(section, entry_id)
        if entry is None:
            raise ReviewError(f"There is no entry {entry_id!r} any more.")
        if (pair := _pair(entry, "asked_as")) is not None:
            self._add_item(pair, text)
        elif entry.flow_style:
            self._put(entry.value[-1][1].end_mark, f", asked_as: [{_in_flow(text)}]")
        else:
            question = _pair(entry, "question") or entry.value[-1]
            indent = " " * entry.start_mark.column
            item = f"{indent}{' ' * _list_indent(entry)}- {scalar(text)}"
            self._insert(self._last_line(question[1]) + 1, [f"{indent}asked_as:", item])
        self._compose()

    def add_entry(self, section: str, values: Mapping[str, str | Sequence[str]]) -> None:
        """Add an entry at the end of a list, with these keys in order; empty ones are left out."""
        pair = _pair(self._root, section)
        if pair is None:
            self._append(section, _entry_lines(values, INDENT))
        elif _is_empty(pair[1]):
            self._clear_flow(pair[1])
            self._insert(pair[0].end_mark.line + 1, _entry_lines(values, INDENT))
        elif not isinstance(pair[1], yaml.SequenceNode) or pair[1].flow_style:
            raise ReviewError(f"{section!r} is written in brackets; write it as lines with '- '.")
        else:
            self._add_to_list(pair[1], values)
        self._compose()

    def remove_phrasing(self, entry_id: str, text: str) -> None:
        """Take a text out from under ``phrasings``, and what is empty without it."""
        top = _pair(self._root, "phrasings")
        pair = top and _pair(top[1], entry_id)
        if not top or not pair:
            raise ReviewError(f"The phrasing {text!r} of {entry_id!r} is gone already.")
        self._remove_item(pair, text, alone=top if len(top[1].value) == 1 else pair)

    def remove_asked_as(self, section: str, entry_id: str, text: str) -> None:
        """Take a text out of the ``asked_as`` of an entry, and the key if nothing is left."""
        entry = self._entry(section, entry_id)
        pair = entry and _pair(entry, "asked_as")
        if not pair:
            raise ReviewError(f"The phrasing {text!r} of {entry_id!r} is gone already.")
        self._remove_item(pair, text, alone=pair)

    def remove_entry(
        self, section: str, entry_id: str, values: Mapping[str, str | Sequence[str]]
    ) -> None:
        """Take an entry out that is as it was added; one that was edited since is left alone."""
        pair = _pair(self._root, section)
        entry = self._entry(section, entry_id)
        if pair is None or entry is None:
            raise ReviewError(f"The entry {entry_id!r} is gone already.")
        first, last = entry.start_mark.line, self._last_line(entry)
        added = _entry_lines(values, entry.start_mark.column - INDENT)
        if [line.rstrip() for line in self._lines[first : last + 1]] != added:
            raise ReviewError(f"The entry {entry_id!r} was edited since; take it out by hand.")
        if len(pair[1].value) == 1:
            first = pair[0].start_mark.line
        if first and not self._lines[first - 1].strip() and self._is_end(last):
            first -= 1
        self._delete(first, last)

    def _compose(self) -> None:
        plain = "".join(f"{line.rstrip(chr(13) + chr(10))}\n" for line in self._lines)
        try:
            root = yaml.compose(_BREAKS.sub(" ", plain), Loader=_LOADER)
        except yaml.YAMLError as error:
            raise ReviewError("The file is no sound YAML by now; mend it first.") from error
        if root is not None and not isinstance(root, yaml.MappingNode):
            raise ReviewError("The file does not begin with keys such as 'facts:'.")
        self._root = root

    def _entry(self, section: str, entry_id: str) -> Any:
        pair = _pair(self._root, section)
        entries = pair[1].value if pair and isinstance(pair[1], yaml.SequenceNode) else ()
        for entry in entries:
            found = _pair(entry, "id")
            if found and found[1].value == entry_id:
                return entry
        return None

    def _add_item(self, pair: tuple[Node, Any], text: str) -> None:
        key, node = pair
        if isinstance(node, yaml.SequenceNode) and node.value:
            if text in (one_line(item.value) for item in node.value):
                return
            if node.flow_style:
                self._put(node.value[-1].end_mark, f", {_in_flow(text)}")
            else:
                line = f"{' ' * node.start_mark.column}- {scalar(text)}"
                self._insert(self._last_line(node) + 1, [line])
        elif _is_empty(node):
            self._clear_flow(node)
            line = f"{' ' * (key.start_mark.column + INDENT)}- {scalar(text)}"
            self._insert(key.end_mark.line + 1, [line])
        else:
            raise ReviewError(f"{key.value!r} is no list; write it as lines with '- '.")

    def _add_key(self, pair: tuple[Node, Any], entry_id: str, text: str) -> None:
        key, node = pair
        if not _is_empty(node) and (not isinstance(node, yaml.MappingNode) or node.flow_style):
            raise ReviewError(f"{key.value!r} is written in braces; write it as lines with ids.")
        at = key.end_mark.line if _is_empty(node) else self._last_line(node)
        column = INDENT if _is_empty(node) else node.start_mark.column
        self._clear_flow(node)
        indent = " " * column
        self._insert(at + 1, [f"{indent}{entry_id}:", f"{indent}{' ' * INDENT}- {scalar(text)}"])

    def _add_to_list(self, node: Any, values: Mapping[str, str | Sequence[str]]) -> None:
        lines = _entry_lines(values, node.start_mark.column)
        first = node.value[-1].start_mark.line
        apart = len(node.value) > 1 and first and not self._lines[first - 1].strip()
        self._insert(self._last_line(node) + 1, ["", *lines] if apart else lines)

    def _append(self, section: str, lines: list[str]) -> None:
        """Add a section below all else, apart from what stands above it."""
        apart = [""] if any(line.strip() for line in self._lines) else []
        self._insert(len(self._lines), [*apart, f"{section}:", *lines])

    def _insert(self, at: int, lines: Sequence[str]) -> None:
        ended = [f"{line}{self._newline}" for line in lines]
        if at == len(self._lines) and self._lines and not self._lines[-1].endswith(("\n", "\r")):
            self._lines[-1] += self._newline
            ended[-1] = lines[-1]
        self._lines[at:at] = ended

    def _put(self, mark: Any, text: str) -> None:
        line = self._lines[mark.line]
        self._lines[mark.line] = line[: mark.column] + text + line[mark.column :]

    def _clear_flow(self, node: Any) -> None:
        """Take away the brackets of an empty list, or the word for nothing."""
        start, end = node.start_mark, node.end_mark
        if start.line == end.line and start.column < end.column:
            line = self._lines[start.line]
            self._lines[start.line] = line[: start.column].rstrip() + line[end.column :]

    def _remove_item(self, pair: tuple[Node, Any], text: str, alone: tuple[Node, Any]) -> None:
        """Take an item out; where it is the only one, all that stands under the key ``alone``."""
        key, node = pair
        items = node.value if isinstance(node, yaml.SequenceNode) else []
        places = [place for place, item in enumerate(items) if one_line(item.value) == text]
        if not places:
            raise ReviewError(f"The phrasing {text!r} of {key.value!r} is gone already.")
        item = items[places[-1]]
        if len(items) == 1:
            first = alone[0].start_mark.line
            if first and not self._lines[first - 1].strip() and self._is_end(self._last_line(node)):
                first -= 1
            self._delete(first, self._last_line(node))
        elif node.flow_style:
            self._cut(items, places[-1])
        else:
            self._delete(item.start_mark.line, self._last_line(item))

    def _cut(self, items: Sequence[Any], place: int) -> None:
        start = items[place - 1].end_mark if place else items[0].start_mark
        end = items[place].end_mark if place else items[1].start_mark
        if start.line != end.line:
            raise ReviewError("The list was broken over lines since; take the item out by hand.")
        line = self._lines[start.line]
        self._lines[start.line] = line[: start.column] + line[end.column :]
        self._compose()

    def _delete(self, first: int, last: int) -> None:
        ended = self._lines[last].endswith(("\n", "\r"))
        del self._lines[first : last + 1]
        if not ended and self._lines:
            self._lines[-1] = self._lines[-1].rstrip("\r\n")
        self._compose()

    def _is_end(self, line: int) -> bool:
        return not any(each.strip() for each in self._lines[line + 1 :])

    def _last_line(self, node: Any) -> int:
        """Return the last line that a node's own text stands on, comments below it left out."""
        if isinstance(node, yaml.ScalarNode) or node.flow_style or not node.value:
            return self._last_of_scalar(node)
        last = node.value[-1]
        return self._last_line(last[1] if isinstance(last, tuple) else last)

    def _last_of_scalar(self, node: Any) -> int:
        end: int = node.end_mark.line
        if getattr(node, "style", None) in ("|", ">"):
            end -= 1 if node.end_mark.column == 0 or end == len(self._lines) else 0
            while end > node.start_mark.line and not self._lines[end].strip():
                end -= 1
        return end


def _pair(node: Any, key: str) -> Any:
    pairs: Iterator[Any] = iter(node.value if isinstance(node, yaml.MappingNode) else ())
    return next((pair for pair in pairs if pair[0].value == key), None)


def _is_empty(node: Any) -> bool:
    if isinstance(node, yaml.ScalarNode):
        return not node.style and node.value in ("", "~", "null")
    return not node.value


def _list_indent(entry: Any) -> int:
    """Return by how much this entry's lists stand in from their keys."""
    for key, value in entry.value:
        if isinstance(value, yaml.SequenceNode) and value.value and not value.flow_style:
            return int(value.start_mark.column - key.start_mark.column)
    return INDENT


def _entry_lines(values: Mapping[str, str | Sequence[str]], column: int) -> list[str]:
    indent = " " * (column + INDENT)
    lines: list[str] = []
    for key, value in values.items():
        if isinstance(value, str):
            lines += [f"{indent}{key}: {scalar(value)}"] if value else []
        elif value:
            lines += [f"{indent}{key}:", *(f"{indent}{' ' * INDENT}- {scalar(v)}" for v in value)]
    lines[0] = f"{' ' * column}- {lines[0].lstrip()}"
    return lines


def _in_flow(text: str) -> str:
    dumped: str = yaml.safe_dump(
        [text], default_flow_style=True, allow_unicode=True, width=float("inf")
    )
    return dumped.strip()[1:-1]
