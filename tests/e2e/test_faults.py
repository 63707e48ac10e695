"""No question is lost: the bot as a process, and everything that can go wrong around it."""

from __future__ import annotations

import signal
import time
from typing import TYPE_CHECKING

import pytest

from bot.telegram.delivery.concurrency import SLOTS
from tests.fakes.bot_api import Fault

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.e2e.bench import Bench, Result

    Noted = Callable[[Result], Result]

QUESTIONS = 200
ANYTHING = {
    "429": 0.02,
    "500": 0.04,
    "502": 0.04,
    "reset": 0.04,
    "delay": 0.02,
    "lost": 0.03,
    "garbled": 0.03,
}
NAMES = {
    "429": "429, to be waited out 1 s",
    "500": "500",
    "502": "502 with HTML",
    "reset": "reset of the connection",
    "delay": "delay of 1 s",
    "lost": "reset in mid-response",
    "garbled": "malformed JSON",
}
FLOOD_SECONDS = 5.0
LONGEST_STOP_SECONDS = 10.0
PROMPT_SECONDS = 2.0
"""Longer than any answer takes on a busy machine, and much shorter than the flood wait."""


async def test_all_faults_at_once(bench: Bench, noted: Noted) -> None:
    """Where a fifth of all calls go wrong in every way there is, no question stays unanswered."""
    bench.spoil(ANYTHING)
    bench.ask(60)
    _nothing_lost(bench, noted(await bench.result("all kinds at once, 22 % of calls")))


@pytest.mark.full
@pytest.mark.parametrize("kind", ANYTHING)
async def test_fault(bench: Bench, noted: Noted, kind: str) -> None:
    """Where a tenth of sends and polls meet this fault, no question stays unanswered."""
    bench.spoil({kind: 0.1})
    bench.ask(QUESTIONS)
    _nothing_lost(bench, noted(await bench.result(f"{NAMES[kind]}, 10 % of calls")))


@pytest.mark.parametrize(
    ("how", "seconds"),
    [
        ("reset", 1.2),
        pytest.param("502", 5.0, marks=pytest.mark.full),
        pytest.param("reset", 60.0, marks=pytest.mark.full),
        pytest.param("502", 60.0, marks=pytest.mark.full),
    ],
)
async def test_outage(bench: Bench, noted: Noted, how: str, seconds: float) -> None:
    """What was asked before and during an outage is answered; the log says twice what happened."""
    bench.ask(QUESTIONS // 2)
    await bench.until_answered(SLOTS)
    bench.api.begin_outage(how)
    await bench.api.until(lambda: False, seconds)
    bench.ask(QUESTIONS // 2)
    bench.api.end_outage()
    bench.fault_is_over()
    result = noted(await bench.result(f"outage of {seconds:g} s ({NAMES[how]})"))
    _nothing_lost(bench, result)
    assert bench.bot.output.count("Telegram cannot be reached") == 1
    assert bench.bot.output.count("Telegram can be reached again") == 1
    assert bench.bot.output.count("\n") < 10


@pytest.mark.parametrize(
    "kills", [(40, 120), pytest.param((10, 30, 60, 100, 150), marks=pytest.mark.full)]
)
async def test_kill(bench: Bench, noted: Noted, kills: tuple[int, ...]) -> None:
    """Killed among a burst, the bot answers everything, and at most what was in hand twice."""
    bench.ask(QUESTIONS)
    await _kill_at(bench, kills)
    result = noted(await bench.result(f"SIGKILL, {len(kills)} times in a burst"))
    assert (result.unanswered, result.in_order) == (0, True)
    assert result.twice <= SLOTS * len(kills)


@pytest.mark.full
async def test_kill_among_faults(bench: Bench, noted: Noted) -> None:
    """Killed among a burst while calls go wrong in every way, the bot answers everything."""
    bench.spoil(ANYTHING)
    bench.ask(QUESTIONS)
    kills = (30, 90, 150)
    await _kill_at(bench, kills)
    result = noted(await bench.result("SIGKILL, 3 times, all kinds at once"))
    assert (result.unanswered, result.in_order) == (0, True)
    assert result.twice <= SLOTS * len(kills) + bench.fates_unknown


@pytest.mark.parametrize(
    "by", [signal.SIGTERM, pytest.param(signal.SIGINT, marks=pytest.mark.full)]
)
async def test_stop(bench: Bench, noted: Noted, by: signal.Signals) -> None:
    """Told to stop among a burst, the bot answers what it took in, ends well, and goes on after."""
    bench.ask(QUESTIONS)
    await bench.until_answered(SLOTS)
    began = time.monotonic()
    assert await bench.bot.stop(by) == 0
    assert time.monotonic() - began < LONGEST_STOP_SECONDS
    bench.fault_is_over()
    await bench.bot.start()
    result = noted(await bench.result(f"{by.name} in a burst"))
    assert (result.unanswered, result.twice, result.in_order) == (0, 0, True)


async def test_flood_wait_holds_back_no_other_chat(bench: Bench, noted: Noted) -> None:
    """While more chats than there are slots wait for 5 seconds, the others are answered at once."""
    flooded = {-1000 - number for number in range(SLOTS + 4)}
    asked = {chat: bench.api.ask(chat) for chat in flooded}
    put_off = set[int]()

    def fault(_: str, data: dict[str, str]) -> Fault | None:
        chat = int(data.get("chat_id", 0))
        if chat not in flooded or chat in put_off:
            return None
        put_off.add(chat)
        return Fault("429", FLOOD_SECONDS)

    bench.api.spoil = fault
    await bench.api.until(lambda: put_off == flooded)
    bench.ask(40)
    others = [each for each in bench.api.questions.values() if each.chat_id not in flooded]
    await bench.api.until(lambda: all(each.answered for each in others), PROMPT_SECONDS)
    assert max(each.answered[0] - each.asked for each in others) < PROMPT_SECONDS
    result = noted(await bench.result(f"flood wait of 5 s, in {len(flooded)} chats"))
    _nothing_lost(bench, result)
    assert all(each.answered[0] - each.asked >= FLOOD_SECONDS for each in asked.values())


@pytest.mark.full
async def test_stop_does_not_wait_for_long(bench: Bench) -> None:
    """Told to stop while a chat has to wait for a minute, the bot ends, and answers it later."""
    bench.spoil({"429": 1.0}, seconds=60.0, polls=False)
    bench.ask(1)
    await bench.api.until(lambda: bench.api.faults["429"] > 0)
    began = time.monotonic()
    assert await bench.bot.stop() == 0
    assert time.monotonic() - began < LONGEST_STOP_SECONDS
    bench.spoil({})
    await bench.bot.start()
    result = await bench.result("")
    assert (result.unanswered, result.twice) == (0, 0)


def _nothing_lost(bench: Bench, result: Result) -> None:
    assert (result.unanswered, result.in_order) == (0, True)
    assert result.twice <= bench.fates_unknown


async def _kill_at(bench: Bench, kills: tuple[int, ...]) -> None:
    for answered in kills:
        await bench.until_answered(answered)
        await bench.bot.kill()
        bench.fault_is_over()
        await bench.bot.start()
