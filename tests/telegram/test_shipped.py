"""The knowledge that comes with the project, with the real engine, as Telegram shows it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.telegram.conftest import desk_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.telegram.context import Desk
    from tests.fakes.person import Person

SHIPPED = Path(__file__).parents[2] / "knowledge"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk with the knowledge that is shipped."""
    desk = desk_for(SHIPPED, tmp_path)
    yield desk
    desk.journal.close()


async def test_all_that_is_known_can_be_shown(person: Person, desk: Desk) -> None:
    """A question is answered, and every fact can be opened by a link, its quotes verbatim."""
    (shown,) = await person.say("who led the round?")
    assert "Alibaba" in shown.text
    assert shown.quotes
    for fact in desk.answerer.knowledge.facts:
        (opened,) = await person.say(f"/start {fact.id}")
        assert opened.text.startswith(f"{fact.question}\n\n{fact.answer}")
        assert opened.quotes == list(fact.quotes)
        assert 3 <= len(opened.labels) <= 5
