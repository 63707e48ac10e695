"""Tells why a reply came out so: only what the matcher and the decision said of themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.cli.terminal import dim, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.answering.reply import Part, Reply
    from bot.matching.match import Match

MATCHES_SHOWN = 3
TELLING = 0.2
"""Points from which an item of evidence has a line of its own: less moves a probability of a half
by five in a hundred at the most."""


def explain(reply: Reply) -> str:
    """Return the parts: how each was read and decided, and the evidence for its top matches."""
    return "\n".join(line for part in reply.parts for line in _part(part))


def as_dicts(reply: Reply) -> list[dict[str, Any]]:
    """Return the same for ``--json``, a dictionary for each part."""
    return [
        {
            "asked": part.asked,
            "read_as": part.read_as,
            "outcome": part.outcome.value,
            "why": part.why,
            "matches": [_match_as_dict(match) for match in part.matches[:MATCHES_SHOWN]],
        }
        for part in reply.parts
    ]


def _part(part: Part) -> Iterator[str]:
    yield f"asked    {plain(part.asked)}"
    yield f"read as  {plain(part.read_as)}"
    yield f"decided  {part.outcome}: {plain(part.why)}"
    for match in part.matches[:MATCHES_SHOWN]:
        yield ""
        yield from explain_match(match)
    yield ""


def explain_match(match: Match) -> Iterator[str]:
    """Yield the lines that show a match: its score, nearest phrasing, and what moved the score."""
    yield f"{match.score:5.1f}  {match.entry.id}: {plain(match.entry.question)}"
    yield f"       nearest phrasing: {plain(match.phrasing)}"
    telling = [item for item in match.evidence if abs(item.points) >= TELLING]
    for item in telling:
        yield f"       {item.points:+8.2f}  {plain(item.text)} {dim(f'({item.name})')}"
    if smaller := len(match.evidence) - len(telling):
        points = sum(item.points for item in match.evidence if item not in telling)
        yield f"       {points:+8.2f}  of smaller items ({smaller})"


def _match_as_dict(match: Match) -> dict[str, Any]:
    return {
        "fact": match.entry.id,
        "score": round(match.score, 1),
        "phrasing": match.phrasing,
        "evidence": [
            {"name": item.name, "points": round(item.points, 2), "text": item.text}
            for item in match.evidence
        ],
    }
