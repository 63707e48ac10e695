"""A bot, the Bot API that it talks to, and people who ask: what a fault is tried on."""

from __future__ import annotations

import random
import time
from dataclasses import dataclass
from itertools import cycle, groupby
from typing import TYPE_CHECKING

from tests.e2e.bot_process import BotProcess
from tests.fakes.bot_api import BotApi, Fault

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from typing import Self

TEXTS = ("When did the mill burn down?", "Was anybody hurt?", "What will the repairs cost?")
CHATS = 20
SENDING = ("sendMessage",)


@dataclass(frozen=True)
class Result:
    """What came of a number of questions; ``recovery`` is in seconds, from the fault's end."""

    fault: str
    questions: int
    unanswered: int
    twice: int
    in_order: bool
    recovery: float


class Bench:
    """An async context manager; ``settings`` are the process's, as in the environment."""

    def __init__(self, folder: Path, knowledge: Path, **settings: str) -> None:
        self.api = BotApi()
        self._folder, self._knowledge, self._settings = folder, knowledge, settings
        self._chats = cycle(range(-CHATS, 0))

    async def __aenter__(self) -> Self:
        await self.api.__aenter__()
        self.bot = BotProcess(self._folder, self._knowledge, self.api.url, **self._settings)
        await self.bot.start()
        assert await self.api.until(lambda: self.api.polls > 0), self.bot.output
        self.recovered_from = time.monotonic()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.bot.kill()
        await self.api.__aexit__()

    def ask(self, count: int) -> None:
        """Ask so many questions at once, in ``CHATS`` groups in turn."""
        for number in range(count):
            self.api.ask(next(self._chats), f"/ask {TEXTS[number % len(TEXTS)]}")

    def spoil(self, shares: Mapping[str, float], seconds: float = 1.0, polls: bool = True) -> None:
        """Let faults befall these shares of sends, and of polls as well."""
        chance = random.Random(1)
        methods = (*SENDING, "getUpdates") if polls else SENDING

        def fault(method: str, _: object) -> Fault | None:
            if method not in methods:
                return None
            drawn = chance.random()
            for kind, share in shares.items():
                drawn -= share
                if drawn < 0:
                    return Fault(kind, seconds)
            return None

        self.api.spoil = fault

    @property
    def fates_unknown(self) -> int:
        """How many answers took effect without the bot learning of it."""
        return self.api.faults["lost"] + self.api.faults["garbled"]

    async def until_answered(self, count: int) -> None:
        """Wait until so many questions have an answer."""
        assert await self.api.until(lambda: self.api.answered >= count), self.bot.output

    def fault_is_over(self) -> None:
        """Measure the time to recover from now on."""
        self.recovered_from = time.monotonic()

    async def result(self, fault: str, seconds: float = 60.0) -> Result:
        """Wait until all is answered, and a moment for what comes twice; say what came of it."""
        await self.api.until(lambda: self.api.all_answered, seconds)
        recovered = time.monotonic()
        assert " ERROR " not in self.bot.output, self.bot.output
        await self.api.until(lambda: False, 0.3)
        questions = list(self.api.questions.values())
        return Result(
            fault,
            len(questions),
            unanswered=sum(not question.answered for question in questions),
            twice=sum(len(question.answered) > 1 for question in questions),
            in_order=self._in_order(),
            recovery=recovered - self.recovered_from,
        )

    def _in_order(self) -> bool:
        """Whether first answers came in the order of the questions, within each chat."""
        answered = [each for each in self.api.questions.values() if each.answered]
        answered.sort(key=lambda each: (each.chat_id, each.answered[0]))
        for _, chat in groupby(answered, key=lambda each: each.chat_id):
            numbers = [each.message_id for each in chat]
            if numbers != sorted(numbers):
                return False
        return True
