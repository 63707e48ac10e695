"""The commands of admins."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.errors import JournalError
from bot.telegram.views import texts
from tests.fakes.answerer import UNCLEAR, UNSTATED
from tests.telegram.conftest import ADMIN

if TYPE_CHECKING:
    from pathlib import Path

    from bot.telegram.context import BotData
    from tests.fakes.person import Person

WHEN = "When did the mill burn down?"


@pytest.mark.parametrize("command", ["/stats", "/gaps", "/reload"])
async def test_others_do_not_have_them(person: Person, command: str) -> None:
    """For who is no admin these commands do not exist."""
    (shown,) = await person.say(command)
    assert shown.text == texts.UNKNOWN_COMMAND


async def test_stats(person: Person, bot_data: BotData) -> None:
    """``/stats`` says in sentences what was asked, how it went, and how fast."""
    (shown,) = await person.say(WHEN)
    await person.press(shown, texts.RIGHT)
    for question in ("What caused the fire?", "Will it rain?", "Will it snow?"):
        await person.say(question)
    bot_data.metrics.started -= 2 * 3600 + 5 * 60
    (stats,) = await person.say("/stats", user=ADMIN)
    assert stats.text == (
        "In the 2 hours and 5 minutes since I started I was asked 4 questions: 1 got an answer, "
        "1 asked what the article does not say and 2 found nothing.\n\n"
        "Readers voted 1 right and 0 wrong.\n\n"
        "Half of the replies were found within 1 ms, nearly all within 1 ms.\n\n"
        "I know 3 facts of 1 article."
    )


async def test_gaps(person: Person) -> None:
    """``/gaps`` shows what was asked in vain, grouped, most asked first."""
    (none,) = await person.say("/gaps", user=ADMIN)
    assert none.text == texts.NO_GAPS
    for question in (UNCLEAR, UNSTATED, UNCLEAR):
        await person.say(question)
    (shown,) = await person.say("/gaps", user=ADMIN)
    assert shown.text.split("\n\n") == [
        texts.GAPS,
        f"2 × “{UNCLEAR}” (none of the choices was taken)",
        f"1 × “{UNSTATED}” (not in the article)",
    ]


async def test_reload(person: Person, mill_folder: Path, bot_data: BotData) -> None:
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


async def test_unreadable_journal(
    person: Person, bot_data: BotData, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A journal that cannot be read is told, in a sentence."""

    def unreadable() -> None:
        raise JournalError("The journal cannot be read.")

    monkeypatch.setattr(bot_data.journal, "gaps", unreadable)
    (shown,) = await person.say("/gaps", user=ADMIN)
    assert shown.text == "The journal cannot be read."
