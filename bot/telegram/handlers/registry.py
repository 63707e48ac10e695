"""Joins every handler to the application, in the order in which they are tried."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.telegram.handlers import admin, commands, topics
from bot.telegram.handlers import buttons as choosing
from bot.telegram.handlers import inline as elsewhere
from bot.telegram.handlers import questions as asking
from bot.telegram.handlers import votes as feedback

if TYPE_CHECKING:
    from telegram.ext import Application

    from bot.telegram.context import Desk


def register(application: Application[Any, Any, Any, Any, Any, Any], desk: Desk) -> None:
    """Add the handlers of all that people can send, which answer from ``desk``."""
    application.add_handlers(
        [
            *asking.handlers(desk),
            *choosing.handlers(desk),
            *feedback.handlers(desk),
            *topics.handlers(desk),
            *commands.handlers(desk),
            *elsewhere.handlers(desk),
            *admin.handlers(desk),
            *commands.last_handlers(desk),
        ]
    )
