"""The inbox: what was taken in stays until it is answered, whatever becomes of its file."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from bot.errors import DeliveryError, SettingsError
from bot.telegram.delivery import inbox as module
from bot.telegram.delivery.inbox import MOST_ATTEMPTS, REWRITE_SECONDS, Inbox, open_inbox
from bot.telegram.delivery.inbox_file import InboxFile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

Json = dict[str, Any]


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the inbox is."""
    return tmp_path / "inbox.sqlite3"


@pytest.fixture
def clock() -> Clock:
    """The inbox's clock."""
    return Clock()


@pytest.fixture
def inbox(path: Path, clock: Clock) -> Iterator[Inbox]:
    """An inbox with nothing in it."""
    with closing(Inbox(path, clock)) as inbox:
        yield inbox


def update(update_id: int, text: str = "who led it?") -> Json:
    """An update with a question."""
    return {"update_id": update_id, "message": {"text": text}}


def ids(inbox: Inbox) -> list[int]:
    """What waits in the inbox, by update id."""
    return [row.update["update_id"] for row in inbox.waiting() if row.update]


def ids_at(path: Path) -> list[int]:
    """What a process that starts now would find."""
    with closing(Inbox(path)) as inbox:
        return ids(inbox)


def test_what_is_not_answered_waits_for_the_next_process(inbox: Inbox, path: Path) -> None:
    """Updates that were put in and are not done are there, in order, when it is opened again."""
    first, _, third = inbox.put([update(1), update(2, "\ud83d alone"), update(3)])
    inbox.done(first.number)
    inbox.close()
    with closing(Inbox(path)) as again:
        assert [row.update for row in again.waiting()] == [update(2, "\ud83d alone"), update(3)]
        assert again.waiting()[1].number == third.number
        assert again.put([update(4)])[0].number > third.number


def test_update_delivered_again_is_not_taken_twice(inbox: Inbox, path: Path) -> None:
    """A batch that comes again before it was confirmed is known, waiting or answered."""
    first, _ = inbox.put([update(1), update(2)])
    inbox.done(first.number)
    assert [row.update_id for row in inbox.put([update(1), update(2), update(3)])] == [3]
    inbox.close()
    with closing(Inbox(path)) as again:
        assert again.put([update(1), update(3)]) == []


def test_other_update_under_the_same_id_is_taken(inbox: Inbox) -> None:
    """A server that was set up anew counts anew; its updates are not taken for old ones."""
    (first,) = inbox.put([update(1)])
    inbox.done(first.number)
    assert len(inbox.put([update(1, "something else")])) == 1


@pytest.mark.parametrize("update_id", [2**31, 2**53, 2**63 - 1, 2**63, 10**30, -1, -(2**70)])
def test_any_update_id_is_kept(inbox: Inbox, path: Path, update_id: int) -> None:
    """An id that SQLite cannot hold is no reason to stop."""
    inbox.put([update(update_id), update(5)])
    assert inbox.put([update(update_id)], confirmed=update_id) == []
    inbox.close()
    assert ids_at(path) == [update_id, 5]


def test_answered_update_is_forgotten_once_it_is_confirmed(inbox: Inbox, path: Path) -> None:
    """Id and digest are kept for as long as Telegram may deliver the update again, not longer."""
    (first,) = inbox.put([update(1)])
    inbox.done(first.number)
    inbox.put([], confirmed=2)
    inbox.close()
    with closing(InboxFile(path)) as file:
        assert file.rows() == []


def test_no_word_of_an_answered_update_stays_on_the_disk(inbox: Inbox, path: Path) -> None:
    """Once it is tidied, what was asked is in no file, whatever else waits."""
    *answered, _ = inbox.put([update(number, f"private {number}") for number in range(50)])
    inbox.put([update(99, "waits")])
    for row in answered:
        inbox.done(row.number)
    inbox.tidy()
    kept = b"".join(file.read_bytes() for file in path.parent.iterdir())
    assert b"private 49" in kept
    assert b"waits" in kept
    assert not any(f"private {number}".encode() in kept for number in range(49) if number > 4)


def test_no_word_of_an_answered_update_outlives_a_kill(inbox: Inbox, path: Path) -> None:
    """The next start wipes what the last process answered and had no time to tidy."""
    (row,) = inbox.put([update(1, "private")])
    inbox.done(row.number)
    copies = {file.name: file.read_bytes() for file in path.parent.iterdir()}
    assert b"private" in b"".join(copies.values())
    inbox.close()
    for name, content in copies.items():
        (path.parent / name).write_bytes(content)
    with closing(Inbox(path)):
        kept = b"".join(file.read_bytes() for file in path.parent.iterdir())
        assert b"private" not in kept


def test_update_that_kills_the_process_is_dropped(
    inbox: Inbox, caplog: pytest.LogCaptureFixture
) -> None:
    """At the third death over the same update it is dropped, with a line in the log."""
    deadly, _ = inbox.put([update(1), update(2)])
    for _ in range(MOST_ATTEMPTS - 1):
        inbox.count_attempt(deadly.number)
    assert ids(inbox) == [1, 2]
    inbox.count_attempt(deadly.number)
    inbox.count_attempt(deadly.number)
    assert ids(inbox) == [2]
    assert caplog.messages == ["An update was dropped: the bot died over it 3 times."]


def test_attempts_are_counted_over_several_processes(inbox: Inbox, path: Path) -> None:
    """How many processes died over an update is written down."""
    (row,) = inbox.put([update(1)])
    inbox.count_attempt(row.number)
    inbox.close()
    with closing(Inbox(path)) as again:
        assert [row.attempts for row in again.waiting()] == [1]


def test_unreadable_update_is_set_aside_and_counted(
    inbox: Inbox, path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """What nobody can read is kept for a while, and named in the log without its words."""
    for number in range(150):
        inbox.put_unreadable(update(number, "words"), "message: KeyError: 'x'")
    assert caplog.messages[-1] == (
        "An update cannot be read and was set aside: 149, message: KeyError: 'x'; 150 so far."
    )
    inbox.close()
    with closing(sqlite3.connect(path)) as db:
        (kept,) = db.execute("SELECT count(*) FROM unreadable").fetchone()
    assert kept == 100


async def test_second_process_waits_and_then_says_so(
    inbox: Inbox, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two processes never share an inbox, for both would answer what is in it."""
    monkeypatch.setattr(module, "LOCK_SECONDS", 0.01)
    with pytest.raises(DeliveryError, match="Another instance of this bot is running with the sa"):
        await open_inbox(path)


async def test_next_process_takes_over_when_the_first_lets_go(inbox: Inbox, path: Path) -> None:
    """An inbox that is closed can be opened at once."""
    inbox.put([update(1)])
    inbox.close()
    with closing(await open_inbox(path)) as again:
        assert ids(again) == [1]


def overwrite_pages(path: Path) -> None:
    """Leave nothing but the first page."""
    content = path.read_bytes()
    path.write_bytes(content[:4096] + b"\xab" * (len(content) - 4096))


def flip_bits(path: Path) -> None:
    """Damage bytes here and there."""
    content, chance = bytearray(path.read_bytes()), random.Random(2)
    for _ in range(60):
        content[chance.randrange(4096, len(content))] ^= 0xFF
    path.write_bytes(content)


def break_a_row(path: Path) -> None:
    """Cut the JSON of one row."""
    with closing(sqlite3.connect(path)) as db:
        db.execute("UPDATE inbox SET body = '{\"trunc' WHERE number = 3")
        db.commit()


def use_an_earlier_schema(path: Path) -> None:
    """Keep updates as the first version did."""
    path.unlink()
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE inbox (number INTEGER PRIMARY KEY, update_id, digest, body TEXT)")
        rows = [(number, number, f'{{"update_id": {number}}}') for number in range(1, 31)]
        db.executemany("INSERT INTO inbox VALUES (?, ?, '', ?)", rows)
        db.execute("UPDATE inbox SET body = NULL WHERE number = 30")
        db.commit()


def use_a_later_schema(path: Path) -> None:
    """Keep more of each update than this version knows of."""
    with closing(sqlite3.connect(path)) as db:
        db.execute("ALTER TABLE inbox ADD COLUMN chat INTEGER")
        db.execute("PRAGMA user_version = 9")


@pytest.mark.parametrize(
    ("damage", "read"),
    [
        (overwrite_pages, 0),
        (flip_bits, 10),
        (break_a_row, 29),
        (use_an_earlier_schema, 29),
        (use_a_later_schema, 30),
        (lambda path: path.write_bytes(b"this is no database" * 1000), 0),
        (lambda path: path.write_bytes(path.read_bytes()[:9000]), 10),
    ],
)
async def test_damaged_inbox_is_set_aside_and_what_can_be_read_is_answered(
    inbox: Inbox,
    path: Path,
    caplog: pytest.LogCaptureFixture,
    damage: Callable[[Path], None],
    read: int,
) -> None:
    """Damage never keeps the bot from starting; what is left is read, the rest kept a while."""
    inbox.put([update(number) for number in range(1, 31)])
    inbox.close()
    damage(path)
    with closing(await open_inbox(path)) as again:
        assert len(ids(again)) >= read
        assert ids(again) == sorted(set(ids(again)))
        again.put([update(100)])
        assert again.was_damaged
    assert 100 in ids_at(path)
    assert path.with_suffix(".broken").exists()
    assert len(caplog.messages) == 1
    assert "is damaged (" in caplog.text
    assert "it was moved to inbox.broken and begun anew with the " in caplog.text


def test_folder_in_its_place_is_moved_away(path: Path) -> None:
    """Whatever stands under the inbox's name, the bot starts."""
    path.mkdir()
    assert ids_at(path) == []


@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: path.unlink(),
        lambda path: [file.write_bytes(b"") for file in path.parent.glob("inbox.sqlite3*")],
        lambda path: path.rename(path.with_suffix(".moved")),
        lambda path: path.write_bytes(b"scribbled" * 2000),
    ],
)
def test_file_that_goes_bad_meanwhile_is_made_anew_from_memory(
    inbox: Inbox,
    path: Path,
    caplog: pytest.LogCaptureFixture,
    spoil: Callable[[Path], None],
) -> None:
    """While the bot runs, memory knows all that waits."""
    first, _ = inbox.put([update(1), update(2)])
    spoil(path)
    inbox.put([update(3)])
    inbox.done(first.number)
    inbox.tidy()
    assert not inbox.in_memory_alone
    assert "it is made anew from memory" in caplog.text
    inbox.close()
    assert ids_at(path) == [2, 3]


class Full:
    """A disk that is full for as long as ``error`` is set."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.is_full = True
        for name in ("add", "wipe", "replace", "checkpoint"):
            monkeypatch.setattr(InboxFile, name, self._failing(getattr(InboxFile, name)))

    def _failing(self, write: Callable[..., None]) -> Callable[..., None]:
        def failing(*arguments: Any) -> None:
            if self.is_full:
                error = sqlite3.OperationalError("database or disk is full")
                error.sqlite_errorcode = sqlite3.SQLITE_FULL
                raise error
            write(*arguments)

        return failing


def test_full_disk_is_said_once_and_made_up_for(
    inbox: Inbox,
    path: Path,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Questions are taken in all the same, and are written when there is room again."""
    disk = Full(monkeypatch)
    for number in range(10):
        (row,) = inbox.put([update(number)])
        inbox.done(row.number)
    inbox.put([update(10)])
    assert inbox.in_memory_alone
    assert ids(inbox) == [10]
    disk.is_full = False
    clock.now += REWRITE_SECONDS
    inbox.tidy()
    assert not inbox.in_memory_alone
    inbox.close()
    assert ids_at(path) == [10]
    assert len(caplog.messages) == 2
    assert caplog.messages[0].startswith(f"The inbox {path} cannot be written (database or disk")
    assert caplog.messages[1].endswith("can be written again; nothing that waits is missing.")


def test_what_is_lost_with_a_full_disk_is_counted(
    inbox: Inbox, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Where the bot ends while the disk is full, it says how many questions that costs."""
    Full(monkeypatch)
    inbox.put([update(1), update(2)])
    inbox.close()
    assert caplog.messages[-1] == "2 questions were kept in memory alone, and are lost."


def test_bot_starts_on_a_full_disk(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that is full at the start is no wrong setting, which a restart would not mend."""
    with closing(Inbox(path)) as inbox:
        inbox.put([update(1)])
    with monkeypatch.context() as patch:
        Full(patch)
        with closing(Inbox(path)) as inbox:
            inbox.put([update(2)])
            assert ids(inbox) == [1, 2]
            assert inbox.in_memory_alone
    assert ids_at(path) == [1]


async def test_folder_that_cannot_be_written_to_is_said(tmp_path: Path) -> None:
    """Where no file can be made, the error names the setting."""
    with pytest.raises(SettingsError, match=r"^STATE_DIR is .*, where nothing can be written: "):
        await open_inbox(tmp_path / "missing" / "inbox.sqlite3")
