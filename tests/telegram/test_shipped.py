"""The knowledge that comes with the project, with the real engine, as Telegram shows it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.telegram.conftest import bot_data_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.telegram.context import BotData
    from tests.fakes.person import Person

SHIPPED = Path(__file__).parents[2] / "knowledge"


@pytest.fixture
def bot_data(tmp_path: Path) -> Iterator[BotData]:
    """Data with the knowledge that is shipped."""
    bot_data = bot_data_for(SHIPPED, tmp_path)
    yield bot_data
    bot_data.journal.close()


async def test_all_that_is_known_can_be_shown(person: Person, bot_data: BotData) -> None:
    """A question is answered, and every fact can be opened by a link, its quotes verbatim."""
    (shown,) = await person.say("who led the round?")
    assert "Alibaba" in shown.text
    assert shown.quotes
    for fact in bot_data.live.answerer.knowledge.facts:
        (opened,) = await person.say(f"/start {fact.id}")
        assert opened.text.startswith(f"{fact.question}\n\n{fact.answer}")
        assert opened.quotes == list(fact.quotes)
        assert 5 <= len(opened.labels) <= 6
