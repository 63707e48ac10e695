"""Keeps the knowledge up to date while the bot runs: a saved file is noticed and put to use.

A thread looks at the folder twice a second, so that an editor that saves by renaming, several
files saved together and folders that come and go are all the same to it. Everything slow happens
in that thread; whoever asks sees the old knowledge, then the new one, and never half of it.
"""

from __future__ import annotations

import logging
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.answering.answerer import Answerer
from bot.errors import KnowledgeError
from bot.knowledge.loader import load

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from typing import Self

    from bot.knowledge.model import Knowledge

log = logging.getLogger(__name__)

POLL_SECONDS = 0.5
SETTLE_SECONDS = 0.15
LONGEST_SETTLING_SECONDS = 1.0

Snapshot = frozenset[tuple[str, int, int, int, int]]


@dataclass(frozen=True, slots=True)
class Change:
    """The result of a change in the folder; its text says it to a maintainer.

    ``error`` is set where the folder cannot be used and the bot keeps what it knew; ``mended``
    is set where that was so before and is over. ``facts`` and ``articles`` count what is in use.
    """

    facts: int
    articles: int
    error: KnowledgeError | None = None
    mended: bool = False

    def __str__(self) -> str:
        if self.error is not None:
            return f"The knowledge has errors; the bot goes on with what it knew.\n{self.error}"
        how = "mended and reloaded" if self.mended else "reloaded"
        articles = "1 article" if self.articles == 1 else f"{self.articles} articles"
        return f"The knowledge was {how}: {self.facts} facts of {articles}."


class LiveAnswerer:
    """Holds the answerer to use now, and replaces it when the knowledge folder changes.

    Building one raises :class:`~bot.errors.KnowledgeError` where the folder cannot be used to
    begin with. ``tell`` is called from the watching thread, once for each :class:`Change`: new
    knowledge in use, broken files (again only where the errors differ), broken files mended.
    ``build`` makes an answerer of what was loaded, :class:`Answerer` itself where it is None.
    Use it as a context manager, or call :meth:`start` and :meth:`stop`.

    What is in use first is built in the thread that builds what replaces it: each thread has its
    own memory, so that what one answerer leaves free serves the next (55 MB of 330 on the shipped
    knowledge).
    """

    _answerer: Answerer

    def __init__(
        self,
        folder: Path,
        tell: Callable[[Change], None],
        build: Callable[[Knowledge], Answerer] | None = None,
    ) -> None:
        self.folder = folder
        self.build = build or Answerer
        self._tell = tell
        self._seen = snapshot(folder)
        self._broken: str | None = None
        self._failure: BaseException | None = None
        self._reloading = threading.Lock()
        self._loaded, self._started = threading.Event(), threading.Event()
        self._stopped = threading.Event()
        threading.Thread(target=self._run, name="knowledge", daemon=True).start()
        self._loaded.wait()
        if self._failure is not None:
            raise self._failure

    @property
    def answerer(self) -> Answerer:
        """The answerer to use for the next question; take it anew for each."""
        return self._answerer

    def start(self) -> None:
        """Begin to watch the folder."""
        self._started.set()

    def stop(self) -> None:
        """Stop watching; a reload under way is left to end by itself."""
        self._stopped.set()
        self._started.set()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def reload(self) -> Change:
        """Load the folder now, changed or not, and say what came of it; ``tell`` is not called.

        It takes about a second: call it from a thread that nobody waits for.
        """
        with self._reloading:
            self._seen = snapshot(self.folder)
            return self._load()[0]

    def _run(self) -> None:
        try:
            self._answerer = self.build(load(self.folder))
        except BaseException as error:
            self._failure = error
            return
        finally:
            self._loaded.set()
        self._started.wait()
        self._watch()

    def _watch(self) -> None:
        while not self._stopped.wait(POLL_SECONDS):
            try:
                self._look()
            except Exception:
                log.exception("The knowledge could not be reloaded; the bot goes on without it.")

    def _look(self) -> None:
        if snapshot(self.folder) == self._seen:
            return
        with self._reloading:
            self._seen = settled(self.folder, self._stopped)
            change, is_news = self._load()
        if is_news:
            self._tell(change)

    def _load(self) -> tuple[Change, bool]:
        """Put the folder to use if it is sound; return what came of it and whether it is news."""
        was_broken = self._broken
        error: KnowledgeError | None = None
        changed = False
        try:
            changed = self._replace()
            self._broken = None
        except KnowledgeError as caught:
            # What was caught holds on, by its traceback and its context, to all that was read.
            error, self._broken = KnowledgeError(caught.problems), str(caught)
        knowledge = self._answerer.knowledge
        change = Change(
            facts=len(tuple(knowledge.facts)),
            articles=len(knowledge.articles),
            error=error,
            mended=error is None and was_broken is not None,
        )
        return change, changed or self._broken != was_broken

    def _replace(self) -> bool:
        knowledge = load(self.folder)
        if knowledge == self._answerer.knowledge:
            return False
        self._answerer = self.build(knowledge)
        return True


def snapshot(folder: Path) -> Snapshot:
    """Return what tells one state of a knowledge folder's files from another, without reading."""
    return frozenset(_files(folder))


def settled(folder: Path, stopped: threading.Event) -> Snapshot:
    """Wait until a save of several files is over, or ``stopped`` is set; return what is there."""
    deadline = time.monotonic() + LONGEST_SETTLING_SECONDS
    before = snapshot(folder)
    while not stopped.wait(SETTLE_SECONDS):
        now = snapshot(folder)
        if now == before or time.monotonic() > deadline:
            return now
        before = now
    return before


def _files(folder: Path) -> Iterator[tuple[str, int, int, int, int]]:
    for path in (*folder.glob("*"), *folder.glob("*/*")):
        try:
            state = path.stat()
        except OSError:
            continue
        yield str(path), state.st_size, state.st_mtime_ns, state.st_ctime_ns, state.st_ino
