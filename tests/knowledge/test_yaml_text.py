"""YAML is read as text with places, by either of PyYAML's parsers, at a bounded cost."""

from __future__ import annotations

import time
import tracemalloc
from pathlib import Path

import pytest
import yaml

from bot.knowledge import yaml_text
from bot.knowledge.problems import MOST_PER_FILE, Problems
from bot.knowledge.shape import MAX_TEXT
from bot.knowledge.yaml_nodes import Items, Keys, Node, Text
from bot.knowledge.yaml_text import MAX_DEPTH, MAX_VALUES, YamlError, compose

PATH = Path("facts.yaml")
SIZE = 1_900_000
SECONDS = 15
MEGABYTES = 150


@pytest.fixture(params=["CSafeLoader", "SafeLoader"])
def either_parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The one in C may be missing."""
    monkeypatch.setattr(yaml_text, "PARSER", getattr(yaml, request.param))


def _read(text: str) -> tuple[Node | None, list[str]]:
    """Return the document and what was said about it, the slip that ended it last."""
    problems, slips, root = Problems(), [], None
    try:
        root = compose(text, PATH, problems)
    except YamlError as slip:
        slips = [f"{slip.line}:{slip.column}: {slip}"]
    told = [str(problem).removeprefix("facts.yaml:") for problem in problems.in_file_order()]
    return root, [*told, *slips]


def _messages(text: str) -> list[str]:
    return _read(text)[1]


@pytest.mark.usefixtures("either_parser")
def test_every_node_knows_where_it_begins() -> None:
    """Lines and columns count from 1, whatever separates the lines."""
    root, problems = _read("a: [é,\u2028 'b']\nc:\n  - d: 1\n")
    assert problems == []
    inner = Keys(((Text("d", 3, 5, True), Text("1", 3, 8, True)),), 3, 5)
    items = Items((Text("é", 1, 5, True), Text("b", 1, 9, False)), 1, 4)
    pairs = (Text("a", 1, 1, True), items), (Text("c", 2, 1, True), Items((inner,), 3, 3))
    assert root == Keys(pairs, 1, 1)


@pytest.mark.usefixtures("either_parser")
def test_an_empty_document_is_an_empty_text() -> None:
    """Comments alone are one, too."""
    assert _read("") == _read("# a\n") == (Text("", 1, 1, True), [])


@pytest.mark.usefixtures("either_parser")
def test_one_document_may_have_its_marks() -> None:
    """Some write them out of habit."""
    assert _read("---\na\n...\n") == (Text("a", 2, 1, True), [])


@pytest.mark.usefixtures("either_parser")
def test_everything_refused_is_told_at_once() -> None:
    """Up to the first thing that the parser cannot read."""
    assert _messages('a: &x 1\nb: *x\nc: !d e\n<<: {}\na: 2\nf: "\\0"\n') == [
        "1:4: the anchor &x is refused; delete it",
        "2:4: the alias *x is refused; repeat the text",
        "3:4: the tag '!d' is refused; delete it",
        "4:1: merging with << is refused; repeat the keys",
        "5:1: the key 'a' stands twice, first on line 1; keep one",
        "6:4: the escape of the character '\\x00' is refused; take it out",
    ]


@pytest.mark.usefixtures("either_parser")
def test_a_surrogate_by_escape_is_refused() -> None:
    """It is no character."""
    assert len(_messages('a: "\\uD800"')) == 1


@pytest.mark.usefixtures("either_parser")
@pytest.mark.parametrize("opening", ["[", "- ", "{a: ", "? "])
def test_deep_nesting_is_refused_where_it_becomes_too_deep(opening: str) -> None:
    """Long before any stack is full."""
    (message,) = _messages(opening * (SIZE // len(opening)))
    assert message == (
        f"1:{MAX_DEPTH * len(opening) + 1}: nested more than {MAX_DEPTH} deep; take levels out"
    )


@pytest.mark.usefixtures("either_parser")
def test_a_huge_text_is_refused() -> None:
    """Whether it is a value or a key."""
    assert _messages(f"a: {'x' * (MAX_TEXT + 1)}") == [
        f"1:4: a text of {MAX_TEXT + 1:,} characters; {MAX_TEXT:,} are allowed"
    ]
    assert _messages(f"a: {'x' * MAX_TEXT}") == []


@pytest.mark.parametrize(
    "text",
    [
        "a: &a [x]\nb: [" + "*a," * 1_000_000,
        "[" + "&a x," * 1_000_000,
        "[" + "!!str x," * 1_000_000,
        "- a\n" * 1_000_000,
        "k: v\n" * 1_000_000,
        "a: " + "x " * 1_000_000,
        'a: "' + "x\n " * 1_000_000,
        "a: |\n" + "  x\n" * 1_000_000,
        "".join(f"%TAG !a{number}! b\n" for number in range(100_000)) + "--- a",
        "%a\n" * 1_000_000,
        "--- a\n" * 1_000_000,
        "\n" * 2_000_000,
        ": " * 1_000_000,
        "'" * 2_000_000,
        "[" + "," * 2_000_000,
    ],
    ids=lambda text: repr(text[:12]),
)
def test_hostile_yaml_costs_bounded_time(text: str) -> None:
    """What grows when it is read is refused before it has grown."""
    start = time.process_time()
    root, problems = _read(text[:SIZE])
    assert time.process_time() - start < SECONDS
    assert problems or root == Text("", 1, 1, True)
    assert len(problems) <= MOST_PER_FILE + 2


def test_values_without_end_take_bounded_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """Their number is limited; a tenth of the limit takes a tenth of the memory."""
    monkeypatch.setattr(yaml_text, "MAX_VALUES", MAX_VALUES // 10)
    tracemalloc.start()
    try:
        (message,) = _messages("- a\n" * (MAX_VALUES // 10 + 1_000))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert (
        message
        == f"{MAX_VALUES // 10}:3: more than {MAX_VALUES // 10:,} values; split the article in two"
    )
    assert peak < MEGABYTES * 100_000
