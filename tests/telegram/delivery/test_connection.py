"""Reachability: told once when it is lost and once when it is back."""

from __future__ import annotations

import asyncio
from itertools import islice
from typing import TYPE_CHECKING

from telegram.error import NetworkError

from bot.telegram.delivery.connection import LONGEST_ERROR, Connection, brief, pauses

if TYPE_CHECKING:
    import pytest

LOST = NetworkError("httpx.ConnectError: no route")


def test_outage_is_told_twice(caplog: pytest.LogCaptureFixture) -> None:
    """However long an outage lasts, one line says that it began and one that it is over."""
    now = 0.0
    connection = Connection(lambda: now)
    for _ in range(1000):
        connection.failed(LOST)
        now += 5
    assert not connection.up
    for _ in range(3):
        connection.worked()
    assert connection.up
    assert caplog.messages == [
        "Telegram cannot be reached, trying until it can:"
        " NetworkError: httpx.ConnectError: no route",
        "Telegram can be reached again, after 5000 seconds",
    ]


def test_single_failure_is_no_outage(caplog: pytest.LogCaptureFixture) -> None:
    """A poll that fails once now and then is not worth a line."""
    connection = Connection()
    for _ in range(10):
        connection.failed(LOST)
        connection.worked()
    assert connection.up
    assert caplog.messages == []


async def test_pause_ends_when_telegram_is_back() -> None:
    """What waits during an outage goes on at once when it is over, and not before its time."""
    connection = Connection()
    connection.failed(LOST)
    connection.failed(LOST)
    await connection.pause(0)
    waiting = asyncio.create_task(connection.pause(1000))
    await asyncio.sleep(0)
    assert not waiting.done()
    connection.worked()
    await asyncio.wait_for(waiting, 1)


def test_pauses_double_up_to_the_longest() -> None:
    """Each try waits twice as long as the one before, but never longer than is allowed."""
    assert list(islice(pauses(3), 5)) == [0.5, 1, 2, 3, 3]


def test_error_fits_a_line() -> None:
    """A page of HTML that came as an answer is cut."""
    assert len(brief(NetworkError("<html>" * 1000))) == LONGEST_ERROR
