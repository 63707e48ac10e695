"""YAML read as text: every scalar stays as it was typed, and everything knows where it stands.

Only what a person needs to write knowledge by hand is read: texts, lists and keys. Anchors,
aliases, tags, merges, directives and further documents are refused, so a file can neither grow
when it is read nor mean something else than what stands in it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn, TypeGuard

import yaml

from bot.errors import KnowledgeError, Problem
from bot.knowledge.files import UNPRINTABLE, position
from bot.knowledge.yaml_advice import explain
from bot.language.normalization import short

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# libyaml is some ten times as fast; a PyYAML that was built without it still works.
PARSER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

MAX_DEPTH = 16
MAX_VALUES = 400_000
MAX_TEXT = 20_000

# YAML counts these as line breaks, and the editor that shows the line of an error does not.
_BREAKS = re.compile("[\x85\u2028\u2029]")
_CORE = "tag:yaml.org,2002:"
_DIRECTIVE = re.compile(r"^%(?:TAG|YAML)\b", re.MULTILINE)


class Text(NamedTuple):
    """A scalar as it was typed; ``plain`` tells one without quotes or block marks."""

    text: str
    line: int
    column: int
    plain: bool


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
    """What stood where something was refused; its problem is reported already."""

    line: int
    column: int


Node = Text | Items | Keys | Refused


def compose(text: str, path: Path) -> tuple[Node | None, list[Problem]]:
    """Return the document in ``text`` and everything that is wrong with it as YAML.

    The document is None where reading could not go on; an empty one is an empty text. ``path`` is
    named in the problems. Depth, number and length of the values are bounded, and so are the time
    and memory that this takes.
    """
    composer = _Composer(path)
    try:
        composer.read(_BREAKS.sub(" ", text))
    except KnowledgeError as error:
        return None, [*composer.problems, *error.problems]
    return composer.root, composer.problems


class _Open:
    """A list or mapping whose end has not been reached."""

    def __init__(self, event: Any) -> None:
        self.line, self.column = _at(event)
        self.keys = isinstance(event, yaml.MappingStartEvent)
        self.nodes: list[Node] = []


class _Composer:
    """Builds nodes from parser events without recursion, refusing as it goes."""

    def __init__(self, path: Path) -> None:
        self.problems: list[Problem] = []
        self.root: Node = Text("", 1, 1, plain=True)
        self._path = path
        self._open: list[_Open] = []
        self._values = 0
        self._documents = 0

    def read(self, text: str) -> None:
        if found := _DIRECTIVE.search(text):
            self._stop(position(text, found.start()), "directives are refused; delete this line")
        for event in self._events(text):
            if isinstance(event, yaml.NodeEvent):
                self._node(event)
            elif isinstance(event, yaml.CollectionEndEvent):
                self._add(self._close())
            elif isinstance(event, yaml.DocumentStartEvent):
                self._document(event)

    def _events(self, text: str) -> Iterator[Any]:
        try:
            yield from yaml.parse(text, Loader=PARSER)
        except yaml.MarkedYAMLError as error:
            spot, message = explain(error)
            self._stop(min(spot, position(text, len(text))), message)
        except yaml.reader.ReaderError as error:
            self._stop(position(text, error.position), f"{error.reason}; take it out")

    def _document(self, event: Any) -> None:
        self._documents += 1
        if self._documents > 1:
            self._stop(_at(event), "a second document begins here; delete this line")

    def _node(self, event: Any) -> None:
        self._values += 1
        if self._values > MAX_VALUES:
            self._stop(_at(event), f"more than {MAX_VALUES:,} values; split the article in two")
        if isinstance(event, yaml.AliasEvent):
            name = short(event.anchor or "")
            self._add(self._refuse(_at(event), f"the alias *{name} is refused; repeat the text"))
            return
        if event.anchor is not None:
            self._refuse(_at(event), f"the anchor &{short(event.anchor)} is refused; delete it")
        if event.tag is not None:
            tag = short(event.tag.replace(_CORE, "!!"))
            self._refuse(_at(event), f"the tag {tag!r} is refused; delete it")
        if isinstance(event, yaml.ScalarEvent):
            self._add(self._text(event))
        elif len(self._open) >= MAX_DEPTH:
            self._stop(_at(event), f"nested more than {MAX_DEPTH} deep; take levels out")
        else:
            self._open.append(_Open(event))

    def _text(self, event: Any) -> Node:
        value: str = event.value
        if len(value) > MAX_TEXT:
            return self._refuse(
                _at(event), f"a text of {len(value):,} characters; {MAX_TEXT:,} are allowed"
            )
        if event.style == '"' and (found := UNPRINTABLE.search(value)):
            return self._refuse(
                _at(event), f"the escape of the character {found[0]!a} is refused; take it out"
            )
        return Text(value, *_at(event), plain=event.style in (None, ""))

    def _close(self) -> Node:
        done = self._open.pop()
        if not done.keys:
            return Items(tuple(done.nodes), done.line, done.column)
        pairs: dict[str, tuple[Text, Node]] = {}
        for key, value in zip(done.nodes[::2], done.nodes[1::2], strict=True):
            if self._is_key(key, pairs):
                pairs[key.text] = (key, value)
        return Keys(tuple(pairs.values()), done.line, done.column)

    def _is_key(self, key: Node, pairs: dict[str, tuple[Text, Node]]) -> TypeGuard[Text]:
        spot = (key.line, key.column)
        if isinstance(key, Refused):
            return False
        if not isinstance(key, Text):
            self._refuse(spot, "a list or mapping as a key; a key must be a word")
        elif key.plain and key.text == "<<":
            self._refuse(spot, "merging with << is refused; repeat the keys")
        elif key.text in pairs:
            first = pairs[key.text][0].line
            message = f"the key {short(key.text)!r} stands twice, first on line {first}; keep one"
            self._refuse(spot, message, "duplicate-key")
        else:
            return True
        return False

    def _add(self, node: Node) -> None:
        if self._open:
            self._open[-1].nodes.append(node)
        else:
            self.root = node

    def _refuse(self, spot: tuple[int, int], message: str, rule: str = "yaml") -> Refused:
        self.problems.append(Problem(self._path, *spot, message, rule))
        return Refused(*spot)

    def _stop(self, spot: tuple[int, int], message: str) -> NoReturn:
        raise KnowledgeError([Problem(self._path, *spot, message, "yaml")]) from None


def _at(event: Any) -> tuple[int, int]:
    return event.start_mark.line + 1, event.start_mark.column + 1
