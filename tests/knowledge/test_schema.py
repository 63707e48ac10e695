"""The JSON Schemas and the loader agree on what shape the files have."""

from __future__ import annotations

import copy
import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from bot.knowledge.knowledge_file import read_expectations, read_knowledge
from bot.knowledge.node_reader import NodeReader
from bot.knowledge.problems import Problems
from bot.knowledge.schema import SchemaName, schema_path, schema_text
from bot.knowledge.yaml_recovery import read_yaml
from tests.mill import FACTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.errors import Problem


FILES: dict[SchemaName, Any] = {
    "facts": {
        "article": {
            "title": "A mill",
            "published": "2021-03-08",
            "text": "article.txt",
            "url": "https://example.org",
        },
        "synonyms": [["mill", "works"]],
        "facts": [
            {
                "id": "mill-hurt",
                "topic": "The fire",
                "question": "Was anybody hurt?",
                "asked_as": ["injured people"],
                "answer": "Nobody was.",
                "quotes": ["Nobody was hurt."],
                "note": "So far.",
                "formerly": ["hurt"],
            }
        ],
        "not_stated": [
            {"id": "mill-cause", "question": "Why?", "answer": "?", "see": ["mill-hurt"]}
        ],
        "phrasings": {"mill-hurt": ["was anyone injured"]},
    },
    "questions": [{"ask": "who", "expect": "mill-hurt"}],
}

# Values to put in the place of others; the loader reads 600 and true as text.
VALUES: tuple[Any, ...] = (
    *(600, -1, 1.5, True, False, None, "", " ", "\n", "a", "a b", "A", "é", "nothing"),
    *("null", "~", "600", "true", "no", "12:30", "2018-04-09", "2018-4-9", "2018-13-01", " a \n"),
    *("http://a", "https:///", "ftp://a", "https://a b", {"nothing": []}, {"a": ["b"]}),
    *("a/b", "../a", ".", "..", "x" * 48, "x" * 49, "x" * 20_000, "x" * 20_001, "-", "a_b"),
    *([], {}, [[]], [None], ["a"], ["a", "b"], [["a", "b"]], [["a"]], [1, True], [["a", None]]),
    *({"id": "a"}, {"a": 1}, [{}], [{"id": "a", "question": "b", "answer": "c"}]),
    [{"id": "a", "question": "b", "answer": "c", "quotes": ["d"]}],
    *([{"ask": "a", "expect": "b"}], {"title": "a", "published": "2018-04-09", "text": "b"}),
)
KEYS = (
    "id",
    "note",
    "notes",
    "topic",
    "see",
    "quotes",
    "asked_as",
    "facts",
    "title",
    "600",
    "",
    "url",
    "formerly",
    "phrasings",
)


class Editor(yaml.CSafeLoader):
    """Reads YAML as editors do: numbers and truth values, but no dates."""


def _as_typed(loader: Any, node: Any) -> str:
    return str(node.value)


Editor.add_constructor("tag:yaml.org,2002:timestamp", _as_typed)


def _shape_problems(name: SchemaName, text: str) -> Sequence[Problem]:
    """Return what the loader has to say about the shape of the file."""
    path = Path(f"{name}.yaml")
    problems = Problems()
    root = read_yaml(text, path, problems).root
    reader = NodeReader(path, problems)
    if root is not None and name == "facts":
        read_knowledge(reader, root, "mill")
    elif root is not None:
        read_expectations(reader, root)
    return [problem for problem in problems.in_file_order() if problem.fatal]


@cache
def _validator(name: SchemaName) -> Draft7Validator:
    return Draft7Validator(json.loads(schema_text(name)))


def _schema_problems(name: SchemaName, text: str) -> list[str]:
    """Return what an editor has to say about it."""
    content = yaml.load(text, Loader=Editor)
    return [error.message for error in _validator(name).iter_errors(content)]


def _spots(value: Any) -> list[tuple[Any, Any]]:
    """Return every container in the value with each of its keys or indexes."""
    if not isinstance(value, dict | list):
        return []
    pairs = list(value.items()) if isinstance(value, dict) else list(enumerate(value))
    return [(value, key) for key, _ in pairs] + [at for _, inner in pairs for at in _spots(inner)]


@st.composite
def variants(draw: st.DrawFn, name: SchemaName) -> str:
    """A sound file of which one to three places were taken out, replaced or added to."""
    content = {"root": copy.deepcopy(FILES[name])}
    for _ in range(draw(st.integers(1, 3))):
        holder, key = draw(st.sampled_from(_spots(content)))
        change = draw(st.sampled_from(["replace", "replace", "add", "delete"]))
        if change == "replace" or holder is content:
            holder[key] = copy.deepcopy(draw(st.sampled_from(VALUES)))
        elif change == "delete":
            del holder[key]
        elif isinstance(holder, dict):
            holder[draw(st.sampled_from(KEYS))] = copy.deepcopy(draw(st.sampled_from(VALUES)))
        else:
            holder.append(copy.deepcopy(draw(st.sampled_from(VALUES))))
    return yaml.dump(content["root"], Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)


@given(variants("facts"))
def test_loader_and_schema_agree_on_the_facts(text: str) -> None:
    """What the one takes the other takes."""
    _agree("facts", text)


@given(variants("questions"))
def test_loader_and_schema_agree_on_the_questions(text: str) -> None:
    """What the one takes the other takes."""
    _agree("questions", text)


def _agree(name: SchemaName, text: str) -> None:
    ours, theirs = _shape_problems(name, text), _schema_problems(name, text)
    assert bool(ours) == bool(theirs), (text, ours, theirs)


@pytest.mark.parametrize("name", ["facts", "questions"])
@pytest.mark.parametrize("value", VALUES, ids=lambda value: repr(value)[:20])
def test_loader_and_schema_agree_on_every_value_in_every_place(
    name: SchemaName, value: Any
) -> None:
    """One change at a time."""
    for number in range(len(_spots([FILES[name]]))):
        content = [copy.deepcopy(FILES[name])]
        holder, key = _spots(content)[number]
        holder[key] = copy.deepcopy(value)
        _agree(name, yaml.dump(content[0], Dumper=yaml.CSafeDumper, allow_unicode=True))


@pytest.mark.parametrize("typed", ["600", "true", "12:30", "2018-04-09", "010", "1e3", "no"])
def test_what_the_loader_reads_as_text_the_schema_allows(typed: str) -> None:
    """Although YAML makes something else of it."""
    text = FACTS.replace("injured people", typed).replace("mill-cost", typed.replace(":", "-"))
    assert _shape_problems("facts", text) == []
    assert _schema_problems("facts", text) == []


@pytest.mark.parametrize("name", ["facts", "questions"])
def test_the_schema_files_are_those_that_the_shape_gives(name: SchemaName) -> None:
    """Editors read the files; ``check --schema`` writes them."""
    assert schema_path(name).read_text(encoding="utf-8") == schema_text(name)


@pytest.mark.parametrize("name", ["facts", "questions"])
def test_the_schemas_are_sound_and_say_what_each_key_is_for(name: SchemaName) -> None:
    """An editor shows it beside the key while typing."""
    schema = json.loads(schema_path(name).read_text(encoding="utf-8"))
    Draft7Validator.check_schema(schema)
    for holder, key in _spots(schema):
        if key == "properties":
            for property_name, about in holder[key].items():
                target = about
                if "$ref" in about:
                    target = schema["definitions"][about["$ref"].rpartition("/")[2]]
                assert target["description"], property_name
