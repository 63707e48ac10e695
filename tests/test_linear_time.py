"""No regular expression of the project takes more than linear time, on any text of any shape.

Python's engine backtracks: a pattern with two neighbouring repetitions that can match the same
characters may try every way of dividing a run between them, at each place where a match may begin.
One message of 1,300 line ends once kept everybody waiting for 12 seconds. So every pattern that
the package compiles is tried on runs and alternations of the very characters that it is made of,
with and without an end that does not match, at two lengths.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from itertools import permutations
from pathlib import Path
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import TYPE_CHECKING, Any

import pytest

from tests.mill import write_mill

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
TINY, SHORT, LONG = 24, 1_000, 4_000
SUSPICIOUS_SECONDS = 0.001
"""On a short text; linear patterns take a tenth of it, quadratic ones three times as long."""
LINEAR_GROWTH = 8.0
"""From the short text to the long one linear time grows by 4, quadratic time by 16."""
MOST_CHARACTERS = 9
"""Of a pattern's own that are combined; more are spellings of the same few classes."""
REPEATS = (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT)
ANCHORED = (
    # Headings: each kind is tried on whole lines, out of a list of them.
    "(?:(?:first |last )?(?:published|",
    # YAML repairs: the marks of an item and of a key, which have another name for a moment.
    r"\s*-(?:\s|$)",
    r"\s*(?:-\s+)?(?:answer|",
)
"""How patterns begin that are only tried at one place of a text, though their use does not show."""
CLASSES = {
    codes.CATEGORY_SPACE: " \n",
    codes.CATEGORY_WORD: "a1",
    codes.CATEGORY_DIGIT: "1",
    codes.CATEGORY_NOT_SPACE: "a.",
    codes.CATEGORY_NOT_WORD: " .",
    codes.CATEGORY_NOT_DIGIT: "a ",
}
# Notes what is compiled by files of the package, when it is imported and when questions are asked.
NOTING = """
import importlib, json, pkgutil, re, sys
from pathlib import Path
found = {}
plain = re._compile
def noting(pattern, flags):
    compiled = plain(pattern, flags)
    frame = sys._getframe(2)
    if f"{sys.argv[1]}/bot/" in frame.f_code.co_filename and isinstance(compiled.pattern, str):
        where = f"{Path(frame.f_code.co_filename).relative_to(sys.argv[1])}:{frame.f_lineno}"
        found[where, compiled.pattern] = compiled.flags
    return compiled
re._compile = noting
import bot
for module in pkgutil.walk_packages(bot.__path__, "bot."):
    if module.name != "bot.__main__":
        importlib.import_module(module.name)
from bot.answering.answerer import Answerer
from bot.knowledge.loader import load
answerer = Answerer(load(Path(sys.argv[2])))
for asked in ("who?", "Was anybody hurt and what did it cost?\\n1. when?", "$5m, 3%?", "hi"):
    answerer.reply(asked)
print(json.dumps([[*key, flags] for key, flags in found.items()]))
"""


@pytest.fixture(scope="module")
def patterns(tmp_path_factory: pytest.TempPathFactory) -> dict[str, re.Pattern[str]]:
    """Every pattern of the package, by where it is compiled."""
    folder = tmp_path_factory.mktemp("mill")
    write_mill(folder)
    noted = subprocess.run(
        [sys.executable, "-c", NOTING, str(ROOT), str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return {
        f"{where} {pattern[:60]!r}": re.compile(pattern, flags)
        for where, pattern, flags in json.loads(noted.stdout.splitlines()[-1])
    }


def parts_of(code: Any, argument: Any) -> list[Any]:
    """Parsed patterns that one item of a parsed pattern holds."""
    if code in REPEATS:
        return [argument[2]]
    if code is codes.BRANCH:
        return list(argument[1])
    if code is codes.SUBPATTERN:
        return [argument[-1]]
    if code in (codes.ASSERT, codes.ASSERT_NOT):
        return [argument[1]]
    return [argument] if code in (codes.IN, codes.ATOMIC_GROUP) else []


def characters_of(items: Any, inside: bool = True) -> Iterator[str]:
    """Characters that a parsed pattern distinguishes; those in repetitions, unless ``inside``."""
    for code, argument in items:
        if inside and code in (codes.LITERAL, codes.NOT_LITERAL):
            yield chr(argument)
        elif inside and code is codes.RANGE:
            yield chr(argument[0])
        elif inside and code is codes.CATEGORY:
            yield from CLASSES.get(argument, "")
        for part in parts_of(code, argument):
            yield from characters_of(part, inside or code in REPEATS)


def shapes(pattern: re.Pattern[str]) -> list[str]:
    """Short texts to be repeated: characters of the pattern, alone and in pairs."""
    parsed = parser.parse(pattern.pattern, pattern.flags)
    # What is repeated comes first, for it is what makes a pattern slow.
    repeated = characters_of(parsed, inside=False)
    found = dict.fromkeys([*repeated, *"a ", *characters_of(parsed)])
    chosen = list(found)[:MOST_CHARACTERS]
    return [*chosen, *("".join(pair) for pair in permutations(chosen, 2))]


def is_anchored(where: str, pattern: str) -> bool:
    """Whether a pattern is only ever tried at one place of a text, by how its name is used."""
    if pattern.startswith(ANCHORED):
        return True
    path, _, line = where.partition(":")
    source = (ROOT / path).read_text(encoding="utf-8")
    name = re.match(r"(\w+)(?:: [^=]*)? = ", source.splitlines()[int(line) - 1])
    if name is None:
        return False
    uses = set(re.findall(rf"\b{name[1]}\b(?:\.(\w+))?(?! =|:)", source))
    return bool(uses) and uses <= {"match", "fullmatch"}


def seconds(pattern: re.Pattern[str], text: str, anchored: bool) -> float:
    """The processor time that finding all matches takes, the least of three tries."""
    least = float("inf")
    for _ in range(3):
        began = time.process_time()
        if anchored:
            pattern.fullmatch(text)
            pattern.match(text)
        else:
            for _ in pattern.finditer(text):
                pass
        least = min(least, time.process_time() - began)
        if least < SUSPICIOUS_SECONDS:
            break
    return least


def slow_shape(pattern: re.Pattern[str], anchored: bool = False) -> str | None:
    """The first shape on which a pattern takes more than linear time, if there is one."""
    for shape in shapes(pattern):
        for start, end in (("", ""), ("", "\0"), ("a", "b")):
            tiny, short, long = (
                f"{start}{(shape * size)[:size]}{end}" for size in (TINY, SHORT, LONG)
            )
            # Exponential time shows on a tiny text, and would not end on a longer one.
            is_slow = seconds(pattern, tiny, anchored) > SUSPICIOUS_SECONDS
            if not is_slow and (before := seconds(pattern, short, anchored)) > SUSPICIOUS_SECONDS:
                is_slow = seconds(pattern, long, anchored) > LINEAR_GROWTH * before
            if is_slow:
                return f"{start}{shape!r}...{end}"
    return None


@pytest.mark.parametrize("slow", [r"\s*(?:,|\n)\s*(?:and)?\s*x", r"\s+$", r"(?:\w\w?)*:"])
def test_search_finds_what_is_slow(slow: str) -> None:
    """Patterns known to be slow are found to be, so that the test below means something."""
    assert slow_shape(re.compile(slow))


def test_no_pattern_takes_more_than_linear_time(patterns: dict[str, re.Pattern[str]]) -> None:
    """Each pattern is listed with the shapes that slow it down."""
    assert len(patterns) > 30
    slow = {
        name: shape
        for name, pattern in patterns.items()
        if (shape := slow_shape(pattern, is_anchored(name.split(" ")[0], pattern.pattern)))
    }
    assert slow == {}
