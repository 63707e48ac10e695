"""The log: no token in it, and no line that somebody else wrote."""

from __future__ import annotations

import logging
import sys
import warnings
from urllib.parse import quote

import pytest

from bot.logs import SafeFormatter, configure_logging, presentable
from bot.settings import Secret

TOKEN = "123456:AAbb-ccDDee_ff"
SECRET = TOKEN.partition(":")[2]


def line(message: str, *arguments: object) -> str:
    """What is written for a message."""
    record = logging.LogRecord("x", logging.INFO, "", 0, message, arguments, None)
    return SafeFormatter(TOKEN).format(record)


@pytest.mark.parametrize(
    "text",
    [
        f"POST https://api.telegram.org/bot{TOKEN}/getMe",
        f"POST https://example.org/?token={quote(TOKEN, safe='')}",
        f"The token `{TOKEN.lower()}` was rejected",
        f"only its second half, {SECRET}, is secret",
    ],
)
def test_token_is_hidden(text: str) -> None:
    """The token is hidden whole or in half, in a message and in its arguments, encoded or not."""
    for shown in (line(text), line("%s", text), line("%r", {"url": text})):
        assert "***" in shown
        assert SECRET.lower() not in shown.lower()


def test_token_is_hidden_in_tracebacks() -> None:
    """The text of an exception and its causes are cleaned as well."""
    try:
        raise ValueError(TOKEN) from KeyError(TOKEN)
    except ValueError:
        record = logging.LogRecord("x", logging.ERROR, "", 0, "oh", (), sys.exc_info())
    shown = SafeFormatter(TOKEN).format(record)
    assert "ValueError: ***" in shown
    assert SECRET not in shown


@pytest.mark.parametrize(
    "typed",
    [
        "who?\n2026-01-01 00:00:00,000 ERROR    root: all is lost",
        "who?\r\x1b[2J\x1b[31mred",
        "who?\u2028next\x85line\x00",
        "\u202edesrever",
    ],
)
def test_what_is_typed_cannot_write_lines(typed: str) -> None:
    """Line ends, terminal sequences and reversals come out as escapes, on one line."""
    shown = line("asked: %s", typed)
    assert shown.isprintable()
    assert len(shown.splitlines()) == 1


def test_what_is_typed_cannot_write_lines_through_an_error() -> None:
    """In a traceback every line stands behind a bar, so that none passes for a log line."""
    try:
        raise ValueError("no\n2026-01-01 00:00:00,000 ERROR    root: all is lost\x1b[2J")
    except ValueError:
        record = logging.LogRecord("x", logging.ERROR, "", 0, "oh", (), sys.exc_info(), sinfo="a")
    first, *others = SafeFormatter(TOKEN).format(record).splitlines()
    assert first.endswith("x: oh")
    assert all(other.startswith("  | ") and other.isprintable() for other in others)


@pytest.mark.usefixtures("log_as_before")
def test_libraries_are_quiet_unless_debugging(capsys: pytest.CaptureFixture[str]) -> None:
    """A line for each request is only written at DEBUG, and then without the token."""
    configure_logging("INFO", Secret(TOKEN))
    logging.getLogger("httpx").info("POST bot%s", TOKEN)
    assert capsys.readouterr().err == ""
    configure_logging("DEBUG", Secret(TOKEN))
    logging.getLogger("httpx").info("POST bot%s", TOKEN)
    assert capsys.readouterr().err.endswith("httpx: POST bot***\n")


@pytest.mark.usefixtures("log_as_before")
def test_warnings_and_broken_records_are_safe(capsys: pytest.CaptureFixture[str]) -> None:
    """A warning goes through the log; a record that cannot be formatted is not shown raw."""
    configure_logging("ERROR", Secret(TOKEN))
    logging.getLogger("telegram").warning("not at this level")
    logging.getLogger().error("%d", TOKEN)
    assert capsys.readouterr().err == ""
    configure_logging("INFO", Secret(TOKEN))
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(capture=True)
        warnings.warn(f"mind {TOKEN}", stacklevel=1)
    assert "mind ***" in capsys.readouterr().err


@pytest.mark.usefixtures("log_as_before")
def test_messages_are_logged_on_request_alone(capsys: pytest.CaptureFixture[str]) -> None:
    """The library writes whole updates at DEBUG; that takes a setting of its own."""
    for messages in (False, True):
        configure_logging("DEBUG", Secret(TOKEN), messages=messages)
        logging.getLogger("telegram.Bot").debug("from Ann: who?")
        assert ("from Ann" in capsys.readouterr().err) == messages


def test_other_token_is_hidden_too() -> None:
    """What looks like a token is hidden, whoever's it is."""
    other = "987654321:ZZZZZZZZZZZZZZZZZZZZ_and-more"
    assert line(f"to bot{other}/getMe").endswith("to bot***/getMe")
    assert presentable(f"facts.yaml:12:30: x\n{other}\x1b[2J") == (
        "facts.yaml:12:30: x\n***\\x1b[2J"
    )


def test_any_word_is_not_a_secret() -> None:
    """A token whose second half is too short to be real hides as a whole only."""
    record = logging.LogRecord("x", logging.INFO, "", 0, "1:a is a token", (), None)
    assert SafeFormatter("1:a").format(record).endswith("x: *** is a token")
