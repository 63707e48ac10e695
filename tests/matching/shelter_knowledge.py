"""A small knowledge of the matcher's tests: an animal shelter, a phrasing more or less."""

from __future__ import annotations

import datetime as dt

from bot.knowledge.model import Article, Entry, Fact, Knowledge, NotStated

TEXT = "The shelter of Torvik, led by Ada Berg, keeps 40 dogs. On Monday NordBank gave $2 million."

ENTRIES = (
    Fact(
        "gift",
        "shelter",
        "How much money did NordBank give?",
        "NordBank gave two million dollars.",
        ("amount of the gift", "size of the donation by NordBank", "what sum did the bank give"),
    ),
    Fact(
        "head",
        "shelter",
        "Who runs the shelter?",
        "Ada Berg runs it.",
        ("boss of the shelter", "who leads the shelter", "name of the director"),
    ),
    Fact(
        "dogs",
        "shelter",
        "How many dogs live there?",
        "It keeps 40 dogs.",
        ("number of dogs", "how many animals does the shelter keep", "count of the dogs"),
    ),
    NotStated(
        "cats",
        "shelter",
        "Are there cats as well?",
        "The article does not mention cats.",
        ("does the shelter take cats", "number of cats"),
    ),
)

SYNONYMS = (("director", "boss", "chief executive"), ("donation", "gift"))


def shelter(
    *entries: Entry, text: str = TEXT, synonyms: tuple[tuple[str, ...], ...] = SYNONYMS
) -> Knowledge:
    """The shelter's knowledge, with these entries in the place of its own where any are given."""
    article = Article("shelter", "A gift for the shelter", dt.date(2021, 3, 8), text)
    return Knowledge((article,), entries or ENTRIES, synonyms)
