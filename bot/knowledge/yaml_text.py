"""YAML read as text: every scalar stays as it was typed, and everything knows where it stands.

Only what a person needs to write knowledge by hand is read: texts, lists and keys. Anchors,
aliases, tags, merges, directives and further documents are refused, so a file can neither grow
when it is read nor mean something else than what stands in it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NoReturn, TypeGuard

import yaml

from bot.errors import BotError
from bot.knowledge.files import UNPRINTABLE, position
from bot.knowledge.locations import Location
from bot.knowledge.shape import MAX_TEXT
from bot.knowledge.yaml_advice import explain
from bot.knowledge.yaml_nodes import Cut, Items, Joined, Keys, Node, Refused, Text
from bot.language.normalization import short

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bot.knowledge.problems import Problems

# libyaml is some ten times as fast; a PyYAML that was built without it still works.
PARSER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

MAX_DEPTH = 16
MAX_VALUES = 400_000
_TOO_DEEP = f"nested more than {MAX_DEPTH} deep; take levels out"
# A text that was wrapped on purpose has lines of about this many columns or more.
WRAPPED_AT_LEAST = 60

# YAML counts these as line breaks, and the editor that shows the line of an error does not.
_BREAKS = re.compile("[\x85\u2028\u2029]")
_CORE = "tag:yaml.org,2002:"
_DIRECTIVE = re.compile(r"^%(?:TAG|YAML)\b", re.MULTILINE)
_COMMENT = re.compile(r"[ \t]*#.*")
_ITEM_MARKS = ("-", "•", "*")
# Flow lists and mappings begin and end at these, but for those in a quoted text.
_FLOW = re.compile(r"\"(?:[^\"\\]|\\.)*+\"?|'[^']*+'?|[\[\]{}]", re.DOTALL)


class YamlError(BotError):
    """The parser cannot go on: ``line`` and ``column``, what is wrong, and whether it is syntax.

    What is no syntax, such as too many values, is refused for good.
    """

    def __init__(self, line: int, column: int, message: str, *, syntax: bool = False) -> None:
        super().__init__(message)
        self.line = line
        self.column = column
        self.syntax = syntax


def compose(text: str, path: Path, problems: Problems) -> Node:
    """Return the document in ``text``, adding what is refused in it to ``problems``.

    An empty one is an empty text. Raises :class:`YamlError` where reading cannot go on. Depth,
    number and length of the values are bounded, and so are the time and memory that this takes.
    """
    composer = _Composer(path, problems)
    composer.read(_BREAKS.sub(" ", text))
    return composer.root


class _Open:
    """A list or mapping whose end has not been reached."""

    def __init__(self, event: Any) -> None:
        self.line, self.column = _at(event)
        self.keys = isinstance(event, yaml.MappingStartEvent)
        self.nodes: list[Node] = []


class _Composer:
    """Builds nodes from parser events without recursion, refusing as it goes."""

    def __init__(self, path: Path, problems: Problems) -> None:
        self.root: Node = Text("", 1, 1, plain=True)
        self._path = path
        self._problems = problems
        self._source = ""
        self._read_to = 0
        self._open: list[_Open] = []
        self._values = 0
        self._documents = 0

    def read(self, text: str) -> None:
        self._source = text
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
            for event in yaml.parse(text, Loader=PARSER):
                self._read_to = event.end_mark.index  # type: ignore[union-attr]
                yield event
        except yaml.MarkedYAMLError as error:
            self._stop_if_deep(text, error)
            (line, column), message = explain(error, text)
            line, column = min((line, column), position(text, len(text)))
            raise YamlError(line, column, message, syntax=True) from None
        except yaml.reader.ReaderError as error:
            self._stop(position(text, error.position), f"{error.reason}; take it out")

    def _stop_if_deep(self, text: str, error: yaml.MarkedYAMLError) -> None:
        """Refuse lists in lists that the parser gave up on before it told of any.

        It looks ahead for a key, and libyaml stops at a depth of its own, with an error worded
        like any other: what is open where it stopped is counted here.
        """
        depth, mark = len(self._open), error.problem_mark
        for found in _FLOW.finditer(text, self._read_to, mark.index if mark else len(text)):
            depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(found[0], 0)
            if depth > MAX_DEPTH:
                self._stop(position(text, found.start()), _TOO_DEEP)

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
            self._stop(_at(event), _TOO_DEEP)
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
        if event.style not in (None, ""):
            return Text(value, *_at(event), plain=False)
        return Text(value, *_at(event), True, self._cut(event), self._joined(event))

    def _cut(self, event: Any) -> Cut | None:
        end = event.end_mark.index
        # Most texts end with their line, which is seen at once.
        if self._source[end : end + 1] not in (" ", "\t"):
            return None
        found = _COMMENT.match(self._source, end)
        if found is None:
            return None
        start = self._source.index("#", end)
        comment = self._source[start : found.end()]
        apart = start - end >= 2 and (comment + " ")[1] in " \t"
        line, column = _at_end(event)
        return Cut(comment, line, column + start - end, apart)

    def _joined(self, event: Any) -> Joined | None:
        start, end = event.start_mark, event.end_mark
        if start.line == end.line:
            return None
        first, *others = self._source[start.index - start.column : end.index].split("\n")
        more = [
            (number, line) for number, line in enumerate(others, start.line + 2) if line.strip()
        ]
        marked = [(n, line) for n, line in more if line.lstrip().startswith(_ITEM_MARKS)]
        if not marked and all(len(line) >= WRAPPED_AT_LEAST for line in (first, *others[:-1])):
            return None
        number, line = (marked or more)[0]
        return Joined(number, len(line) - len(line.lstrip()) + 1, bool(marked))

    def _close(self) -> Node:
        done = self._open.pop()
        if not done.keys:
            return Items(tuple(done.nodes), done.line, done.column)
        pairs: dict[str, tuple[Text, Node]] = {}
        for key, value in zip(done.nodes[::2], done.nodes[1::2], strict=True):
            if self._is_key(key, pairs):
                pairs[key.text] = (key, value)
            elif isinstance(key, Text) and key.text == "id":
                # An entry that lost its dash: all of its keys stand twice.
                break
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
            right = "begin a new entry with '- '" if key.text == "id" else "keep one"
            message = f"the key {short(key.text)!r} stands twice, first on line {first}; {right}"
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
        self._problems.add(Location(self._path, *spot).problem(message, rule))
        return Refused(*spot)

    def _stop(self, spot: tuple[int, int], message: str) -> NoReturn:
        raise YamlError(*spot, message) from None


def _at(event: Any) -> tuple[int, int]:
    return event.start_mark.line + 1, event.start_mark.column + 1


def _at_end(event: Any) -> tuple[int, int]:
    return event.end_mark.line + 1, event.end_mark.column + 1
