"""The bot as a process: with pipes, and with a terminal of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from select import select
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Self

ROOT = Path(__file__).parents[2]
COMMAND = (sys.executable, "-m", "bot")
PATIENCE_SECONDS = 15.0


def environment(state: Path, **more: str) -> dict[str, str]:
    """This process's environment with a state folder of the test's own and no token."""
    env = {**os.environ, "PYTHONPATH": str(ROOT), "STATE_DIR": str(state), **more}
    env.pop("TELEGRAM_BOT_TOKEN", None)
    return env


def run(
    state: Path, *arguments: str, stdin: bytes = b"", **more: str
) -> subprocess.CompletedProcess[bytes]:
    """Run a command to its end with this input."""
    return subprocess.run(
        [*COMMAND, *arguments],
        input=stdin,
        capture_output=True,
        env=environment(state, **more),
        cwd=state,
        timeout=PATIENCE_SECONDS,
        check=False,
    )


class Terminal:
    """A command with a terminal of 60 columns; what it shows is gathered in ``seen``."""

    def __init__(self, state: Path, *arguments: str) -> None:
        self._screen, end = os.openpty()
        self._process = subprocess.Popen(
            [*COMMAND, *arguments],
            stdin=end,
            stdout=end,
            stderr=end,
            env=environment(state, COLUMNS="60", TERM="xterm"),
            cwd=state,
            start_new_session=True,
            preexec_fn=_own_terminal,
        )
        os.close(end)
        self.seen = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._screen)

    def type(self, text: str) -> None:
        """Press these keys; Ctrl-C is ``\\x03``, Ctrl-D is ``\\x04``."""
        os.write(self._screen, text.encode())

    def wait_for(self, text: str) -> str:
        """Wait until this text is shown, and return all that came since the last wait."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        start = len(self.seen)
        while text not in self.seen[start:]:
            left = deadline - time.monotonic()
            assert left > 0, f"{text!r} did not come; this did: {self.seen[start:]!r}"
            if select([self._screen], [], [], left)[0]:
                self.seen += os.read(self._screen, 65536).decode(errors="replace")
        return self.seen[start:]

    def end_by(self, key: str) -> int:
        """Press a key, again each half second, until it ends; return the exit code.

        The line editor may still be busy with the key before, and then sees an interrupt only
        with the next one.
        """
        for _ in range(int(2 * PATIENCE_SECONDS)):
            with suppress(OSError):
                self.type(key)
            with suppress(subprocess.TimeoutExpired):
                return self._process.wait(0.5)
        raise AssertionError(f"{key!r} does not end it; it showed {self.seen!r}")

    def end(self) -> int:
        """Wait for the end and return the exit code."""
        return self._process.wait(PATIENCE_SECONDS)


def _own_terminal() -> None:
    """Make the terminal the process's own, so that Ctrl-C reaches it.

    Tests that run in the background of a shell inherit that Ctrl-C is ignored.
    """
    import fcntl
    import termios

    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    signal.signal(signal.SIGINT, signal.default_int_handler)
