"""Joins every handler to the application, in the order in which they are tried."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.messenger import admin, asking, choosing, commands, elsewhere, feedback, topics

if TYPE_CHECKING:
    from telegram.ext import Application

    from bot.messenger.desk import Desk


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
