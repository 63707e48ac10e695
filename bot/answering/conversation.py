"""Remembers conversations: in memory, until 15 minutes after the last question."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from cachetools import TTLCache

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

MEMORY_SECONDS = 15 * 60
MEMORY_CONVERSATIONS = 10_000

LONGEST_REMEMBERED = 500
"""Characters of a question that are remembered."""

MOST_SHOWN = 30
"""Entries that a conversation remembers having shown."""


class Snapshot(NamedTuple):
    """A state of a conversation to go back to: when a question is edited, say."""

    question: str
    entry_ids: tuple[str, ...]
    offered: tuple[str, ...]
    shown: tuple[str, ...]
    opening: str


@dataclass(slots=True)
class Conversation:
    """One person's talk in one chat.

    ``question`` is what was asked last and ``entry_ids`` what it led to; ``offered`` are the facts
    that the last reply offered to choose from, and ``shown`` those given before, by id.
    ``opening`` is the last question that leaned on nothing: what "who else?" goes back to.
    """

    question: str = ""
    entry_ids: tuple[str, ...] = ()
    offered: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    opening: str = ""

    def remember(
        self,
        question: str,
        entry_ids: tuple[str, ...],
        offered: tuple[str, ...] = (),
        *,
        opens: bool = True,
    ) -> None:
        """Keep this turn as the one that a follow-up refers to.

        ``opens`` tells that the question leaned on nothing that was said before.
        """
        if opens:
            self.opening = question[:LONGEST_REMEMBERED]
        self.question, self.entry_ids = question[:LONGEST_REMEMBERED], entry_ids
        self.offered = offered
        if not offered:
            self.shown = tuple(dict.fromkeys((*self.shown, *entry_ids)))[-MOST_SHOWN:]

    def snapshot(self) -> Snapshot:
        """Return the state of the conversation, for :meth:`restore`."""
        return Snapshot(self.question, self.entry_ids, self.offered, self.shown, self.opening)

    def restore(self, snapshot: Snapshot) -> None:
        """Go back to an earlier state."""
        self.question, self.entry_ids, self.offered, self.shown, self.opening = snapshot


class Conversations:
    """The conversations under way, by any hashable key such as (chat, thread, person).

    At most ``MEMORY_CONVERSATIONS`` are held; the one least lately used goes first. ``clock``
    returns seconds and never goes back.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._held: TTLCache[Hashable, Conversation] = TTLCache(
            MEMORY_CONVERSATIONS, MEMORY_SECONDS, clock
        )

    def __len__(self) -> int:
        return len(self._held)

    def get(self, key: Hashable) -> Conversation:
        """Return the conversation under ``key``, a new one where it is unknown or forgotten."""
        conversation = self._held.get(key) or Conversation()
        # Put anew, since its time counts from its last question.
        self._held[key] = conversation
        return conversation
