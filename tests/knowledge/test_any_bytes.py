"""Whatever stands in the files, the outcome is knowledge or errors with their places."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as st

from bot.errors import KnowledgeError, Problem
from bot.knowledge.files import UNPRINTABLE
from bot.knowledge.loader import load, read
from bot.knowledge.model import Knowledge
from tests.mill import FACTS, write_mill

# What YAML and the loader look at, so that chance comes upon it.
PIECES = (
    *("facts:", "article:", "not_stated:", "id: a", "question:", "quotes:", "see: [a]", "- ", "\n"),
    *("  ", "\t", "[", "]", "{", "}", ",", ": ", "? ", "&a ", "*a", "!!str ", "! ", "|\n", ">-\n"),
    *(
        "'",
        '"',
        "\\",
        "\\0",
        "\\uD800",
        "#",
        "%TAG ! x",
        "---\n",
        "...\n",
        "<<: ",
        "~",
        "null",
        "@",
    ),
    *("\0", "\x85", "\u2028", "\ufeff", "\r", "é", "🙂", "Nobody was hurt", "mill-when", "a", "."),
)
yaml_like = st.lists(st.sampled_from(PIECES) | st.characters(), max_size=40).map("".join)


def _outcome(folder: Path) -> Knowledge | KnowledgeError:
    try:
        return load(folder)
    except KnowledgeError as error:
        return error


def _check(folder: Path) -> None:
    """Load the folder; every problem must be one of a place that there can be."""
    outcome = _outcome(folder)
    assert isinstance(outcome, Knowledge) or outcome.problems
    loaded = read(folder)
    assert (loaded.knowledge is None) == isinstance(outcome, KnowledgeError)
    for problem in loaded.problems:
        _check_problem(problem)
    assert list(loaded.problems) == sorted(
        loaded.problems, key=lambda problem: (problem.path, problem.line, problem.column)
    )


def _check_problem(problem: Problem) -> None:
    assert problem.path.name in {"facts.yaml", "article.txt", "questions.yaml"}
    lines = problem.path.read_bytes().replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
    assert 1 <= problem.line <= len(lines)
    assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1
    assert "\n" not in problem.message
    assert not UNPRINTABLE.search(problem.message)


@given(st.sampled_from(["facts.yaml", "article.txt", "questions.yaml"]), st.binary())
@example("facts.yaml", b"\xef\xbb\xbf")
def test_any_bytes_in_a_file_give_knowledge_or_errors(name: str, content: bytes) -> None:
    """With the place of each."""
    with tempfile.TemporaryDirectory() as folder:
        write_mill(Path(folder)).with_name(name).write_bytes(content)
        _check(Path(folder))


@given(st.sampled_from(["facts.yaml", "questions.yaml"]), yaml_like)
def test_anything_like_yaml_gives_knowledge_or_errors(name: str, content: str) -> None:
    """With the place of each."""
    with tempfile.TemporaryDirectory() as folder:
        path = write_mill(Path(folder)).with_name(name)
        path.write_text(content, encoding="utf-8", errors="surrogatepass")
        _check(Path(folder))


@given(st.integers(0, len(FACTS)), st.integers(0, 12), yaml_like)
def test_a_slip_anywhere_in_a_sound_file_gives_knowledge_or_errors(
    start: int, length: int, slip: str
) -> None:
    """Some characters are taken out and others put in."""
    with tempfile.TemporaryDirectory() as folder:
        path = write_mill(Path(folder))
        content = FACTS[:start] + slip + FACTS[start + length :]
        path.write_text(content, encoding="utf-8", errors="surrogatepass")
        _check(Path(folder))


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_a_phrasing_stays_what_was_typed(phrasing: str) -> None:
    """All but its white space does, whatever it is made of."""
    typed = " ".join(phrasing.split())
    if UNPRINTABLE.search(typed) or not typed.strip(" .!?…,;:"):
        return
    quoted = typed.replace("'", "''")
    with tempfile.TemporaryDirectory() as folder:
        write_mill(Path(folder), FACTS.replace("injured people", f"'{quoted}'"))
        assert load(Path(folder)).fact("mill-hurt").asked_as == (typed,)
