"""The commands of admins."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.telegram.handlers import admin
from bot.telegram.views import texts as wording
from tests.telegram.conftest import ADMIN

if TYPE_CHECKING:
    from pathlib import Path

    from bot.telegram.context import Desk
    from tests.fakes.person import Person
    from tests.fakes.telegram import Telegram

WHEN = "When did the mill burn down?"


@pytest.mark.parametrize("command", ["/stats", "/gaps", "/reload"])
async def test_others_do_not_have_them(person: Person, command: str) -> None:
    """For who is no admin these commands do not exist."""
    (shown,) = await person.say(command)
    assert shown.text == wording.UNKNOWN_COMMAND


async def test_stats(person: Person) -> None:
    """``/stats`` counts questions, outcomes and thumbs, and gives the speed."""
    (shown,) = await person.say(WHEN)
    await person.press(shown, "👍")
    for question in ("What caused the fire?", "Will it rain?", "Will it snow?"):
        await person.say(question)
    (stats,) = await person.say("/stats", user=ADMIN)
    assert "Questions: 4 (answer 1, choices 0, not_stated 1, no_answer 2)" in stats.text
    assert "Thumbs: 1 👍, 0 👎" in stats.text
    assert "half of the answers found in 0.50 ms" in stats.text
    assert "Facts: 3, articles: 1" in stats.text


async def test_gaps(person: Person) -> None:
    """``/gaps`` shows what was asked in vain, grouped, most asked first."""
    (none,) = await person.say("/gaps", user=ADMIN)
    assert none.text == wording.NO_GAPS
    for question in ("Will it <rain>?", "will it rain", "Who is the miller?"):
        await person.say(question)
    (shown,) = await person.say("/gaps", user=ADMIN)
    first, second, third = shown.text.splitlines()
    assert first == wording.GAPS
    assert second.startswith("2 × ")
    assert third == "1 × Who is the miller? (no_answer; nearest: nothing)"


async def test_reload(person: Person, mill_folder: Path, desk: Desk) -> None:
    """``/reload`` loads the folder, or says what is wrong with it and keeps what it had."""
    path = mill_folder / "mill" / "facts.yaml"
    path.write_text(path.read_text().replace("Nobody was hurt, the", "Not a soul, the"))
    (loaded,) = await person.say("/reload", user=ADMIN)
    assert "3 facts of 1 article" in loaded.text
    path.write_text("facts: [")
    (broken,) = await person.say("/reload", user=ADMIN)
    assert f"{path}:" in broken.text
    (shown,) = await person.say("Was anybody hurt?")
    assert shown.text.startswith("Not a soul")


async def test_unreadable_journal(person: Person, desk: Desk) -> None:
    """A journal that cannot be read is told, in a sentence."""
    assert desk.journal.path is not None
    desk.journal.path.write_bytes(b"no database" * 100)
    (shown,) = await person.say("/gaps", user=ADMIN)
    assert "journal" in shown.text


async def test_news_reach_every_admin_who_can_be_told(
    person: Person, telegram: Telegram, caplog: pytest.LogCaptureFixture
) -> None:
    """News are sent to each admin as they are; who cannot be told is a line in the log."""
    await admin.tell(person.application.bot, [ADMIN, 98], "facts.yaml:3:1: <broken>")
    shown = list(telegram.messages.values())
    assert [(each.chat_id, each.text) for each in shown] == [
        (ADMIN, "facts.yaml:3:1: <broken>"),
        (98, "facts.yaml:3:1: <broken>"),
    ]
    telegram.refuse = "sendMessage"
    await admin.tell(person.application.bot, [ADMIN], "more")
    assert caplog.messages == [f"Admin {ADMIN} could not be told: BadRequest: Not today"]
    caplog.clear()
