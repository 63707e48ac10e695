"""A running bot notices what is saved, and answers all the while."""

from __future__ import annotations

import asyncio
import gc
import logging
import queue
import shutil
import threading
import time
import weakref
from typing import TYPE_CHECKING

import pytest

from bot import reloader as live_module
from bot.errors import KnowledgeError
from bot.reloader import Change, LiveAnswerer
from tests.fakes.answerer import LiteralAnswerer
from tests.mill import ARTICLE, FACTS, write_mill

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NOTICED_SECONDS = 2.0
POLL_SECONDS = 0.05
QUIET_SECONDS = 0.6
LATE_SECONDS = 0.05
ATTEMPTS = 5

CHANGED = FACTS.replace("two million crowns.", "2,000,000 crowns.")
BROKEN = FACTS.replace("quotes:", "qoutes:", 1)
BREWERY = (
    FACTS.replace("mill-", "brewery-")
    .replace("the mill", "the brewery")
    .replace("title: Old mill", "title: Old brewery")
)


class Watched:
    """A live answerer with the changes that it told of, in order."""

    def __init__(self, folder: Path) -> None:
        self.told: queue.Queue[Change] = queue.Queue()
        self.live = LiveAnswerer(folder, self.told.put)

    def change(self) -> Change:
        """The next change, which must come within two seconds."""
        return self.told.get(timeout=NOTICED_SECONDS)

    def is_quiet(self) -> bool:
        """Say whether nothing is told for longer than noticing takes."""
        try:
            self.told.get(timeout=QUIET_SECONDS)
        except queue.Empty:
            return True
        return False

    def answer(self, fact_id: str) -> str:
        """What the knowledge in use says."""
        return self.live.answerer.knowledge.entry(fact_id).answer


@pytest.fixture
def watched(mill_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Watched]:
    """A watch on the mill that looks more often than usual, to have the tests done sooner."""
    monkeypatch.setattr(live_module, "POLL_SECONDS", POLL_SECONDS)
    watched = Watched(mill_folder)
    with watched.live:
        yield watched


@pytest.fixture
def facts(mill_folder: Path) -> Path:
    return mill_folder / "mill" / "facts.yaml"


def test_saved_file_is_put_to_use(mill_folder: Path, facts: Path) -> None:
    """A file written in place is noticed within two seconds."""
    watched = Watched(mill_folder)
    with watched.live:
        facts.write_text(CHANGED)

        assert str(watched.change()) == "The knowledge was reloaded: 3 facts of 1 article."
        assert watched.answer("mill-cost") == "The council reckons with 2,000,000 crowns."


def test_save_by_rename_is_put_to_use(watched: Watched, facts: Path) -> None:
    """Editors that write another file and rename it over the old one are noticed alike."""
    swap = facts.with_name(".facts.yaml.swp")
    swap.write_text(CHANGED)
    swap.replace(facts)

    watched.change()
    assert watched.answer("mill-cost") == "The council reckons with 2,000,000 crowns."


def test_files_saved_together_are_one_change(watched: Watched, facts: Path) -> None:
    """An article and the facts that need it, saved one after the other, are never seen halfway."""
    (facts.parent / "article.txt").write_text(ARTICLE.replace("two million", "three million"))
    facts.write_text(FACTS.replace("two million", "three million"))

    assert watched.change().error is None
    assert watched.is_quiet()


def test_folder_added_and_removed(watched: Watched, mill_folder: Path) -> None:
    """An article's folder that comes or goes is noticed."""
    shutil.copytree(mill_folder / "mill", mill_folder.parent / "brewery")
    (mill_folder.parent / "brewery" / "facts.yaml").write_text(BREWERY)
    (mill_folder.parent / "brewery").rename(mill_folder / "brewery")
    assert str(watched.change()) == "The knowledge was reloaded: 6 facts of 2 articles."

    shutil.rmtree(mill_folder / "brewery")
    assert watched.change().articles == 1


def test_broken_file_is_told_once_and_changes_nothing(watched: Watched, facts: Path) -> None:
    """The old knowledge stays, the error comes with its place, and mending is told too."""
    facts.write_text(BROKEN)
    change = watched.change()
    assert isinstance(change.error, KnowledgeError)
    assert str(change).startswith("The knowledge has errors; the bot goes on with what it knew.\n")
    assert f"\n{facts}:14:5: unknown key 'qoutes'" in str(change)
    assert watched.answer("mill-when").startswith("It burned down")

    facts.write_text(BROKEN + "\n# saved again")
    assert watched.is_quiet(), "the same errors are told once"

    facts.write_text(FACTS)
    assert str(watched.change()) == "The knowledge was mended and reloaded: 3 facts of 1 article."


def test_other_errors_are_told_again(watched: Watched, facts: Path) -> None:
    """A maintainer who mends one error and makes another hears of the new one."""
    facts.write_text(BROKEN)
    first = watched.change()
    facts.write_text(BROKEN.replace("topic:", "tpoic:", 1))

    assert str(watched.change().error) != str(first.error)


def test_folder_gone_and_back(watched: Watched, mill_folder: Path) -> None:
    """A folder that vanishes is an error like others, and its return mends it."""
    away = mill_folder.rename(mill_folder.with_name("away"))
    assert watched.change().error is not None
    assert watched.answer("mill-when").startswith("It burned down")

    away.rename(mill_folder)
    assert watched.change().mended


def test_saving_the_same_is_no_news(watched: Watched, facts: Path) -> None:
    """A save that changes nothing that is known leaves the answerer as it is, silently."""
    before = watched.live.answerer
    facts.write_text("# a comment\n" + FACTS)

    assert watched.is_quiet()
    assert watched.live.answerer is before


def test_unforeseen_fault_does_not_end_the_watch(
    watched: Watched, facts: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A defect while loading is logged, and the next save is noticed again."""
    logged = threading.Event()

    def defect(folder: Path) -> None:
        raise ZeroDivisionError

    class Told(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            logged.set()

    told = Told()
    live_module.log.addHandler(told)
    with caplog.at_level(logging.ERROR), monkeypatch.context() as patched:
        patched.setattr(live_module, "load", defect)
        facts.write_text(FACTS + "\n")
        assert logged.wait(NOTICED_SECONDS)
    live_module.log.removeHandler(told)
    facts.write_text(CHANGED)

    watched.change()
    assert caplog.messages == ["The knowledge could not be reloaded; the bot goes on without it."]


def test_reload_on_request(mill_folder: Path, facts: Path) -> None:
    """Without waiting for the watch, the folder is loaded, and errors are handed back."""
    watched = Watched(mill_folder)
    facts.write_text(CHANGED)
    assert watched.live.reload().error is None
    assert watched.answer("mill-cost") == "The council reckons with 2,000,000 crowns."

    facts.write_text(BROKEN)
    assert watched.live.reload().error is not None
    assert watched.told.empty()


def test_old_knowledge_is_given_back(watched: Watched, facts: Path) -> None:
    """What was replaced goes at once, without a collection of garbage that would stop everybody."""
    old = weakref.ref(watched.live.answerer)
    gc.disable()
    try:
        facts.write_text(CHANGED)
        watched.change()
        assert old() is None
    finally:
        gc.enable()


def test_broken_folder_cannot_be_begun_with(mill_folder: Path, facts: Path) -> None:
    """There is no old knowledge to keep at the start."""
    facts.write_text(BROKEN)

    with pytest.raises(KnowledgeError):
        LiveAnswerer(mill_folder, print)


def test_no_question_fails_or_waits_during_a_reload(watched: Watched, facts: Path) -> None:
    """Questions asked all through a reload are answered, none more than 50 ms late.

    Another program on the machine can hold one up as well, so one quiet reload of a few will do.
    """
    latest = (asyncio.run(_ask_through_a_reload(watched, facts, n)) for n in range(ATTEMPTS))

    assert any(seconds < LATE_SECONDS for seconds in latest)


async def _ask_through_a_reload(watched: Watched, facts: Path, number: int) -> float:
    """Return by how much the slowest answer came later than its question was due, in seconds."""
    write_mill(facts.parent.parent, FACTS.replace("two million crowns.", f"{number} crowns."))
    latest = 0.0
    deadline = time.monotonic() + NOTICED_SECONDS
    while watched.told.empty() and time.monotonic() < deadline:
        due = time.perf_counter() + 0.002
        await asyncio.sleep(0.002)
        reply = watched.live.answerer.reply("When did the mill burn down?")
        latest = max(latest, time.perf_counter() - due)
        assert reply.answers[0].entry.id == "mill-when"
    watched.told.get_nowait()
    assert watched.answer("mill-cost") == f"The council reckons with {number} crowns."
    return latest


def test_many_broken_saves_leak_nothing(
    mill_folder: Path, facts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a broken or a mended save leaves behind is gone with the next one."""
    monkeypatch.setattr(live_module, "Answerer", LiteralAnswerer)
    live = LiveAnswerer(mill_folder, print)

    def save(times: int) -> int:
        for number in range(times):
            facts.write_text(
                BROKEN if number % 2 else FACTS.replace("two million crowns.", f"{number} crowns.")
            )
            live.reload()
        gc.collect()
        return len(gc.get_objects())

    before = save(50)
    assert save(500) - before < 50
