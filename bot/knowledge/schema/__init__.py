"""The JSON Schemas of ``facts.yaml`` and ``questions.yaml``, for editors to check against."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

SchemaName = Literal["facts", "questions"]


def schema_path(name: SchemaName) -> Path:
    """Return where the schema stands, for the first line of a file that names it."""
    return Path(__file__).with_name(f"{name}.schema.json")


def schema_text(name: SchemaName) -> str:
    """Return the schema as JSON."""
    return schema_path(name).read_text(encoding="utf-8")
