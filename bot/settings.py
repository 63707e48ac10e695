"""The settings, built from an environment mapping that a test can pass in."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bot.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Mapping

TELEGRAM_API_URL = "https://api.telegram.org"
NAMES = (
    "TELEGRAM_BOT_TOKEN",
    "TELEGRAM_API_URL",
    "KNOWLEDGE_DIR",
    "ADMIN_IDS",
    "STATE_DIR",
    "JOURNAL",
    "LOG_LEVEL",
    "LOG_MESSAGES",
    "QUESTIONS_PER_MINUTE",
)
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
QUESTIONS_PER_MINUTE = 20
TOKEN_SHAPE = re.compile(r"(?<![0-9])[0-9]{5,}(?::|%3A)[A-Za-z0-9_-]{10,}")
"""A bot's token, wherever it stands; Telegram's have 8-10 digits and 35 characters."""
LONGEST_ECHO = 30
"""Characters of a value that an error repeats; more may be something that is nobody's business."""


@dataclass(frozen=True, slots=True)
class Secret:
    """A value that must not be shown: printing it, formatting it or its ``repr`` gives stars."""

    _value: str

    def reveal(self) -> str:
        """Return the value itself, for the one place that needs it."""
        return self._value

    def __bool__(self) -> bool:
        return bool(self._value)

    def __repr__(self) -> str:
        return "Secret(***)"

    __str__ = __repr__


@dataclass(frozen=True, slots=True)
class Settings:
    """All that can be set from outside; ``.env.example`` says in words what each does."""

    telegram_bot_token: Secret = Secret("")
    telegram_api_url: str = TELEGRAM_API_URL
    knowledge_dir: Path = Path("knowledge")
    admin_ids: frozenset[int] = frozenset()
    state_dir: Path = Path("var")
    journal: bool = True
    log_level: str = "INFO"
    questions_per_minute: int = QUESTIONS_PER_MINUTE
    log_messages: bool = False

    @classmethod
    def from_mapping(cls, env: Mapping[str, str]) -> Settings:
        """Build the settings from names as in ``.env.example``; unknown names are passed over.

        Raises :class:`~bot.errors.SettingsError` for the first value that cannot be used.
        """
        _refuse_misplaced_tokens(env)
        return cls(
            telegram_bot_token=Secret(env.get("TELEGRAM_BOT_TOKEN", "").strip()),
            telegram_api_url=_url(env.get("TELEGRAM_API_URL", "")),
            knowledge_dir=Path(env.get("KNOWLEDGE_DIR") or "knowledge"),
            admin_ids=_ids(env.get("ADMIN_IDS", "")),
            state_dir=Path(env.get("STATE_DIR") or "var"),
            journal=_switch("JOURNAL", env.get("JOURNAL", ""), default="on"),
            log_level=_level(env.get("LOG_LEVEL", "")),
            questions_per_minute=_count(env.get("QUESTIONS_PER_MINUTE", "")),
            log_messages=_switch("LOG_MESSAGES", env.get("LOG_MESSAGES", ""), default="off"),
        )

    @classmethod
    def load(cls) -> Settings:
        """Build the settings from the environment and, below it, ``.env`` in the current folder."""
        if not os.path.lexists(".env"):
            return cls.from_mapping(os.environ)
        from dotenv import dotenv_values

        try:
            stored = dotenv_values(Path(".env"), interpolate=False)
        except (OSError, UnicodeDecodeError) as error:
            raise SettingsError(".env", f".env cannot be read: {error}.") from error
        below = {name: value for name, value in stored.items() if value is not None}
        return cls.from_mapping({**below, **os.environ})


def _refuse_misplaced_tokens(env: Mapping[str, str]) -> None:
    for name in NAMES:
        if name != "TELEGRAM_BOT_TOKEN" and TOKEN_SHAPE.search(env.get(name, "")):
            raise SettingsError(
                name,
                f"{name} holds what looks like a bot's token; that belongs into TELEGRAM_BOT_TOKEN"
                " alone.",
            )


def _echo(value: str) -> str:
    return repr(value) if len(value) <= LONGEST_ECHO else "something long"


def _url(value: str) -> str:
    url = value.strip().rstrip("/") or TELEGRAM_API_URL
    if not url.startswith(("http://", "https://")):
        raise SettingsError(
            "TELEGRAM_API_URL",
            "TELEGRAM_API_URL must begin with http:// or https://.",
        )
    return url


def _ids(value: str) -> frozenset[int]:
    parts = [part.strip() for part in value.split(",") if part.strip()]
    if bad := next((part for part in parts if not (part.isascii() and part.isdigit())), None):
        raise SettingsError(
            "ADMIN_IDS",
            f"ADMIN_IDS holds {_echo(bad)}, but must be Telegram user ids with commas between.",
        )
    return frozenset(map(int, parts))


def _switch(name: str, value: str, default: str) -> bool:
    word = value.strip().lower() or default
    if word not in ("on", "off"):
        raise SettingsError(name, f"{name} is {_echo(value)}, but must be on or off.")
    return word == "on"


def _level(value: str) -> str:
    level = value.strip().upper() or "INFO"
    if level not in LOG_LEVELS:
        raise SettingsError(
            "LOG_LEVEL", f"LOG_LEVEL is {_echo(value)}, but must be one of {', '.join(LOG_LEVELS)}."
        )
    return level


def _count(value: str) -> int:
    text = value.strip() or str(QUESTIONS_PER_MINUTE)
    if not (text.isascii() and text.isdigit() and int(text) > 0):
        raise SettingsError(
            "QUESTIONS_PER_MINUTE",
            f"QUESTIONS_PER_MINUTE is {_echo(value)}, but must be a whole number above 0.",
        )
    return int(text)
