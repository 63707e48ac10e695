"""Asking each phrasing against all the others at once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.knowledge.model import Fact, Knowledge
from bot.matching import leave_one_out as module
from bot.matching.leave_one_out import leave_one_out
from bot.matching.matcher import Matcher
from tests.benchmarks.synthetic import synthetic
from tests.matching.shelter_knowledge import ENTRIES, shelter


def test_every_phrasing_of_an_entry_with_several_is_asked() -> None:
    """In the order of the knowledge; an entry's only one would leave nothing to be found."""
    alone = Fact("alone", "shelter", "When was that?", "On Monday.")
    asked = list(leave_one_out(Matcher(shelter(*ENTRIES[:2], alone, *ENTRIES[2:]))))
    assert [item.phrasing for item in asked] == [*range(8), *range(9, 16)]
    assert {item.entry for item in asked} == {0, 1, 3, 4}


def test_a_phrasing_finds_what_it_finds_where_it_is_really_removed() -> None:
    """The same entry comes first with the same score, but for how rare words are without it."""
    knowledge, _ = synthetic(800)
    phrasings = [(entry, text) for entry in knowledge.entries for text in entry.phrasings]
    for asked in list(leave_one_out(Matcher(knowledge)))[::50]:
        entry, text = phrasings[asked.phrasing]
        others = tuple(other for other in entry.phrasings if other != text)
        left = replace(entry, question=others[0], asked_as=others[1:])
        entries = tuple(left if other is entry else other for other in knowledge.entries)
        top = Matcher(replace(knowledge, entries=entries)).match(text)[0]
        assert knowledge.entries[asked.winner].id == top.entry.id
        assert asked.winning_score == pytest.approx(top.score, abs=2)


def test_one_among_many_is_asked_as_a_question_is() -> None:
    """Where another phrasing has the very same words, it is as if nothing were left out."""
    twice = replace(ENTRIES[1], asked_as=(*ENTRIES[1].asked_as, "who runs the shelter"))
    matcher = Matcher(shelter(ENTRIES[0], twice, *ENTRIES[2:]))
    asked = {item.phrasing: item for item in leave_one_out(matcher)}
    assert asked[4].winner == asked[8].winner == 1
    assert asked[4].score == pytest.approx(asked[8].score)


def test_the_size_of_the_batches_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """It only bounds the memory that is used."""
    matcher = Matcher(shelter())
    together = list(leave_one_out(matcher))
    monkeypatch.setattr(module, "AT_ONCE", 1)
    for one, other in zip(leave_one_out(matcher), together, strict=True):
        assert (one.phrasing, one.winner) == (other.phrasing, other.winner)
        assert one.score == pytest.approx(other.score)


def test_nothing_is_asked_of_nothing() -> None:
    """Knowledge without entries, or with none but signs, has nothing to leave out."""
    assert list(leave_one_out(Matcher(Knowledge()))) == []
    signs = Fact("signs", "shelter", "???", "!", ("...",))
    assert list(leave_one_out(Matcher(shelter(signs)))) == []


def test_of_many_phrasings_so_many_are_asked_as_wanted() -> None:
    """They are spread evenly over all entries, the first and the last among them."""
    knowledge, _ = synthetic(800)
    every = list(leave_one_out(Matcher(knowledge)))
    some = list(leave_one_out(Matcher(knowledge), 100))
    assert len(some) == 100
    assert [some[0], some[-1]] == [every[0], every[-1]]
    assert set(some) < set(every)
    assert len({asked.entry for asked in some}) == len({asked.entry for asked in every})
