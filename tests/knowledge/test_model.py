"""Knowledge finds its entries by the ids that they have and had."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.errors import UnknownEntryError
from bot.knowledge.model import Article, Fact, Knowledge, NotStated

LEAD = Fact("lead", "news", "Who led?", "Bo.", formerly=("leader", "led-by"), topic="The round")
SHARE = NotStated("share", "news", "What share?", "It does not say.")
KNOWLEDGE = Knowledge((Article("news", "News", dt.date(2024, 1, 1), "Bo led."),), (LEAD, SHARE))


@pytest.mark.parametrize("entry_id", ["lead", "leader", "led-by"])
def test_a_former_id_still_finds_its_fact(entry_id: str) -> None:
    """Links and buttons carry it."""
    assert KNOWLEDGE.entry(entry_id) is KNOWLEDGE.fact(entry_id) is LEAD


@pytest.mark.parametrize("entry_id", ["share", "gone"])
def test_an_id_that_is_no_facts_is_unknown_as_one(entry_id: str) -> None:
    """A not-stated entry has no quotes to open."""
    with pytest.raises(UnknownEntryError, match=f"The knowledge has no entry '{entry_id}'"):
        KNOWLEDGE.fact(entry_id)


def test_facts_are_grouped_by_topic() -> None:
    """What is not stated has none."""
    assert KNOWLEDGE.topics == {("news", "The round"): (LEAD,)}
    assert LEAD.phrasings == ("Who led?",)
