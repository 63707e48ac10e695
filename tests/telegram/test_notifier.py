"""Notifier of the knowledge folder: to the log, and to the admins in Telegram, once."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from bot.errors import KnowledgeError, Problem
from bot.reloader import Change
from bot.telegram.notifier import Notifier
from tests.telegram.conftest import ADMIN

if TYPE_CHECKING:
    import pytest

    from tests.fakes.person import Person

BROKEN = KnowledgeError(
    [
        Problem(Path("facts.yaml"), 3, 5, "a list never ends", "yaml"),
        Problem(Path("facts.yaml"), 9, 1, "a <fact> without an answer", "required"),
    ]
)


async def test_news_reach_log_and_admins(person: Person, caplog: pytest.LogCaptureFixture) -> None:
    """What the watching thread tells is in the log line by line, and in each admin's chat."""
    caplog.set_level("INFO")
    notifier = Notifier(asyncio.get_running_loop())
    await asyncio.to_thread(notifier.tell, Change(3, 1, error=BROKEN))
    await asyncio.to_thread(notifier.tell, Change(3, 1, mended=True))
    passing = asyncio.create_task(notifier.run(person.application.bot, [ADMIN]))
    await asyncio.wait([passing], timeout=0.1)
    passing.cancel()
    broken, mended = person.telegram.messages.values()
    assert (broken.chat_id, mended.chat_id) == (ADMIN, ADMIN)
    assert "facts.yaml:9:1: a <fact> without an answer" in broken.text
    assert mended.text.startswith("The knowledge was mended")
    ours = [record for record in caplog.records if record.name == "bot.telegram.notifier"]
    assert [record.levelname for record in ours] == ["ERROR"] * 3 + ["INFO"]
    assert ours[1].getMessage() == "facts.yaml:3:5: a list never ends"
    caplog.clear()
