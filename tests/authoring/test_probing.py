"""Phrasings are asked as they stand and left out; a spread of them where there are many."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.answering.answerer import Answerer
from bot.authoring import probing
from bot.authoring.probing import NOTHING_ASKED, probe, probe_left_out
from bot.knowledge.model import Article, Fact, Knowledge

if TYPE_CHECKING:
    import pytest

THINGS = ("lighthouse", "bakery", "orchard", "railway", "museum", "harbour")


def _knowledge(count: int = len(THINGS)) -> Knowledge:
    article = Article("town", "The town", dt.date(2024, 1, 1), "The town has many things.")
    facts = tuple(
        Fact(
            thing,
            "town",
            f"Who runs the {thing}?",
            f"Keeper {number} runs the {thing}.",
            (f"which person is running the {thing}", f"name of who runs the {thing}"),
            ("The town has many things.",),
        )
        for number, thing in enumerate(THINGS[:count])
    )
    return Knowledge((article,), facts)


def test_sound_phrasings_lead_to_their_entries() -> None:
    """All are asked where there are few."""
    probed = probe(Answerer(_knowledge()), ["town"])
    assert (probed.asked, probed.astray) == (18, ())


def test_other_articles_are_not_asked_about() -> None:
    """They are looked at by themselves."""
    assert probe(Answerer(_knowledge()), ["city"]).asked == 0


def test_where_there_are_many_a_spread_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """From the first entry to the last."""
    monkeypatch.setattr(probing, "MOST_ASKED", 6)
    assert probe(Answerer(_knowledge()), ["town"]).asked == 6


def test_phrasings_are_left_out_of_the_knowledge_that_is_asked() -> None:
    """One of each fact that has several."""
    built: list[Knowledge] = []

    def build(knowledge: Knowledge) -> Answerer:
        built.append(knowledge)
        return Answerer(knowledge)

    probed = probe_left_out(_knowledge(), ["town"], build)
    assert probed.asked == len(THINGS)
    assert {len(entry.phrasings) for entry in built[0].entries} == {2}


def test_a_share_of_very_few_is_not_taken() -> None:
    """It would say nothing."""
    assert probe_left_out(_knowledge(3), ["town"], Answerer) == NOTHING_ASKED


def test_a_large_knowledge_is_not_built_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """It takes long, and there each phrasing is hardly missed."""
    monkeypatch.setattr(probing, "MOST_BUILT", 17)
    assert probe_left_out(_knowledge(), ["town"], Answerer) == NOTHING_ASKED
