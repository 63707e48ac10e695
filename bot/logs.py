"""A log that is safe to keep and to show: no token in it, and no line that a stranger wrote.

Levels alone do not keep the token out: httpx logs every address at INFO, and the library puts the
token into errors and debug lines. So every line is cleaned where it is written. At DEBUG the
library also logs each update and request whole, words and names of people included; it is heard at
that level only where ``LOG_MESSAGES`` says so.
"""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from bot.settings import TOKEN_SHAPE

if TYPE_CHECKING:
    from types import TracebackType

    from bot.settings import Secret

LINE = "%(asctime)s %(levelname)-8s %(name)s: %(message)s"
TELLING = ("telegram",)
"""Loggers that write down whole messages at DEBUG."""
CHATTY = ("httpcore", "httpx", *TELLING)
"""Loggers with a line for each request, which holds addresses and no words."""
SHORTEST_SECRET = 8
"""A token's second half that is shorter than this is no real one, and may be any word."""

# Control characters, marks that change the direction of what follows, and what cannot be seen.
_UNSAFE = (
    "\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"
)
_CONTROL_IN_LINES = re.compile(f"[{_UNSAFE}]")
_CONTROL = re.compile(f"[\n{_UNSAFE}]")


class SafeFormatter(logging.Formatter):
    """Hides a token wherever it stands, and escapes what could start a line or hide one.

    Messages come out as one line each. The lines of a traceback are kept, each behind a bar, so
    that none can be taken for a log line of its own.
    """

    def __init__(self, token: str) -> None:
        super().__init__(LINE)
        self._secret = _secret(token)

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as text, cleaned."""
        return self._secret.sub("***", super().format(record))

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802
        """Return the line itself, with the control characters in its message escaped."""
        record.message = _CONTROL.sub(_escaped, record.message)
        return super().formatMessage(record)

    def formatException(  # noqa: N802
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, ...],
    ) -> str:
        """Return the traceback, each line behind a bar."""
        return _barred(super().formatException(ei))  # type: ignore[arg-type]

    def formatStack(self, stack_info: str) -> str:  # noqa: N802
        """Return the stack, each line behind a bar."""
        return _barred(super().formatStack(stack_info))


def configure_logging(level: str, token: Secret, *, messages: bool = False) -> None:
    """Send the whole process's log, warnings included, to standard error, cleaned.

    The libraries that log each request are only heard from WARNING on, unless ``level`` is DEBUG,
    so that the log does not grow while nothing happens; those that log messages, only where
    ``messages`` is true as well.
    """
    handler = logging.StreamHandler()
    handler.setFormatter(SafeFormatter(token.reveal()))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    logging.captureWarnings(capture=True)
    # A record that cannot be formatted would else be printed raw, arguments and all.
    logging.raiseExceptions = False
    log_level: int = logging.getLevelNamesMapping()[level]
    quiet = log_level if level == "DEBUG" else max(logging.WARNING, log_level)
    for name in CHATTY:
        tells = name in TELLING and not messages
        logging.getLogger(name).setLevel(max(logging.WARNING, log_level) if tells else quiet)


def presentable(text: str, token: str = "") -> str:
    """Return a text of one or more lines that is fit to be shown, without any token."""
    return _secret(token).sub("***", _CONTROL_IN_LINES.sub(_escaped, text))


def _secret(token: str) -> re.Pattern[str]:
    """Return a pattern for this token, its second half, and whatever else looks like a token."""
    half = token.partition(":")[2]
    forms = {token, quote(token, safe="")}
    if len(half) >= SHORTEST_SECRET:
        forms |= {half, quote(half, safe="")}
    longest_first = sorted(filter(None, forms), key=len, reverse=True)
    return re.compile(
        "|".join([*map(re.escape, longest_first), TOKEN_SHAPE.pattern]), re.IGNORECASE
    )


def _barred(text: str) -> str:
    lines = _CONTROL_IN_LINES.sub(_escaped, text).split("\n")
    return "\n".join(f"  | {line}" for line in lines)


def _escaped(match: re.Match[str]) -> str:
    return match[0].encode("unicode_escape").decode("ascii")
