"""The shape of the YAML files: every key with its kind and what it is for.

The reader asks it what may stand where, and the JSON Schemas for editors are made from it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_TEXT = 20_000
ID = re.compile(r"[a-z0-9-]{1,48}")
DATE = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])")
URL = re.compile(r"https?://[^\s/]\S*")
# What ``expect`` says where no entry may be found, and so no entry's id.
NOTHING = "nothing"


class Kind(Enum):
    """The kinds of values: a text, a list and so on."""

    TEXT = auto()
    TEXTS = auto()
    ID = auto()
    IDS = auto()
    EXPECTED = auto()
    DATE = auto()
    FILE_NAME = auto()
    URL = auto()
    RECORD = auto()
    RECORDS = auto()
    GROUPS = auto()
    TEXTS_BY_ID = auto()


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a record. ``least`` items are needed in a list; ``shape`` is that of records."""

    kind: Kind
    about: str
    required: bool = False
    least: int = 0
    shape: Shape | None = None
    examples: tuple[object, ...] = ()


@dataclass(frozen=True, slots=True)
class Shape:
    """A mapping with known keys; ``name`` is what messages call one, such as "a fact"."""

    name: str
    keys: Mapping[str, Key]

    @property
    def required(self) -> tuple[str, ...]:
        """The keys that may not be left out."""
        return tuple(name for name, key in self.keys.items() if key.required)


def _shape(name: str, **keys: Key) -> Shape:
    """Return a shape with the keys that are needed before those that are not."""
    ordered = sorted(keys.items(), key=lambda item: not item[1].required)
    return Shape(name, MappingProxyType(dict(ordered)))


_ENTRY_ID = Key(
    Kind.ID,
    "The entry's own name: a-z, 0-9 and -, at most 48, unlike any other of any article. Buttons "
    "and links carry it: list it under formerly when you change it.",
    required=True,
)
_QUESTION = Key(Kind.TEXT, "The question that this answers, as readers see it.", required=True)
_ASKED_AS = Key(
    Kind.TEXTS,
    "Other ways of asking it: whole questions, keywords, casual ones. Typing errors need not be "
    "among them.",
)

ARTICLE = _shape(
    "'article'",
    title=Key(Kind.TEXT, "The headline.", required=True),
    published=Key(
        Kind.DATE,
        'The day of publication, as YYYY-MM-DD. Relative dates such as "last year" are counted '
        "from it.",
        required=True,
    ),
    text=Key(
        Kind.FILE_NAME,
        "The name of the file beside this one that holds the text, a paragraph a line.",
        required=True,
        examples=("article.txt",),
    ),
    url=Key(
        Kind.URL,
        "Where readers find the original; stands under answers as a link.",
        examples=("https://example.org/story",),
    ),
)

FACT = _shape(
    "a fact",
    id=_ENTRY_ID,
    question=_QUESTION,
    answer=Key(
        Kind.TEXT,
        "One or two sentences, true to the article, with relative dates resolved.",
        required=True,
    ),
    quotes=Key(
        Kind.TEXTS,
        "The sentences of the article that prove it, word for word; three at the most are shown.",
        required=True,
        least=1,
    ),
    asked_as=_ASKED_AS,
    topic=Key(Kind.TEXT, "The menu that it stands under."),
    note=Key(
        Kind.TEXT,
        "A caution that is shown with the answer, such as that the article looks wrong here.",
    ),
    formerly=Key(Kind.IDS, "Ids that it had before, so that old links and buttons still work."),
)

NOT_STATED = _shape(
    "a not-stated entry",
    id=_ENTRY_ID,
    question=_QUESTION,
    answer=Key(
        Kind.TEXT, "That the article does not say it, and the nearest that it does.", required=True
    ),
    asked_as=_ASKED_AS,
    see=Key(Kind.IDS, "The ids of the facts that come nearest; their quotes are shown."),
)

KNOWLEDGE_FILE = _shape(
    "this file",
    article=Key(
        Kind.RECORD,
        "The article itself; stands in exactly one file of its folder.",
        shape=ARTICLE,
    ),
    synonyms=Key(
        Kind.GROUPS,
        "Groups of words and phrases that count as the same when a question is matched.",
        least=2,
        examples=(("CEO", "chief executive", "boss"),),
    ),
    facts=Key(Kind.RECORDS, "The things that the article says, one at a time.", shape=FACT),
    not_stated=Key(
        Kind.RECORDS,
        "Things that readers ask and the article does not say; the bot says so.",
        shape=NOT_STATED,
    ),
    phrasings=Key(
        Kind.TEXTS_BY_ID, "Further ways of asking, by the id of the entry that is meant."
    ),
)

QUESTION = _shape(
    "a question",
    ask=Key(Kind.TEXT, "The question, as somebody types it.", required=True),
    expect=Key(
        Kind.EXPECTED,
        "The id of the fact that must be the answer, that of a not-stated entry, or nothing.",
        required=True,
        examples=(NOTHING,),
    ),
)
