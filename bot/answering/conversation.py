"""What is remembered of a conversation: in memory, until 15 minutes after its last question."""

from __future__ import annotations

import time
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

MEMORY_SECONDS = 15 * 60
MEMORY_CONVERSATIONS = 10_000


@dataclass(slots=True)
class Conversation:
    """One person's talk in one chat: the last message and the entries that it led to, by id."""

    question: str = ""
    entry_ids: tuple[str, ...] = ()

    def remember(self, question: str, entry_ids: tuple[str, ...]) -> None:
        """Keep this turn as the one that a follow-up refers to."""
        self.question, self.entry_ids = question, entry_ids


class Conversations:
    """The conversations under way, by any hashable key such as (chat, thread, person).

    At most ``MEMORY_CONVERSATIONS`` are held; the one least lately used goes first. ``clock``
    returns seconds and never goes back.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._held: OrderedDict[Hashable, tuple[float, Conversation]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._held)

    def get(self, key: Hashable) -> Conversation:
        """Return the conversation under ``key``, a new one where it is unknown or forgotten."""
        now = self._clock()
        while self._held:
            oldest, (used, _) = next(iter(self._held.items()))
            if now - used <= MEMORY_SECONDS:
                break
            del self._held[oldest]
        _, conversation = self._held.pop(key, (now, Conversation()))
        self._held[key] = (now, conversation)
        if len(self._held) > MEMORY_CONVERSATIONS:
            self._held.popitem(last=False)
        return conversation
