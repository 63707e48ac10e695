"""A module for each thing people do; :func:`register` joins all of it to the application."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.telegram.handlers import (
    admin,
    buttons,
    commands,
    in_context,
    inline,
    questions,
    rate_limits,
    teaching,
    topics,
    votes,
)

if TYPE_CHECKING:
    from telegram.ext import Application

BEFORE_ALL = -1


def register(application: Application[Any, Any, Any, Any, Any, Any]) -> None:
    """Add the handlers of all that people can send, in the order in which they are tried."""
    application.add_handlers(rate_limits.handlers(), BEFORE_ALL)
    application.add_handlers(
        [
            *teaching.handlers(application.bot_data.settings.admin_ids),
            *questions.handlers(),
            *buttons.handlers(),
            *in_context.handlers(),
            *votes.handlers(),
            *topics.handlers(),
            *commands.handlers(),
            *inline.handlers(),
            *admin.handlers(application.bot_data.settings.admin_ids),
            *commands.last_handlers(),
        ]
    )
