"""``--explain`` shows what the matcher returned, nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answering.reply import Outcome, Part, Reply
from bot.cli.explain import as_dicts, explain
from bot.matching.match import Evidence, Match

if TYPE_CHECKING:
    from bot.knowledge.model import Knowledge


def near(mill: Knowledge) -> Reply:
    """A reply with two matches, one with evidence."""
    evidence = (
        Evidence("words", 2.5, "fire is known"),
        Evidence("unknown", -12.25, "moon is not"),
        Evidence("length", -0.1, "it is long"),
    )
    matches = (
        Match(mill.fact("mill-when"), 0.612, "date of the fire", evidence),
        Match(mill.fact("mill-cost"), 0.03, "What will the repairs cost?"),
    )
    part = Part("and\x1b when?", "when the fire", Outcome.CHOICES, "it is near", matches)
    return Reply("and\x1b when?", Outcome.CHOICES, (part,))


def test_evidence_is_aligned(mill: Knowledge) -> None:
    """Points stand in a column, what moves little in one line, and no control characters."""
    assert explain(near(mill)) == (
        "asked    and when?\n"
        "read as  when the fire\n"
        "decided  choices: it is near\n"
        "\n"
        " 61.2  mill-when: When did the mill burn down?\n"
        "       nearest phrasing: date of the fire\n"
        "          +2.50  fire is known \x1b[2m(words)\x1b[0m\n"
        "         -12.25  moon is not \x1b[2m(unknown)\x1b[0m\n"
        "          -0.10  of smaller items (1)\n"
        "\n"
        "  3.0  mill-cost: What will the repairs cost?\n"
        "       nearest phrasing: What will the repairs cost?\n"
    )


def test_programs_get_the_same(mill: Knowledge) -> None:
    """With ``--json`` the same stands under ``parts``."""
    (part,) = as_dicts(near(mill))

    assert part["outcome"] == "choices"
    assert part["matches"][0] == {
        "fact": "mill-when",
        "score": 61.2,
        "phrasing": "date of the fire",
        "evidence": [
            {"name": "words", "points": 2.5, "text": "fire is known"},
            {"name": "unknown", "points": -12.25, "text": "moon is not"},
            {"name": "length", "points": -0.1, "text": "it is long"},
        ],
    }
