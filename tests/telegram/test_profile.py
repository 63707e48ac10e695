"""The bot's card: commands and descriptions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.telegram.profile import description_of, update_profile
from bot.telegram.views import texts
from tests.written_articles import Line, write_article

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from bot.telegram.context import BotData
    from tests.fakes.person import Person
    from tests.fakes.telegram import Telegram

SETTERS = ("setMyCommands", "setMyCommands", "setMyDescription", "setMyShortDescription")


async def test_set_once(person: Person, bot_data: BotData, telegram: Telegram) -> None:
    """What is as it should be is not set again."""
    knowledge = bot_data.live.answerer.knowledge
    await update_profile(person.application.bot, knowledge)
    await update_profile(person.application.bot, knowledge)
    assert tuple(name for name, _ in telegram.calls if name.startswith("set")) == SETTERS
    del telegram.card["description"]
    await update_profile(person.application.bot, knowledge)
    assert len(telegram.sent("setMyDescription")) == 2
    assert len(telegram.sent("setMyCommands")) == 2


async def test_commands_for_each_kind_of_chat(
    person: Person, bot_data: BotData, telegram: Telegram
) -> None:
    """Groups have two commands, private chats five."""
    await update_profile(person.application.bot, bot_data.live.answerer.knowledge)
    names = {
        scope: [command["command"] for command in commands]
        for scope, commands in telegram.card.items()
        if scope.startswith("commands")
    }
    assert names == {
        "commands all_private_chats": ["start", "topics", "article", "ask", "help"],
        "commands all_group_chats": ["ask", "help"],
    }
    assert telegram.card["short_description"] == texts.SHORT_DESCRIPTION
    assert "“Old mill of Torvik burns down”" in telegram.card["description"]


def test_description_fits(bot_data: BotData, mill_folder: Path) -> None:
    """Many and long titles are named as far as there is room."""
    for slug in "abcd":
        write_article(mill_folder, slug, [Line(slug, f"{slug}?")], title=slug * 400)
    bot_data.live.reload()
    assert len(description_of(bot_data.live.answerer.knowledge)) <= 512


async def test_refused_menu(
    person: Person, bot_data: BotData, telegram: Telegram, caplog: pytest.LogCaptureFixture
) -> None:
    """A menu that Telegram refuses is a line in the log; the bot goes on."""
    telegram.refuse = "setMyCommands"
    await update_profile(person.application.bot, bot_data.live.answerer.knowledge)
    assert caplog.messages == [
        "The commands and descriptions could not be set: BadRequest: Not today"
    ]
    caplog.clear()
