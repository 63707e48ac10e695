"""Inline queries and guest messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answering import texts as shared
from tests.fakes.answerer import UNCLEAR
from tests.written_articles import Line, write_article

if TYPE_CHECKING:
    from pathlib import Path

    from bot.telegram.context import BotData
    from tests.fakes.person import Person
    from tests.fakes.telegram import Telegram

SOURCE = "<i>Old mill of Torvik burns down · 8 March 2021</i>"
WHEN = "When did the mill burn down?"


async def test_inline_result_is_the_answer(person: Person, telegram: Telegram) -> None:
    """A result is titled by its question and sends what a button would, with the article's name."""
    (result,) = await person.type_inline("burn down")
    assert (result["id"], result["title"]) == ("mill-when", WHEN)
    assert result["description"] == "It burned down on the night of Sunday 7 March 2021."
    (opened,) = await person.say("/start mill-when")
    content = result["input_message_content"]
    assert content["parse_mode"] == "HTML"
    assert content["message_text"] == f"{opened.html}\n{SOURCE}"


async def test_inline_results_are_fresh(person: Person, telegram: Telegram) -> None:
    """Results are the same for all, and held for less than a minute."""
    await person.type_inline("burn")
    (call,) = telegram.sent("answerInlineQuery")
    assert 0 <= call["cache_time"] <= 60
    assert not call.get("is_personal")


async def test_empty_inline_query(person: Person) -> None:
    """Before anything is typed the main questions are shown."""
    results = await person.type_inline("  ")
    assert WHEN in [result["title"] for result in results]


async def test_inline_query_without_a_result(person: Person) -> None:
    """What nothing answers has no results."""
    assert await person.type_inline("weather") == []


async def test_inline_results_are_few_and_legal(
    person: Person, bot_data: BotData, mill_folder: Path
) -> None:
    """Five results at most are given, each of legal size whatever the knowledge holds."""
    lines = [
        Line("a" * 47 + str(n), f"Q{n} <&>?" + "q" * 500, answer="a. " * 1600) for n in range(9)
    ]
    write_article(mill_folder, "mill", lines)
    assert bot_data.live.reload().error is None
    results = await person.type_inline("Q")
    assert len(results) == 5


async def test_stale_inline_query(person: Person) -> None:
    """A query that Telegram no longer wants answered is no error."""
    await person.type_inline("burn", id="long-gone")


async def test_guest(person: Person, telegram: Telegram) -> None:
    """A guest is answered with the same text, and nothing is sent by itself."""
    (result,) = await person.call_guest(f"@article_bot {WHEN}")
    (shown,) = await person.say(WHEN)
    assert result["input_message_content"]["message_text"] == f"{shown.html}\n{SOURCE}"
    assert len(telegram.sent("sendMessage")) == 1


async def test_guest_is_offered_questions_in_words(person: Person) -> None:
    """Where buttons would offer questions, a guest reads them."""
    (result,) = await person.call_guest(f"@article_bot {UNCLEAR}")
    text = result["input_message_content"]["message_text"]
    assert text.startswith(f"{shared.CHOICES}\n\n• {WHEN}\n• ")
    assert "reply_markup" not in result
    (hello,) = await person.call_guest("@article_bot hello")
    assert WHEN in hello["input_message_content"]["message_text"]
