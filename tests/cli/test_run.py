"""``run``: what keeps it from starting is one sentence, an exit code, and no word of the token."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import quote

import httpx
import pytest

from bot import cli
from bot.telegram import service
from bot.telegram.delivery import connection, inbox
from bot.telegram.delivery.bot_api import make_bot
from bot.telegram.delivery.inbox import Inbox

if TYPE_CHECKING:
    from pathlib import Path

SECRET = "AAbb-ccDDee_ff-startup"
TOKEN = f"123456:{SECRET}"
NOWHERE = "http://127.0.0.1:1"
CHAT_WORKS = "(`python -m bot chat` works without one)"


@pytest.fixture(autouse=True)
def _environment(
    tmp_path: Path, mill_folder: Path, monkeypatch: pytest.MonkeyPatch, log_as_before: None
) -> None:
    """Settings that work but for Telegram, at DEBUG; and the log put back afterwards."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.argv", ["bot", "run"])
    monkeypatch.setattr(service, "START_SECONDS", 0.2)
    monkeypatch.setattr(connection, "FIRST_PAUSE_SECONDS", 0.001)
    for name, value in {
        "TELEGRAM_BOT_TOKEN": TOKEN,
        "TELEGRAM_API_URL": NOWHERE,
        "KNOWLEDGE_DIR": str(mill_folder),
        "STATE_DIR": str(tmp_path / "state"),
        "LOG_LEVEL": "DEBUG",
        "ADMIN_IDS": "",
        "JOURNAL": "on",
    }.items():
        monkeypatch.setenv(name, value)


class Run:
    """Runs the command to its end in this process."""

    def __init__(self, captured: pytest.CaptureFixture[str]) -> None:
        self._captured = captured

    def __call__(self) -> tuple[int, str]:
        """Return the exit code and the last line; no output may hold the token or a traceback."""
        with pytest.raises(SystemExit) as end:
            cli.main()
        shown = self._captured.readouterr()
        assert shown.out == ""
        for hidden in (TOKEN, SECRET, quote(TOKEN, safe=""), "Traceback"):
            assert hidden not in shown.err
        assert isinstance(end.value.code, int)
        return end.value.code, shown.err.splitlines()[-1]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """What runs the command."""
    return Run(capsys)


def answer_all_with(monkeypatch: pytest.MonkeyPatch, response: httpx.Response) -> None:
    """Let Telegram answer every call like this."""
    transport = httpx.MockTransport(lambda _: response)
    monkeypatch.setattr(service, "make_bot", partial(make_bot, transport=transport))


@pytest.mark.parametrize("token", ["", "  "])
def test_no_token(run: Run, monkeypatch: pytest.MonkeyPatch, token: str) -> None:
    """Without a token it says where to get one, and what works without."""
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", token)
    code, line = run()
    assert code == 2
    assert line.startswith("TELEGRAM_BOT_TOKEN is not set: get a token from @BotFather in Telegram")
    assert line.endswith(f"put it into .env {CHAT_WORKS}.")


@pytest.mark.parametrize("token", [SECRET, f"{TOKEN}/x", f"{TOKEN} {TOKEN}", f"bot{TOKEN}", "1:é"])
def test_malformed_token(run: Run, monkeypatch: pytest.MonkeyPatch, token: str) -> None:
    """What cannot be a token is not sent anywhere."""
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", token)
    code, line = run()
    assert code == 2
    assert line.startswith("TELEGRAM_BOT_TOKEN does not look like a token (123456:ABC-DEF…); copy")


@pytest.mark.parametrize("status", [401, 404])
def test_refused_token(run: Run, monkeypatch: pytest.MonkeyPatch, status: int) -> None:
    """A token that Telegram does not know is a wrong setting."""
    body = {"ok": False, "error_code": status, "description": "Unauthorized"}
    answer_all_with(monkeypatch, httpx.Response(status, json=body))
    assert run() == (
        2,
        "Telegram refuses the token in TELEGRAM_BOT_TOKEN; copy it anew from @BotFather.",
    )


@pytest.mark.parametrize("url", [NOWHERE, "http://[", "http://a b", "https://127.0.0.1:1/x?y#z"])
def test_out_of_reach(run: Run, monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    """Telegram that cannot be reached is tried for a while, then said."""
    monkeypatch.setenv("TELEGRAM_API_URL", url)
    code, line = run()
    assert code == 1
    assert line.startswith("Telegram could not be reached within ")
    assert line.endswith("; check the network and TELEGRAM_API_URL.")


@pytest.mark.parametrize(
    "response",
    [
        httpx.Response(502, html="<html>Bad Gateway</html>"),
        httpx.Response(200, text="{"),
        httpx.Response(200, json={"ok": True, "result": True}),
        httpx.Response(429, json={"description": "slow", "parameters": {"retry_after": 60}}),
    ],
)
def test_nonsense_from_telegram(
    run: Run, monkeypatch: pytest.MonkeyPatch, response: httpx.Response
) -> None:
    """Answers that are none are tried again until the time is over."""
    answer_all_with(monkeypatch, response)
    code, line = run()
    assert code == 1
    assert line.startswith("Telegram ")


def test_telegram_does_not_let_it_start(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """What Telegram says against it is passed on."""
    body = {"ok": False, "error_code": 403, "description": f"Forbidden: {TOKEN} was deactivated"}
    answer_all_with(monkeypatch, httpx.Response(403, json=body))
    code, line = run()
    assert code == 1
    assert line.startswith("Telegram does not let the bot start (Forbidden: ")


def test_broken_knowledge(run: Run, mill_folder: Path) -> None:
    """Knowledge that cannot be used is a reason not to start."""
    (mill_folder / "mill" / "facts.yaml").write_text("facts: [", encoding="utf-8")
    code, line = run()
    assert code == 2
    assert "facts.yaml:" in line


def test_state_folder_that_cannot_be_made(run: Run, tmp_path: Path) -> None:
    """Where nothing can be kept nothing is taken in."""
    (tmp_path / "state").write_text("a file", encoding="utf-8")
    code, line = run()
    assert code == 2
    assert line.startswith("STATE_DIR is ")


def test_another_instance_on_the_same_folder(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two instances never share what they keep."""
    monkeypatch.setattr(inbox, "LOCK_SECONDS", 0.05)
    (tmp_path / "state").mkdir()
    with closing(Inbox(tmp_path / "state" / "inbox-123456.sqlite3")):
        code, line = run()
    assert code == 1
    assert line.startswith("Another instance of this bot is running with the same ")


def test_error_of_its_own_is_logged_without_the_token(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An error that nobody expected is in the log with its traceback, behind bars and cleaned."""

    def broken(*_: object) -> None:
        raise sqlite3.ProgrammingError(f"something with {TOKEN}")

    monkeypatch.setattr(service, "make_bot", broken)
    with pytest.raises(SystemExit) as end:
        cli.main()
    shown = capsys.readouterr().err
    assert end.value.code == 1
    assert "The bot ended on an error of its own." in shown
    assert "  | sqlite3.ProgrammingError: something with ***" in shown
    assert SECRET not in shown


def test_help_has_an_example(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """``run --help`` says what it needs."""
    monkeypatch.setattr("sys.argv", ["bot", "run", "--help"])
    with pytest.raises(SystemExit):
        cli.main()
    assert "TELEGRAM_BOT_TOKEN=123456:ABC-DEF python -m bot run" in capsys.readouterr().out
