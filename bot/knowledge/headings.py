"""Lines of an article that are no sentences: headings, bylines and datelines.

A heading is marked as in Markdown, with ``#`` and a space before it. ``new`` marks what it takes
for one; whoever corrects its draft adds the mark or takes it away.
"""

from __future__ import annotations

import re

MARK = "## "

LONGEST_HEADING = 80
"""Characters; a line without a full stop that is longer was cut off, or is part of a list."""

_MARKED = re.compile(r"#{1,6}\s+\S")
_END = re.compile(r"[.!?…:;,][\"'”’)\]]*$")
_OPENING = tuple("“\"'‘")
_WORD = re.compile(r"[^\W\d_]{2,}")
_BYLINE = re.compile(
    r"(?i:(?:(?:story|text|words|report(?:ing|ed)?|written|photos?|photographs?|pictures?) )?by:? )"
    r"(?:(?i:our|staff) [\w ]{3,40}|[A-Z][\w.'’-]*(?:,? (?:(?:de|van|von|der|da|di|bin|al|and) )*"
    r"[A-Z][\w.'’-]*){1,8})"
)
_CREDIT = re.compile(r"(?:photo|picture|image|credit|source|copyright)s?:\s.*|©.*", re.IGNORECASE)
_DAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?"
_TIME = r"(?:,? (?:at )?\d{1,2}[:.]\d\d.*)?"
_TIMESTAMP = re.compile(
    r"(?:(?:first |last )?(?:published|updated|posted|modified)\b.*\d.*|\d{4}-\d\d-\d\d|"
    rf"{_DAY}\d{{1,2}}(?:st|nd|rd|th)? [a-z]+,? \d{{4}}{_TIME}|"
    rf"{_DAY}[a-z]+ \d{{1,2}},? \d{{4}}{_TIME})\.?",
    re.IGNORECASE,
)
# "MIAMI, Fla. (AP) — " and the like: a place in capitals, perhaps more of it and an agency.
_DATELINE = re.compile(
    r"[A-Z][A-Z.'’ -]{2,40}(?:,\s*[A-Z][\w. ]{1,30})?(?:,\s*[A-Z][a-z]+\.?\s+\d{1,2})?"
    r"(?:\s*\([A-Z][\w ]{1,20}\))?\s*(?:—|–|--|-)\s+(?=[A-Z\"“‘])"
)
_AGENCY_DATELINE = re.compile(
    r"[A-Z][\w.'’ ,-]{2,50}\s\((?:AP|AFP|Reuters|UPI|PA|dpa|CNN|Bloomberg)\)"
    r"\s*(?:—|–|--|-)\s+(?=\S)"
)


def is_heading(line: str) -> bool:
    """Tell a line that is marked as a heading."""
    return bool(_MARKED.match(line))


def is_text(line: str) -> bool:
    """Tell a line of sentences from a heading, a byline, or a date that stands alone."""
    return not (is_heading(line) or is_byline(line))


def is_byline(line: str) -> bool:
    """Tell a line that says who wrote it, or when, and nothing else."""
    line = line.strip()
    if len(line) > LONGEST_HEADING:
        return False
    kinds = (_BYLINE, _CREDIT, _TIMESTAMP)
    return any(kind.fullmatch(line) for kind in kinds)


def without_dateline(sentence: str) -> str:
    """Return a sentence without the place and agency that a report begins with."""
    found = _DATELINE.match(sentence) or _AGENCY_DATELINE.match(sentence)
    return sentence[found.end() :] if found else sentence


def prose(text: str) -> str:
    """Return the article's text without the lines that are no sentences."""
    return "\n".join(filter(is_text, text.splitlines()))


def with_headings(text: str) -> str:
    """Return the text with a mark before each line that looks like a heading.

    That is a short line without an end mark between others that have one: several in a row are a
    list or a table. The first line of all needs no more than to be short.
    """
    lines = text.splitlines()
    marked: list[str] = []
    before = ""
    for number, line in enumerate(lines):
        after = next((one for one in lines[number + 1 :] if not is_byline(one)), "")
        if (
            is_text(line)
            and _is_short(line)
            and after
            and (not number or _stands_apart(before, after))
        ):
            line = MARK + line
        marked.append(line)
        before = before if is_byline(line) else line
    return "\n".join(marked)


def _is_short(line: str) -> bool:
    """Tell a line that could be a heading by its length, its letters and its end."""
    starts = line[:1].isupper() or line[:1].isdigit() or line[:1] in _OPENING
    ends = not _END.search(line)
    return len(line) <= LONGEST_HEADING and starts and ends and bool(_WORD.search(line))


def _stands_apart(before: str, after: str) -> bool:
    """Tell from the lines around it whether a short line stands alone."""
    return bool((_END.search(before) or is_heading(before)) and _END.search(after))
