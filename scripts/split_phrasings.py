"""Splits an article's one long ``facts.yaml`` in three, so that a person can read it.

    python scripts/split_phrasings.py knowledge/sensetime

``facts.yaml`` and ``not_stated.yaml`` keep the question and the four other phrasings of each entry
that cover its phrasings best; ``phrasings.yaml`` gets all others, by id. Comments, order and
quoting stay: lines are moved and never written anew.

The four are chosen greedily: each is the one that brings every phrasing nearest to one that is
kept (facility location; Nemhauser, Wolsey and Fisher 1978), by the cosine of tf-idf weighted words
and letter trigrams. Long ones are left out where there are enough others.
"""

from __future__ import annotations

import math
import re
import sys
from collections import Counter
from pathlib import Path

import numpy as np

KEPT = 4
LONGEST_KEPT = 70
ITEM = "      - "


def main(folder: Path) -> None:
    """Rewrite the folder's ``facts.yaml`` and put the other two files beside it."""
    path = folder / "facts.yaml"
    lines = path.read_text(encoding="utf-8").splitlines()
    rarity = _rarity([_text(line) for line in lines if line.startswith(ITEM)])
    kept, moved = _split(lines, rarity)
    cut = kept.index("not_stated:")
    head = kept[0] if kept[0].startswith("#") else ""
    path.write_text("\n".join(kept[:cut]).rstrip() + "\n", encoding="utf-8")
    _write(folder / "not_stated.yaml", head, kept[cut:])
    _write(folder / "phrasings.yaml", head, ["phrasings:", *moved])


def _write(path: Path, head: str, lines: list[str]) -> None:
    path.write_text("\n".join([head, *lines]).strip() + "\n", encoding="utf-8")


def _split(lines: list[str], rarity: dict[str, float]) -> tuple[list[str], list[str]]:
    kept: list[str] = []
    moved: list[str] = []
    entry_id = question = ""
    at = 0
    while at < len(lines):
        line = lines[at]
        kept.append(line)
        at += 1
        if line.startswith("  - id: "):
            entry_id = line.removeprefix("  - id: ")
        elif line.startswith("    question: "):
            question = line.removeprefix("    question: ")
        elif line == "    asked_as:":
            end = at
            while lines[end].startswith(ITEM):
                end += 1
            chosen = _chosen(question, lines[at:end], rarity)
            kept += [lines[at + index] for index in sorted(chosen)]
            rest = [one for index, one in enumerate(lines[at:end]) if index not in chosen]
            if rest:
                moved += [f"  {entry_id}:", *(one.removeprefix("  ") for one in rest)]
            at = end
    return kept, moved


def _chosen(question: str, items: list[str], rarity: dict[str, float]) -> set[int]:
    vectors = [_vector(text, rarity) for text in (question, *map(_text, items))]
    names = sorted(set().union(*vectors))
    index = {name: number for number, name in enumerate(names)}
    matrix = np.zeros((len(vectors), len(names)))
    for row, vector in enumerate(vectors):
        for name, weight in vector.items():
            matrix[row, index[name]] = weight
    likeness = matrix @ matrix.T
    short = [row for row in range(1, len(vectors)) if len(_text(items[row - 1])) <= LONGEST_KEPT]
    candidates = short if len(short) >= KEPT else list(range(1, len(vectors)))
    covered = likeness[0]
    chosen: set[int] = set()
    while len(chosen) < min(KEPT, len(candidates)):
        gains = {
            row: np.maximum(covered, likeness[row]).sum() for row in candidates if row not in chosen
        }
        best = max(gains, key=gains.__getitem__)
        chosen.add(best)
        covered = np.maximum(covered, likeness[best])
    return {row - 1 for row in chosen}


def _text(line: str) -> str:
    return line.removeprefix(ITEM).strip("\"'")


def _features(text: str) -> Counter[str]:
    words = re.findall(r"[\w$%]+", text.casefold())
    grams = (f"_{word}_"[at : at + 3] for word in words for at in range(len(word)))
    return Counter((*(f" {word}" for word in words), *grams))


def _rarity(texts: list[str]) -> dict[str, float]:
    seen = Counter(name for text in texts for name in _features(text))
    return {name: math.log(len(texts) / count) for name, count in seen.items()}


def _vector(text: str, rarity: dict[str, float]) -> dict[str, float]:
    weights = {
        name: (1 + math.log(n)) * rarity.get(name, 1.0) for name, n in _features(text).items()
    }
    norm = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    return {name: weight / norm for name, weight in weights.items()}


if __name__ == "__main__":
    main(Path(sys.argv[1]))
