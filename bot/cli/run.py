"""``run``: the Telegram bot."""

from __future__ import annotations

import asyncio
import logging
import re
import sys
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING

import click

from bot.cli.common import knowledge_folder, knowledge_option
from bot.errors import BotError, DeliveryError, SettingsError
from bot.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

log = logging.getLogger(__name__)

_TOKEN = re.compile(r"[0-9]+:[A-Za-z0-9_-]+")


@click.command
@knowledge_option
def command(knowledge_dir: Path | None) -> None:
    """Answer in Telegram, by long polling, until Ctrl-C or SIGTERM.

    TELEGRAM_BOT_TOKEN must hold the bot's token, in the environment or in .env.

    \b
    Example:
      TELEGRAM_BOT_TOKEN=123456:ABC-DEF python -m bot run
    """
    settings = Settings.load()
    token = settings.telegram_bot_token.reveal()
    _check_token(token)
    try:
        asyncio.run(_run(settings, knowledge_folder(knowledge_dir, settings)))
    except DeliveryError as error:
        from bot.logs import presentable

        click.echo(presentable(str(error), token).replace("\n", " "), err=True)
        sys.exit(1)
    except BotError:
        raise
    except Exception:  # the log hides the token; a plain traceback would not
        log.critical("The bot ended on an error of its own.", exc_info=True)
        sys.exit(1)


async def _run(settings: Settings, folder: Path) -> None:
    from bot.answering.answerer import Answerer
    from bot.answering.conversation import Conversations
    from bot.journal import Journal
    from bot.logs import configure_logging
    from bot.reloader import LiveAnswerer
    from bot.telegram.context import BotData
    from bot.telegram.notifier import Notifier
    from bot.telegram.service import serve

    configure_logging(
        settings.log_level, settings.telegram_bot_token, messages=settings.log_messages
    )
    notifier = Notifier(asyncio.get_running_loop())
    # A service may have no folder of its own for caches, but STATE_DIR it has.
    build = partial(Answerer, cache_folder=settings.state_dir)
    live_answerer = LiveAnswerer(folder, notifier.tell, build)
    with closing(Journal.of(settings)) as journal, live_answerer as live:
        await serve(BotData(live, Conversations(), journal, settings), notifier)


def _check_token(token: str) -> None:
    if not token:
        raise SettingsError(
            "TELEGRAM_BOT_TOKEN",
            "TELEGRAM_BOT_TOKEN is not set: get a token from @BotFather in Telegram and put it"
            " into .env (`python -m bot chat` works without one).",
        )
    if not _TOKEN.fullmatch(token):
        raise SettingsError(
            "TELEGRAM_BOT_TOKEN",
            "TELEGRAM_BOT_TOKEN does not look like a token (123456:ABC-DEF…); copy it anew from"
            " @BotFather.",
        )
