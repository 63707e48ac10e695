"""The inbox: what was taken in stays until it is answered, and goes then."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from bot.errors import DeliveryError, SettingsError
from bot.telegram.delivery import inbox as module
from bot.telegram.delivery.inbox import MOST_ATTEMPTS, Inbox, open_inbox

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the inbox is."""
    return tmp_path / "inbox.sqlite3"


@pytest.fixture
def inbox(path: Path) -> Iterator[Inbox]:
    """An inbox with nothing in it."""
    with closing(Inbox(path)) as inbox:
        yield inbox


def update(update_id: int, text: str = "who led it?") -> dict[str, Any]:
    """An update with a question."""
    return {"update_id": update_id, "message": {"text": text}}


def ids(inbox: Inbox) -> list[int]:
    """What waits in the inbox, by update id."""
    return [taken.update["update_id"] for taken in inbox.waiting()]


def test_what_is_not_answered_waits_for_the_next_process(inbox: Inbox, path: Path) -> None:
    """Updates that were put in and are not done are there, in order, when it is opened again."""
    first, _, third = inbox.put([update(1), update(2, "\ud83d alone"), update(3)])
    inbox.done(first.number)
    inbox.close()
    with closing(Inbox(path)) as again:
        assert [taken.update for taken in again.waiting()] == [update(2, "\ud83d alone"), update(3)]
        assert again.waiting()[1].number == third.number


def test_update_delivered_again_is_not_taken_twice(inbox: Inbox) -> None:
    """A batch that comes again before it was confirmed is known, waiting or answered."""
    first, _ = inbox.put([update(1), update(2)])
    inbox.done(first.number)
    taken = inbox.put([update(1), update(2), update(3)])
    assert [each.update["update_id"] for each in taken] == [3]


def test_other_update_under_the_same_id_is_taken(inbox: Inbox) -> None:
    """A server that was set up anew counts anew; its updates are not taken for old ones."""
    (first,) = inbox.put([update(1)])
    inbox.done(first.number)
    assert len(inbox.put([update(1, "something else")])) == 1


def test_answered_update_is_forgotten_once_it_is_confirmed(inbox: Inbox) -> None:
    """Id and digest are kept for as long as Telegram may deliver the update again, not longer."""
    (first,) = inbox.put([update(1)])
    inbox.done(first.number)
    inbox.put([], confirmed=2)
    assert len(inbox.put([update(1)])) == 1


def test_no_word_of_an_answered_update_stays_on_the_disk(inbox: Inbox, path: Path) -> None:
    """When it is tidied, what was asked is neither in the file nor in SQLite's log."""
    taken = inbox.put([update(number, "a very private question") for number in range(50)])
    for each in taken:
        inbox.done(each.number)
    inbox.tidy()
    kept = [file.read_bytes() for file in path.parent.iterdir()]
    assert kept
    assert not any(b"private" in each for each in kept)


def test_update_that_kills_the_process_is_dropped(
    inbox: Inbox, caplog: pytest.LogCaptureFixture
) -> None:
    """At the third death over the same update it is dropped, with a line in the log."""
    deadly, harmless = inbox.put([update(1), update(2)])
    for _ in range(MOST_ATTEMPTS - 1):
        inbox.count_attempt(deadly.number)
    assert ids(inbox) == [1, 2]
    inbox.count_attempt(deadly.number)
    assert ids(inbox) == [2]
    assert caplog.messages == ["An update was dropped: the bot died over it 3 times."]
    assert harmless.number


def test_batch_is_put_whole_or_not_at_all(inbox: Inbox) -> None:
    """Where an update cannot be written, the batch is not, and comes again."""
    with pytest.raises(KeyError):
        inbox.put([update(1), {"message": {}}])
    assert ids(inbox) == []
    assert len(inbox.put([update(1)])) == 1


async def test_second_process_waits_and_then_says_so(
    inbox: Inbox, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two processes never share an inbox, for both would answer what is in it."""
    monkeypatch.setattr(module, "LOCK_SECONDS", 0.05)
    with pytest.raises(DeliveryError, match="Another instance of this bot is running with the sa"):
        await open_inbox(path)


async def test_next_process_takes_over_when_the_first_lets_go(inbox: Inbox, path: Path) -> None:
    """An inbox that is closed can be opened at once."""
    inbox.put([update(1)])
    inbox.close()
    with closing(await open_inbox(path)) as again:
        assert ids(again) == [1]


@pytest.fixture
def damaged(path: Path) -> Path:
    """An inbox that is none."""
    path.write_bytes(b"this is no database" * 1000)
    return path


async def test_damaged_inbox_is_set_aside(damaged: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A damaged file does not keep the bot from starting; it is kept under another name."""
    with closing(await open_inbox(damaged)) as inbox:
        assert ids(inbox) == []
    assert damaged.with_suffix(".broken").exists()
    assert "is damaged; it was moved to inbox.broken and begun anew" in caplog.text


async def test_folder_that_cannot_be_written_to_is_said(tmp_path: Path) -> None:
    """Where no file can be made, the error names the setting."""
    with pytest.raises(SettingsError, match=r"^STATE_DIR is .*, where nothing can be written: "):
        await open_inbox(tmp_path / "missing" / "inbox.sqlite3")


def test_failed_opening_leaves_nothing_open(tmp_path: Path) -> None:
    """An error while opening is raised as SQLite has it."""
    with pytest.raises(sqlite3.OperationalError):
        Inbox(tmp_path)
