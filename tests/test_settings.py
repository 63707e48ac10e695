"""Settings: read from the environment, refused in one sentence, and never a token shown."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest

from bot.errors import SettingsError
from bot.settings import NAMES, Secret, Settings

SECRET = "AAbb-ccDDee_ff-0123456789abcdefghij"
TOKEN = f"123456789:{SECRET}"


def test_defaults() -> None:
    """Without any setting, all but the token is there."""
    assert Settings.from_mapping({}) == Settings()


def test_all_are_read() -> None:
    """Each setting has its place, white space around it counts for nothing."""
    settings = Settings.from_mapping(
        {
            "TELEGRAM_BOT_TOKEN": f" {TOKEN} ",
            "TELEGRAM_API_URL": "http://127.0.0.1:8081/",
            "KNOWLEDGE_DIR": "k",
            "ADMIN_IDS": "7, 8,",
            "STATE_DIR": "s",
            "JOURNAL": "Off",
            "LOG_LEVEL": "debug",
            "LOG_MESSAGES": "on",
            "QUESTIONS_PER_MINUTE": "5",
        }
    )
    assert settings == Settings(
        telegram_bot_token=Secret(TOKEN),
        telegram_api_url="http://127.0.0.1:8081",
        knowledge_dir=Path("k"),
        admin_ids=frozenset({7, 8}),
        state_dir=Path("s"),
        journal=False,
        log_level="DEBUG",
        questions_per_minute=5,
        log_messages=True,
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TELEGRAM_API_URL", "api.telegram.org"),
        ("ADMIN_IDS", "@ann"),
        ("ADMIN_IDS", "-5"),
        ("JOURNAL", "yes"),
        ("LOG_LEVEL", "LOUD"),
        ("LOG_MESSAGES", "1"),
        ("QUESTIONS_PER_MINUTE", "0"),
        ("QUESTIONS_PER_MINUTE", "٣"),
    ],
)
def test_value_that_cannot_be_used(name: str, value: str) -> None:
    """The error is about the setting, and names it first."""
    with pytest.raises(SettingsError, match=f"^{name} ") as caught:
        Settings.from_mapping({name: value})
    assert caught.value.name == name


@pytest.mark.parametrize("name", [name for name in NAMES if name != "TELEGRAM_BOT_TOKEN"])
@pytest.mark.parametrize("value", [TOKEN, f"https://x.org/bot{TOKEN}", quote(TOKEN, safe="")])
def test_token_in_the_wrong_setting_is_refused_and_not_shown(name: str, value: str) -> None:
    """Whatever setting a token was put into, no error repeats it."""
    with pytest.raises(
        SettingsError, match=f"^{name} holds what looks like a bot's token"
    ) as caught:
        Settings.from_mapping({name: value})
    assert SECRET not in str(caught.value)


@pytest.mark.parametrize("name", ["TELEGRAM_API_URL", "ADMIN_IDS", "JOURNAL", "LOG_LEVEL"])
def test_half_a_token_is_not_shown(name: str) -> None:
    """Values that are long are not repeated, for any may be a secret."""
    with pytest.raises(SettingsError) as caught:
        Settings.from_mapping({name: SECRET})
    assert SECRET not in str(caught.value)


def test_secret_is_not_shown() -> None:
    """The settings can be printed."""
    assert SECRET not in f"{Settings(telegram_bot_token=Secret(TOKEN))!r} {Secret(TOKEN)}"


def test_environment_goes_before_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """``.env`` counts where the environment does not set a thing."""
    monkeypatch.chdir(tmp_path)
    Path(".env").write_text("JOURNAL=off\nLOG_LEVEL=ERROR\n", encoding="utf-8")
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LOG_LEVEL", "DEBUG")
    assert Settings.load() == Settings(journal=False, log_level="DEBUG")


def test_file_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is no text under the name ``.env`` is said."""
    monkeypatch.chdir(tmp_path)
    Path(".env").write_bytes(b"\xff\xfe")
    with pytest.raises(SettingsError, match=r"^\.env cannot be read"):
        Settings.load()
