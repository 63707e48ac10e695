"""The bot as a process of its own, to be killed and started again."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tests.fakes.telegram import TOKEN

if TYPE_CHECKING:
    from typing import Self

ROOT = Path(__file__).parents[2]
COMMAND = (sys.executable, "-m", "bot", "run")
RUN = "import sys; sys.argv[1:] = ['run']; from bot.cli import main; main()"


class BotProcess:
    """``python -m bot run`` with settings of the test's own.

    It keeps its state in ``folder``, and its output is in ``log`` there. Leaving the context
    kills what still runs.
    """

    def __init__(self, folder: Path, knowledge: Path, url: str, **settings: str) -> None:
        self.log = folder / "output.txt"
        self._folder = folder
        self._command: tuple[str, ...] = COMMAND
        self._env = {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "TELEGRAM_BOT_TOKEN": TOKEN,
            "TELEGRAM_API_URL": url,
            "KNOWLEDGE_DIR": str(knowledge),
            "STATE_DIR": str(folder / "state"),
            "QUESTIONS_PER_MINUTE": "100000",
            "LOG_LEVEL": "INFO",
            **settings,
        }
        self._process: asyncio.subprocess.Process | None = None

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.kill()

    @property
    def output(self) -> str:
        """All that was printed and logged, over all starts."""
        return self.log.read_text(encoding="utf-8")

    def sabotage(self, code: str) -> None:
        """Let the process run this Python first, from its next start on."""
        self._command = (sys.executable, "-c", f"{code}\n{RUN}")

    @property
    def memory(self) -> int:
        """The bytes that it holds in memory now (Linux)."""
        assert self._process is not None
        status = Path(f"/proc/{self._process.pid}/statm").read_text(encoding="ascii")
        return int(status.split()[1]) * os.sysconf("SC_PAGE_SIZE")

    async def start(self) -> None:
        """Start it, again if need be."""
        with self.log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                *self._command, cwd=self._folder, env=self._env, stdout=log, stderr=log
            )

    async def kill(self) -> None:
        """End it as the kernel does, without a chance to tidy up."""
        await self.stop(signal.SIGKILL)

    async def stop(self, by: signal.Signals = signal.SIGTERM) -> int:
        """Send a signal and return the exit code."""
        assert self._process is not None
        if self._process.returncode is None:
            self._process.send_signal(by)
        return await self._process.wait()

    async def ended(self, seconds: float) -> int:
        """Wait for it to end by itself and return the exit code."""
        assert self._process is not None
        return await asyncio.wait_for(self._process.wait(), seconds)
