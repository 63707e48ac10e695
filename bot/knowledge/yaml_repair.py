"""Ways in which a slip in YAML may have been meant, line by line.

They let reading go on after a slip, so that the others can be told too; no file is ever changed.
A repair keeps the number of lines.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from bot.knowledge.characters import ODD, name_of
from bot.knowledge.shape import ARTICLE, FACT, KNOWLEDGE_FILE, NOT_STATED
from bot.language.normalization import short

if TYPE_CHECKING:
    from collections.abc import Iterator

_KEYS = "|".join(sorted({*ARTICLE.keys, *FACT.keys, *KNOWLEDGE_FILE.keys, *NOT_STATED.keys}))
# What stands before the text of a line: white space, dashes of list items, and a key.
_LINE = re.compile(rf"(?P<start>\s*(?:-\s+)*(?:(?:{_KEYS}):\s+)?)(?P<text>\S(?:.*\S)?)\s*$")
_FLOW_QUESTION = re.compile(
    r"(?P<start>\s*- \{\s*ask:\s*)(?P<text>.*\S)(?P<end>\s*,\s*expect:\s*[a-z0-9-]+\s*\}.*)$"
)
_KEY_LINE = re.compile(rf"\s*(?:-\s+)?(?:{_KEYS}|ask|expect):(?:\s|$)")
_ODD_INDENT = re.compile(rf"(?:[ {ODD}]|-(?=[ {ODD}]))*?(?P<odd>[{ODD}])")
_ODD_VALUE = re.compile(rf"\s*(?:-\s+)?(?:{_KEYS}):(?P<odd>[{ODD}])")
_ODD_START = re.compile(rf"^[ {ODD}]+")
_ODD_AFTER = re.compile(rf"^(-|-?\s*(?:{_KEYS}):)[ {ODD}]+")
_INDENT = re.compile(r"\s*")
_CONTENT = re.compile(r"\s*(?:-\s+)*")
_SECTION = re.compile(r"[^\s#]")
_ITEM = re.compile(r"\s*-(?:\s|$)")

_QUOTES = ("'", '"')
_APOSTROPHE = re.compile(r"'\w+'\w")
_AFTER_BRACKETS = re.compile(r"\[[^\]]*\]\s*[^\s#]")
_BARE_KEY = re.compile(rf"(?:{_KEYS}):")
_OTHER_DASH = re.compile(r"(?P<start>\s*)(?P<dash>[*•·–—−‐‑‒▪])\s+")
_DASH_ALONE = re.compile(r"(?P<start>\s*)-(?=[^\s-])")
_NO_COLON = re.compile(
    rf"(?P<start>\s*(?:-\s+)?)(?P<key>{_KEYS})(?::(?=\S)|\s*(?P<colon>[：﹕∶])\s*|\s+(?=\S))"
)
_IN_QUOTES = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'")

NEIGHBOURS = 12
"""Lines above the slip whose indentation it may have been meant to have."""


class Repair(NamedTuple):
    """Lines as they may have been meant, with the cause and the remedy where these are plain.

    ``whole`` is False where it is a guess what else belongs to the line.
    """

    lines: list[str]
    cause: str = ""
    remedy: str = ""
    whole: bool = True


class _Line(NamedTuple):
    """A line as it may have been meant; the rest is as in :class:`Repair`."""

    text: str
    cause: str = ""
    remedy: str = ""
    whole: bool = True


def quoted(text: str) -> str:
    """Return the text in the quotes that need the least inside of them."""
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    doubled = text.replace("'", "''")
    return f"'{doubled}'"


def odd_characters(lines: list[str]) -> Iterator[tuple[int, int, str]]:
    """Yield line, column and message for each indentation with a tab or another odd character."""
    for number, line in enumerate(lines, 1):
        found = _ODD_INDENT.match(line) or _ODD_VALUE.match(line)
        if found and line.strip():
            message = f"{name_of(found['odd'])} stands where a space belongs; indent with spaces"
            yield number, found.start("odd") + 1, message


def with_spaces(lines: list[str]) -> list[str]:
    """Return the lines with plain spaces for every odd character that an indentation has."""
    mended: list[str] = []
    for line in lines:
        found = _ODD_INDENT.match(line) or _ODD_VALUE.match(line)
        mended.append(_spaced(line, mended) if found else line)
    return mended


def repairs(lines: list[str], number: int) -> Iterator[Repair]:
    """Yield what may have been meant by the line of this number, from 1, the likeliest first."""
    line = lines[number - 1]
    above = [one for one in lines[max(0, number - 1 - NEIGHBOURS) : number - 1] if one.strip()]
    for one in (*_in_line(line), *_as_item(line, above), *_like_neighbours(line, above)):
        mended = [*lines[: number - 1], one.text, *lines[number:]]
        yield Repair(mended, one.cause, one.remedy, one.whole)


def without_unit(lines: list[str], number: int) -> list[str]:
    """Return the lines without the entry, or else the section, that the line stands in."""
    start = _unit(lines, number - 1)
    depth, end = len(_indent(lines[start])), start + 1
    while end < len(lines) and (not lines[end].strip() or len(_indent(lines[end])) > depth):
        end += 1
    end = max(end, number)
    return [*lines[:start], *([""] * (end - start)), *lines[end:]]


def _in_line(line: str) -> Iterator[_Line]:
    if found := _FLOW_QUESTION.match(line):
        text = quoted(found["text"])
        yield _Line(f"{found['start']}{text}{found['end']}", "", _in_quotes(text))
    elif found := _LINE.match(line):
        start, text = found["start"], found["text"]
        yield from _look_alikes(line)
        if text.startswith("[") and not _AFTER_BRACKETS.match(text):
            yield _Line(f"{start}{text}]", whole=False)
        elif text.startswith("- "):
            yield _Line(f"{start}[{quoted(text[2:])}]")
        elif not text.startswith("{") and not _BARE_KEY.fullmatch(text):
            yield from _as_quoted(start, text)


def _as_quoted(start: str, text: str) -> Iterator[_Line]:
    mark = text[0]
    if mark in _QUOTES and mark not in text[1:]:
        yield _Line(f"{start}{text}{mark}")
    inner, cause = text, ""
    if _IN_QUOTES.fullmatch(text):
        inner = text[1:-1]
    elif _APOSTROPHE.match(text):
        inner, cause = text[1:], "the apostrophe ends the text in single quotes"
    elif mark in _QUOTES:
        cause = "the text goes on after its closing quotation mark"
    elif mark in ">|[":
        cause = f"a text cannot begin with {mark!r}"
    whole = quoted(inner)
    yield _Line(f"{start}{whole}", cause, _in_quotes(whole))


def _look_alikes(line: str) -> Iterator[_Line]:
    """Yield the line with a plain dash, a colon or a space where such a one was surely meant."""
    if found := _OTHER_DASH.match(line):
        name = name_of(found["dash"])
        mended = f"{found['start']}- {line[found.end() :]}"
        yield _Line(mended, f"{name} stands where a '-' belongs", "begin the item with '- '")
    elif found := _DASH_ALONE.match(line):
        mended = f"{found['start']}- {line[found.end() :]}"
        yield _Line(mended, "no space stands after the '-'", "begin the item with '- '")
    elif found := _NO_COLON.match(line):
        key = found["key"]
        mended = f"{found['start']}{key}: {line[found.end() :]}"
        cause = f"the key {key!r} is not followed by a colon and a space"
        if found["colon"]:
            cause = f"{name_of(found['colon'])} stands after the key {key!r}"
        yield _Line(mended, cause, f"write '{key}: ' before its text")


def _as_item(line: str, above: list[str]) -> Iterator[_Line]:
    in_list = above and _ITEM.match(above[-1]) and not _KEY_LINE.match(above[-1])
    if in_list and not _ITEM.match(line) and not _KEY_LINE.match(line):
        item = f"{_indent(above[-1])}- {line.strip()}"
        yield _Line(item, "this line belongs to no item of the list", "begin it with '- '")


def _like_neighbours(line: str, above: list[str]) -> Iterator[_Line]:
    own = _indent(line)
    for indent in dict.fromkeys(_indent(one) for one in reversed(above) if _alike(one, line)):
        if indent != own:
            cause = (
                f"this line begins with {_spaces(own)} and its neighbours with {_spaces(indent)}"
            )
            yield _Line(indent + line.lstrip(), cause, "indent it like them")


def _in_quotes(text: str) -> str:
    return f"put the whole text in quotes, so: {short(text, 100)}"


def _spaced(line: str, before: list[str]) -> str:
    """Return the line with plain spaces before its text; a tab goes as far as its neighbours do."""
    text = _ODD_START.sub("", line)
    before_text = line[: len(line) - len(text)]
    text = _ODD_AFTER.sub(r"\1 ", text)
    if "\t" not in before_text:
        return " " * sum(character.isspace() for character in before_text) + text
    return _neighbouring_indent(text, before) + text


def _neighbouring_indent(text: str, before: list[str]) -> str:
    """Return the indentation of the nearest line above that is of the same kind."""
    above = next((one for one in reversed(before) if one.strip()), "")
    if _ITEM.match(text) and above.endswith(":"):
        return " " * (len(_content(above)) + 2)
    kind = _ITEM if _ITEM.match(text) else _KEY_LINE if _KEY_LINE.match(text) else _INDENT
    neighbour = next((one for one in reversed(before) if one.strip() and kind.match(one)), "")
    return _indent(neighbour) if kind is _ITEM else " " * len(_content(neighbour))


def _unit(lines: list[str], at: int) -> int:
    """Return the index of the line that begins the entry in which the one at ``at`` stands."""
    section = next((n for n in range(at, -1, -1) if _SECTION.match(lines[n])), 0)
    if _ITEM.match(lines[section]):
        return section
    first = next((n for n in range(section + 1, at + 1) if _ITEM.match(lines[n])), None)
    if first is None:
        return at
    depth = _indent(lines[first])
    entries = (n for n in range(at, section, -1) if _ITEM.match(lines[n]))
    return next((n for n in entries if _indent(lines[n]) == depth), at)


def _alike(one: str, other: str) -> bool:
    return bool(_ITEM.match(one)) == bool(_ITEM.match(other)) and one.strip()[:1] != "#"


def _indent(line: str) -> str:
    found = _INDENT.match(line)
    return found[0] if found else ""


def _content(line: str) -> str:
    found = _CONTENT.match(line)
    return found[0] if found else ""


def _spaces(indent: str) -> str:
    return "no space" if not indent else "1 space" if len(indent) == 1 else f"{len(indent)} spaces"
