"""The commands of a private chat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.telegram.views import texts
from tests.fakes.answerer import FOLLOW_UP
from tests.telegram.conftest import ADMIN
from tests.written_articles import Line, write_article

if TYPE_CHECKING:
    from pathlib import Path

    from bot.telegram.context import BotData
    from tests.fakes.person import Person
    from tests.fakes.telegram import Telegram

WHEN = "When did the mill burn down?"


async def test_start(person: Person) -> None:
    """``/start`` says what the bot knows and offers questions."""
    (shown,) = await person.say("/start")
    assert shown.text.startswith(texts.WELCOME_ONE)
    assert "Old mill of Torvik burns down · 8 March 2021" in shown.text
    assert WHEN in shown.labels
    (answer,) = await person.press(shown, WHEN)
    assert answer.text.startswith(f"{WHEN}\n\nIt burned down")


async def test_start_offers_four(person: Person, bot_data: BotData, mill_folder: Path) -> None:
    """Four questions are offered to begin with, and ten articles at most are named."""
    for number in range(12):
        line = Line(f"n{number}", f"Number {number}?")
        write_article(mill_folder, f"n{number}", [line], title=f"N{number}")
    bot_data.live.reload()
    (shown,) = await person.say("/start")
    assert len(shown.labels) == 4
    assert shown.text.startswith(texts.WELCOME.format(count=13))
    assert "and 3 more" in shown.text


async def test_start_with_a_fact(person: Person) -> None:
    """A link to a fact opens it, and it can be followed up."""
    (shown,) = await person.say("/start mill-when")
    assert shown.text.startswith(f"{WHEN}\n\nIt burned down")
    assert shown.quotes
    (further,) = await person.say(FOLLOW_UP)
    assert further.text.startswith("Nobody was hurt")


async def test_start_with_a_wrong_id(person: Person) -> None:
    """A link to what is no fact says so and leads on."""
    for wrong in ("nothing-of-the-kind", "mill-cause", "_-" * 32):
        (shown,) = await person.say(f"/start {wrong}")
        assert shown.text == texts.LINK_GONE
        assert WHEN in shown.labels


async def test_help(person: Person) -> None:
    """``/help`` names the commands and how to ask elsewhere."""
    (shown,) = await person.say("/help")
    for name in ("/topics", "/article", "/ask", "/start", "@article_bot"):
        assert name in shown.text


async def test_article(person: Person) -> None:
    """``/article`` sends title, date and the text."""
    (shown,) = await person.say("/article")
    assert shown.text == (
        "Old mill of Torvik burns down\n8 March 2021\n\n"
        "The old mill of Torvik burned down on Sunday night.\n\n"
        "Nobody was hurt, said fire chief Ada Berg.\n\n"
        "Repairs will cost two million crowns, the council reckons."
    )


async def test_long_article(
    person: Person, bot_data: BotData, mill_folder: Path, telegram: Telegram
) -> None:
    """A long article comes in several messages, cut between paragraphs, the later ones quietly."""
    paragraphs = [f"{n} {'word ' * 150}end & < {n}." for n in range(20)]
    write_article(mill_folder, "mill", [Line("a", "A?", quotes=(paragraphs[0],))],
                  text="\n".join(paragraphs))  # fmt: skip
    assert bot_data.live.reload().error is None
    shown = await person.say("/article")
    assert len(shown) > 3
    body = "\n\n".join(each.text for each in shown).split("\n\n")
    assert body[1:] == paragraphs
    quiet = [call.get("disable_notification") for call in telegram.sent("sendMessage")]
    assert quiet == [None] + [True] * (len(shown) - 1)


async def test_which_article(
    person: Person, bot_data: BotData, mill_folder: Path, telegram: Telegram
) -> None:
    """With several articles ``/article`` asks which, and sends it once for a double tap."""
    write_article(mill_folder, "hut", [Line("hut", "Who built the hut?")], title="The hut")
    bot_data.live.reload()
    (which,) = await person.say("/article")
    assert which.text == texts.WHICH_ARTICLE
    (text,) = await person.press(which, "The hut")
    assert text.text == "The hut\n29 February 2020\n\nIt is so."
    assert await person.press(which, "The hut") == []
    (mill_folder / "hut" / "facts.yaml").unlink()
    (mill_folder / "hut" / "article.txt").unlink()
    (mill_folder / "hut").rmdir()
    assert bot_data.live.reload().error is None
    (now,) = await person.press(which, "The hut")
    assert now.labels == ["Old mill of Torvik burns down"]
    assert telegram.notices[-1] == texts.GONE_SHORT


async def test_many_articles_to_read(person: Person, bot_data: BotData, mill_folder: Path) -> None:
    """More articles than fit under a message come in pages."""
    for number in range(12):
        write_article(mill_folder, f"n{number}", [Line(f"n{number}", f"Number {number}?")])
    bot_data.live.reload()
    (first,) = await person.say("/article")
    (second,) = await person.press(first, texts.NEXT_PAGE)
    assert len(second.labels) == 4
    assert second.labels[-1] == texts.PREVIOUS_PAGE


async def test_unknown_command(person: Person) -> None:
    """A command that does not exist is told so; one for another bot is not for this one."""
    (shown,) = await person.say("/weather in Paris")
    assert shown.text == texts.UNKNOWN_COMMAND
    assert await person.say("/weather@other_bot") == []
    assert await person.say("/start@other_bot") == []
    (start,) = await person.say("/start@article_bot")
    assert start.text.startswith(texts.WELCOME_ONE)


async def test_edited_command(person: Person) -> None:
    """A command that is edited is not carried out again."""
    await person.say("/help")
    assert await person.edit(person.last, "/topics") == []


async def test_help_for_admins(person: Person, telegram: Telegram) -> None:
    """Admins read their commands in ``/help``, and have them in the menu once they have begun."""
    (shown,) = await person.say("/help")
    assert "/stats" not in shown.text
    await person.say("/start")
    assert telegram.sent("setMyCommands") == []
    (shown,) = await person.say("/help", user=ADMIN)
    assert "/stats – How many questions came" in shown.text
    await person.say("/start", user=ADMIN)
    (call,) = telegram.sent("setMyCommands")
    assert call["scope"] == {"type": "chat", "chat_id": ADMIN}
    assert "gaps" in [command["command"] for command in call["commands"]]


async def test_start_offers_what_is_asked_most(person: Person) -> None:
    """The facts that were the answer most often come first."""
    for question in ("injured people", *["What will the repairs cost?"] * 2):
        await person.say(question)
    (shown,) = await person.say("/start")
    assert shown.labels == ["What will the repairs cost?", "Was anybody hurt?", WHEN]
