"""What is remembered of conversations, and for how long."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answering import conversation
from bot.answering.conversation import MEMORY_SECONDS, Conversations

if TYPE_CHECKING:
    import pytest


class Clock:
    """Seconds that pass only when a test says so."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        """Return the time."""
        return self.now


def test_memory_lasts_a_quarter_of_an_hour() -> None:
    """The time is what people are told: 15 minutes."""
    assert MEMORY_SECONDS == 15 * 60


def test_conversation_is_kept_up_to_the_limit() -> None:
    """Just before the time is over the same conversation is handed out."""
    clock = Clock()
    held = Conversations(clock)
    held.get("a").remember("who led it", ("round-lead",))
    clock.now += MEMORY_SECONDS - 1
    assert held.get("a").entry_ids == ("round-lead",)


def test_conversation_is_forgotten_after_the_limit() -> None:
    """Past it a new one is begun, and nothing of the old one is held."""
    clock = Clock()
    held = Conversations(clock)
    held.get("a").remember("who led it", ("round-lead",))
    clock.now += MEMORY_SECONDS + 1
    assert held.get("a").question == ""
    assert len(held) == 1


def test_each_question_starts_the_time_anew() -> None:
    """What counts is the last question and not the first."""
    clock = Clock()
    held = Conversations(clock)
    held.get("a").remember("who led it", ("round-lead",))
    for _ in range(3):
        clock.now += MEMORY_SECONDS - 1
        assert held.get("a").question == "who led it"


def test_those_who_fell_silent_are_dropped_though_nobody_asks_for_them() -> None:
    """Any question makes room of what has run out."""
    clock = Clock()
    held = Conversations(clock)
    for key in range(5):
        held.get(key)
    clock.now += MEMORY_SECONDS + 1
    held.get("new")
    assert len(held) == 1


def test_conversations_do_not_mix() -> None:
    """Each key has a conversation of its own."""
    held = Conversations(Clock())
    held.get(("chat", "ann")).remember("who led it", ("round-lead",))
    assert held.get(("chat", "bob")).question == ""


def test_the_least_lately_used_goes_where_there_are_too_many(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The number that is held is bounded, and who talks on is not forgotten."""
    monkeypatch.setattr(conversation, "MEMORY_CONVERSATIONS", 4)
    held = Conversations(Clock())
    for key in "abc":
        held.get(key).remember(key, (key,))
    for key in "ade":
        held.get(key)
    assert len(held) == 4
    assert held.get("a").question == "a"
    assert held.get("b").question == ""
