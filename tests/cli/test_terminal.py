"""A reply in the terminal: wrapped and marked up for a person, plain for everything else."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.answering import texts
from bot.answering.reply import Outcome
from bot.cli.terminal import (
    offer,
    plain,
    show,
    show_offer,
    show_topics,
    source,
    wrap,
)
from tests.fakes.answerer import HELLO, PASSAGE, LiteralAnswerer

if TYPE_CHECKING:
    from bot.answering.reply import Reply
    from bot.knowledge.model import Knowledge

SOURCE = "\x1b[2mOld mill of Torvik burns down, 8 March 2021\x1b[0m"


@pytest.fixture
def engine(mill: Knowledge) -> LiteralAnswerer:
    return LiteralAnswerer(mill)


def shown(engine: LiteralAnswerer, question: str) -> str:
    return show(engine.reply(question), engine.knowledge)


def test_answer_comes_with_quotes_note_and_source(engine: LiteralAnswerer) -> None:
    """The quotes stand behind a bar; the article's title and date come last."""
    assert shown(engine, "mill-hurt").split("\n\n") == [
        "Nobody was hurt, the fire chief said.",
        "  │ Nobody was hurt, said fire chief Ada Berg.",
        "Note: The chief spoke on the day after.",
        SOURCE,
    ]


def test_not_stated_shows_what_is_nearest(engine: LiteralAnswerer) -> None:
    """That the article does not say is followed by the nearest that it does."""
    assert shown(engine, "mill-cause").split("\n\n") == [
        "The article does not say what set the mill on fire.",
        texts.NEAREST,
        "  │ The old mill of Torvik burned down on Sunday night.",
        SOURCE,
    ]


def test_parts_stand_under_what_was_asked(engine: LiteralAnswerer) -> None:
    """Of several parts each has its heading, and one article is named once."""
    assert shown(engine, "mill-when and weather and mill-cost").split("\n\n") == [
        "\x1b[1mmill-when\x1b[0m",
        "It burned down on the night of Sunday 7 March 2021.",
        "  │ The old mill of Torvik burned down on Sunday night.",
        "\x1b[1mweather\x1b[0m",
        texts.NOT_FOUND,
        "\x1b[1mmill-cost\x1b[0m",
        "The council reckons with two million crowns.",
        "  │ Repairs will cost two million crowns, the council reckons.",
        SOURCE,
    ]


def test_unclear_part_lists_what_may_be_meant(engine: LiteralAnswerer) -> None:
    """Beside a part that is answered, the choices stand in their place."""
    text = shown(engine, "near and mill-cost")

    assert text.split("\n\n")[1] == (
        "Did you mean one of these?\n  - When did the mill burn down?\n  - Was anybody hurt?"
        "\n  - What will the repairs cost?"
    )


def test_small_talk_is_answered_in_kind(engine: LiteralAnswerer) -> None:
    """A greeting gets its friendly word, not a refusal."""
    assert shown(engine, "hello") == HELLO


def test_choices_are_numbered(engine: LiteralAnswerer) -> None:
    """Choices have no answer above them; in a conversation they have numbers."""
    reply = engine.reply("near")
    offered = offer(reply)

    assert show(reply, engine.knowledge) == ""
    assert show_offer(offered, engine.knowledge, numbered=True).splitlines() == [
        "\x1b[2mDid you mean one of these?\x1b[0m",
        "  1  When did the mill burn down?",
        "  2  Was anybody hurt?",
        "  3  What will the repairs cost?",
    ]


def test_nothing_found_leads_on(engine: LiteralAnswerer) -> None:
    """Where nothing is near, some questions are offered; outside a conversation, as a list."""
    reply = engine.reply("weather")
    text = show_offer(offer(reply), engine.knowledge, numbered=False)

    assert reply.outcome is Outcome.NO_ANSWER
    assert text.splitlines()[0] == "\x1b[2mYou could ask:\x1b[0m"
    assert "  - When did the mill burn down?" in text.splitlines()


def test_not_stated_leads_to_what_is_nearest(engine: LiteralAnswerer) -> None:
    """What the entry says to see is offered, rather than anything to begin with."""
    offered = offer(engine.reply("mill-cause"))

    assert offered.heading == "Related:"
    assert [fact.id for fact in offered.facts] == ["mill-when"]


def test_passages_are_told_from_an_answer(engine: LiteralAnswerer) -> None:
    """Sentences found without a fact come with a word that says so, and with their article."""
    assert shown(engine, PASSAGE).split("\n\n") == [
        texts.PASSAGES,
        "  │ The old mill of Torvik burned down on Sunday night.",
        "  │ Nobody was hurt, said fire chief Ada Berg.",
        SOURCE,
    ]
    assert offer(engine.reply(PASSAGE)).heading == "Related:"


def test_what_the_article_never_mentions_is_said_first(engine: LiteralAnswerer) -> None:
    """Names that no article has are named as they were typed, whatever follows."""
    said = "The article doesn't mention Apple or Nokia."

    assert show(unmentioning(engine, PASSAGE), engine.knowledge).split("\n\n")[0] == said
    assert show(unmentioning(engine, "near"), engine.knowledge) == said


def unmentioning(engine: LiteralAnswerer, question: str) -> Reply:
    """The reply to this, as if two names were in it that the article does not have."""
    reply = engine.reply(question)
    parts = (replace(reply.parts[0], unmentioned=("Apple", "Nokia")), *reply.parts[1:])
    return replace(reply, parts=parts)


def test_address_of_the_original_stands_below_the_title(engine: LiteralAnswerer) -> None:
    """Where the author gave it."""
    (article,) = engine.knowledge.articles
    linked = replace(article, url="https://example.org/mill")

    assert source(linked) == "Old mill of Torvik burns down, 8 March 2021\nhttps://example.org/mill"


def test_topics_are_numbered_through(mill: Knowledge) -> None:
    """Every fact has its number under its topic."""
    assert show_topics(mill) == (
        "\x1b[1mThe fire\x1b[0m\n"
        "   1  When did the mill burn down?\n"
        "   2  Was anybody hurt?\n"
        "\n"
        "\x1b[1mWhat comes next\x1b[0m\n"
        "   3  What will the repairs cost?"
    )


@pytest.mark.parametrize("columns", [20, 60])
def test_terminal_is_not_overrun(columns: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lines end before the terminal's edge, the indent included."""
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    size = os.terminal_size((columns, 24))
    monkeypatch.setattr("shutil.get_terminal_size", lambda: size)

    lines = wrap("a few words " * 20, "  │ ", "  │ ").splitlines()

    assert len(lines) > 1
    assert all(len(line) <= columns and line.startswith("  │ ") for line in lines)


def test_pipe_gets_whole_lines() -> None:
    """Where the output is no terminal, a sentence stays on one line for whoever searches it."""
    assert wrap("a few words " * 20).count("\n") == 0


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("\x1b[31mred\x1b[0m", "[31mred[0m"),
        ("a\x00b\x07c\x7fd\x9be", "abcde"),
        ("two\r\nlines\there", "two lines here"),
        ("half \ud83d pair", "half  pair"),
        ("safe\u202egnp.exe \u2066x\u2069", "safegnp.exe x"),
        ("مرحبا 😀 العالم", "مرحبا 😀 العالم"),
    ],
)
def test_nothing_steers_the_terminal(text: str, seen: str) -> None:
    """Control characters, direction marks and half pairs are taken out; scripts and emoji stay."""
    assert plain(text) == seen
