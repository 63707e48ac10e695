"""Lines go into a YAML text and out of it, and all else stays to the byte."""

from __future__ import annotations

import difflib

import pytest
import yaml

from bot.authoring.review_yaml import YamlText
from bot.errors import ReviewError

FACTS = """\
# a comment that stays
facts:
  - id: a   # trailing
    question: "Who?"
    asked_as:
      - 'who was it'   # said so
      # more to come
    answer: >
      Ada, in
      two lines.

    quotes: [x y.]

  - {id: b, question: What?, answer: That., quotes: [z.]}
  - id: c
    question: Why?
    answer: So.
    quotes:
    - so.

# the end
not_stated:
- id: d
  question: How much?
  asked_as: [price, "cost, all"]
  answer: Not said.
"""
PHRASINGS = """\
phrasings:
  a:
    - who is it
  b: [what is it,]

  c:
"""


def changed(before: str, after: str) -> list[str]:
    """The lines that differ, with + or - before each."""
    lines = difflib.unified_diff(before.splitlines(True), after.splitlines(True), n=0)
    return [line for line in lines if not line.startswith(("---", "+++", "@@"))]


def test_phrasings_go_below_the_last_one() -> None:
    """In the style of their list, comments where they were."""
    text = YamlText(FACTS)
    text.add_asked_as("facts", "a", "yes: who")
    text.add_asked_as("facts", "b", "what, then?")
    text.add_asked_as("facts", "c", "why so")
    text.add_asked_as("not_stated", "d", "how dear")

    assert changed(FACTS, text.text) == [
        "+      - 'yes: who'\n",
        "-  - {id: b, question: What?, answer: That., quotes: [z.]}\n",
        "+  - {id: b, question: What?, answer: That., quotes: [z.], asked_as: ['what, then?']}\n",
        "+    asked_as:\n",
        "+    - why so\n",
        '-  asked_as: [price, "cost, all"]\n',
        '+  asked_as: [price, "cost, all", how dear]\n',
    ]


def test_phrasings_by_id() -> None:
    """Lists with dashes, in brackets, empty and missing are all added to."""
    text = YamlText(PHRASINGS)
    for entry_id in "abcd":
        text.add_phrasing(entry_id, "new one")

    assert text.text == (
        "phrasings:\n"
        "  a:\n"
        "    - who is it\n"
        "    - new one\n"
        "  b: [what is it, new one,]\n"
        "\n"
        "  c:\n"
        "    - new one\n"
        "  d:\n"
        "    - new one\n"
    )
    assert yaml.safe_load(text.text)["phrasings"]["c"] == ["new one"]


ENTRY = {"id": "n", "question": "New?", "asked_as": (), "answer": "Yes: new.", "quotes": ("n.",)}


def test_entry_goes_to_the_end_of_its_list() -> None:
    """Before the comments that follow, and what is empty in it is left out."""
    text = YamlText(FACTS)
    text.add_entry("facts", ENTRY)
    text.add_entry("not_stated", {"id": "m", "question": "Q?", "answer": "No."})

    assert changed(FACTS, text.text) == [
        "+  - id: n\n",
        "+    question: New?\n",
        "+    answer: 'Yes: new.'\n",
        "+    quotes:\n",
        "+      - n.\n",
        "+- id: m\n",
        "+  question: Q?\n",
        "+  answer: No.\n",
    ]


@pytest.mark.parametrize(
    "before", ["", "facts: []\n", "facts:\n", "# nothing yet\n", "facts: ~", "synonyms: []\n"]
)
def test_what_is_missing_is_made(before: str) -> None:
    """An empty file, an empty list, a key without a value."""
    text = YamlText(before)
    text.add_entry("facts", ENTRY)
    text.add_phrasing("n", "is it new")

    read = yaml.safe_load(text.text)
    assert [entry["id"] for entry in read["facts"]] == ["n"]
    assert read["phrasings"] == {"n": ["is it new"]}


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
@pytest.mark.parametrize("end", [True, False])
def test_taking_out_is_the_way_back(newline: str, bom: str, end: bool) -> None:
    """To the byte, whatever the line ends, the byte order mark and the end of the file."""
    source = FACTS if end else FACTS.rstrip("\n")
    before = bom + source.replace("\n", newline)
    text = YamlText(before)
    text.add_entry("facts", ENTRY)
    text.add_asked_as("facts", "c", "why so")
    text.add_asked_as("facts", "a", "who then")
    text.add_asked_as("not_stated", "d", "how dear")
    text.add_phrasing("d", "how cheap")
    text.add_phrasing("d", "how much is it")
    assert text.text.count(newline) == text.text.count("\n")

    text.remove_phrasing("d", "how cheap")
    text.remove_phrasing("d", "how much is it")
    text.remove_asked_as("not_stated", "d", "how dear")
    text.remove_asked_as("facts", "a", "who then")
    text.remove_asked_as("facts", "c", "why so")
    text.remove_entry("facts", "n", ENTRY)
    assert text.text == before


def test_what_was_edited_since_is_left() -> None:
    """An entry that a person went on with is not taken out, nor is a phrasing that is gone."""
    text = YamlText(FACTS)
    text.add_entry("facts", ENTRY)
    edited = YamlText(text.text.replace("Yes: new.", "Yes: newer."))

    with pytest.raises(ReviewError, match="was edited since"):
        edited.remove_entry("facts", "n", ENTRY)
    with pytest.raises(ReviewError, match="is gone already"):
        edited.remove_asked_as("facts", "a", "never there")


@pytest.mark.parametrize(
    ("before", "message"),
    [
        ("facts: [", "no sound YAML"),
        ("- a\n- b\n", "does not begin with keys"),
        ("facts: [{id: a}]\n", "in brackets"),
        ("facts: text\n", "in brackets"),
        ("phrasings: {a: [b]}\nfacts: []\n", "in braces"),
    ],
)
def test_what_cannot_be_added_to_is_said(before: str, message: str) -> None:
    """Rather than rewritten."""

    def add() -> None:
        text = YamlText(before)
        text.add_entry("facts", ENTRY)
        text.add_phrasing("z", "new")

    with pytest.raises(ReviewError, match=message):
        add()
