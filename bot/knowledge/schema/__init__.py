"""The JSON Schemas of the YAML files, made from their shape, for editors to check against.

The files beside this one hold what :func:`schema_text` returns; the first line of a knowledge file
names them. After a change of the shape write them anew, with
``python -m bot check --schema > bot/knowledge/schema/facts.schema.json`` and likewise
``--schema questions``.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Literal

from bot.knowledge.shape import (
    DATE,
    ID,
    KNOWLEDGE_FILE,
    MAX_TEXT,
    NOTHING,
    QUESTION,
    URL,
    Key,
    Kind,
    Shape,
)

SchemaName = Literal["facts", "questions"]

# YAML reads 600 and true as something else than text; the loader takes them as they were typed.
_SCALARS = ["string", "number", "boolean"]
_ID: dict[str, Any] = {
    "type": ["string", "integer", "boolean"],
    "pattern": rf"^\s*{ID.pattern}\s*$",
}
_DEFINITIONS: dict[str, Any] = {
    "text": {"type": _SCALARS, "minLength": 1, "maxLength": MAX_TEXT, "pattern": r"\S"},
    "id": {**_ID, "not": {"type": "string", "pattern": rf"^\s*{NOTHING}\s*$"}},
    "texts": {"type": ["array", "null"], "items": {"$ref": "#/definitions/text"}},
    "ids": {"type": ["array", "null"], "items": {"$ref": "#/definitions/id"}},
}
_SIMPLE: dict[Kind, dict[str, Any]] = {
    Kind.TEXT: {"allOf": [{"$ref": "#/definitions/text"}]},
    Kind.ID: {"allOf": [{"$ref": "#/definitions/id"}]},
    Kind.IDS: {"allOf": [{"$ref": "#/definitions/ids"}]},
    Kind.EXPECTED: _ID,
    Kind.DATE: {"type": "string", "pattern": rf"^\s*{DATE.pattern}\s*$"},
    Kind.FILE_NAME: {
        "allOf": [{"$ref": "#/definitions/text"}],
        "pattern": r"^(?!\s*\.{1,2}\s*$)[^/]+$",
    },
    Kind.URL: {"type": "string", "pattern": rf"^\s*{URL.pattern}\s*$"},
}


def schema_path(name: SchemaName) -> Path:
    """Return where the schema stands, for the first line of a file that names it."""
    return Path(__file__).with_name(f"{name}.schema.json")


def schema_text(name: SchemaName) -> str:
    """Return the schema as JSON."""
    content = _facts_schema() if name == "facts" else _questions_schema()
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def _facts_schema() -> dict[str, Any]:
    head = _head("facts.yaml", "What the bot knows of one article, or a part of that.")
    return {**head, **_record(KNOWLEDGE_FILE, "object", "null"), "definitions": _DEFINITIONS}


def _questions_schema() -> dict[str, Any]:
    about = "Questions that must keep finding their entry: the knowledge's own tests."
    return {
        **_head("questions.yaml", about),
        "type": ["array", "null"],
        "items": _record(QUESTION, "object"),
        "definitions": _DEFINITIONS,
    }


def _head(title: str, about: str) -> dict[str, Any]:
    schema = "http://json-schema.org/draft-07/schema#"
    return {"$schema": schema, "title": title, "description": about}


def _record(shape: Shape, *types: str) -> dict[str, Any]:
    return {
        "type": types[0] if len(types) == 1 else list(types),
        "additionalProperties": False,
        "required": list(shape.required),
        "properties": {name: _property(key) for name, key in shape.keys.items()},
    }


def _property(key: Key) -> dict[str, Any]:
    about: dict[str, Any] = {"description": key.about, **_value(key)}
    return {**about, "examples": list(key.examples)} if key.examples else about


def _value(key: Key) -> dict[str, Any]:
    if key.kind in _SIMPLE:
        return _SIMPLE[key.kind]
    texts: dict[str, Any] = {"$ref": "#/definitions/texts"}
    if key.kind is Kind.TEXTS_BY_ID:
        names = {"pattern": rf"^\s*{ID.pattern}\s*$", "not": {"const": NOTHING}}
        return {"type": ["object", "null"], "propertyNames": names, "additionalProperties": texts}
    if key.kind is Kind.TEXTS:
        return _texts(key.least) if key.least else {"allOf": [texts]}
    if key.kind is Kind.GROUPS:
        return {"type": ["array", "null"], "items": _texts(key.least)}
    assert key.shape is not None
    if key.kind is Kind.RECORD:
        return _record(key.shape, "object")
    return {"type": ["array", "null"], "items": _record(key.shape, "object")}


def _texts(least: int) -> dict[str, Any]:
    return {"type": "array", "minItems": least, "items": {"$ref": "#/definitions/text"}}
