"""Writes small articles of any shape, for what the mill alone cannot show."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

SENTENCE = "It is so."


@dataclass(frozen=True)
class Line:
    """A fact to write; what is None is left out."""

    id: str
    question: str
    topic: str | None = None
    answer: str = "So it is."
    quotes: tuple[str, ...] = (SENTENCE,)
    note: str | None = None

    def as_dict(self) -> dict[str, Any]:
        """The fact as it stands in the file."""
        fields = {name: getattr(self, name) for name in self.__dataclass_fields__}
        return {**fields, "quotes": list(self.quotes)}


def write_article(
    folder: Path, slug: str, facts: Iterable[Line], title: str = "A title", text: str = SENTENCE
) -> None:
    """Write an article's folder; JSON is YAML as well."""
    home = folder / slug
    home.mkdir(parents=True, exist_ok=True)
    (home / "article.txt").write_text(text, encoding="utf-8")
    article = {"title": title, "published": "2020-02-29", "text": "article.txt"}
    held = [
        {name: value for name, value in fact.as_dict().items() if value is not None}
        for fact in facts
    ]
    content = json.dumps({"article": article, "facts": held}, ensure_ascii=False, indent=1)
    (home / "facts.yaml").write_text(content, encoding="utf-8")
