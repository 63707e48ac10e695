"""Runs the Telegram bot, from its first request until it is told to stop."""

from __future__ import annotations

import asyncio
import logging
import signal
from contextlib import asynccontextmanager, closing, suppress
from typing import TYPE_CHECKING

import httpx
from telegram.error import InvalidToken

from bot.errors import DeliveryError, SettingsError
from bot.private_files import make_private_folder, remove_old_aside
from bot.telegram import app as application
from bot.telegram.delivery.bot_api import make_bot
from bot.telegram.delivery.concurrency import Slots
from bot.telegram.delivery.connection import Connection, brief
from bot.telegram.delivery.crash_marker import CrashMarker
from bot.telegram.delivery.heartbeat import FILE_NAME, Heartbeat
from bot.telegram.delivery.inbox import Inbox, open_inbox
from bot.telegram.delivery.polling import Poller, refused_token
from bot.telegram.delivery.processing import Delivery
from bot.telegram.delivery.retries import Sender
from bot.telegram.profile import update_profile

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from telegram import Bot

    from bot.telegram.app import BotApplication
    from bot.telegram.context import BotData
    from bot.telegram.notifier import Notifier

log = logging.getLogger(__name__)

START_SECONDS = 15.0
FINISH_SECONDS = 5.0
"""A stop waits so long for answers under way; with the rest it takes less than ten seconds."""
CLOSE_SECONDS = 1.0
HOUSEKEEPING_SECONDS = 3600.0
STOP_SIGNALS = (signal.SIGTERM, signal.SIGINT)


async def serve(bot_data: BotData, notifier: Notifier) -> None:
    """Run the bot until SIGTERM or Ctrl-C; what was taken in by then is answered first.

    A second signal does not wait for that: the next start answers what is left. Raises
    :class:`~bot.errors.DeliveryError` where Telegram cannot be reached at the start, or another
    instance holds this one's place, and :class:`~bot.errors.SettingsError` for a token that
    Telegram refuses or a state folder that cannot be written to.
    """
    task = asyncio.current_task()
    assert task is not None
    _on_stop_signals(task.cancel)
    try:
        await _run(bot_data, notifier)
    except asyncio.CancelledError:
        log.info("Stopped.")


def _on_stop_signals(stop: Callable[[], object]) -> None:
    loop = asyncio.get_running_loop()
    for number in STOP_SIGNALS:
        try:
            loop.add_signal_handler(number, stop)
        except NotImplementedError:  # Windows: its event loop knows no signals, Python does
            signal.signal(number, lambda *_: loop.call_soon_threadsafe(stop))


async def _run(bot_data: BotData, notifier: Notifier) -> None:
    settings = bot_data.settings
    bot_id = settings.telegram_bot_token.reveal().partition(":")[0]
    async with _kept(settings.state_dir, bot_id) as (inbox, marker):
        heartbeat = Heartbeat(settings.state_dir / FILE_NAME)
        heartbeat.beat()
        slots, connection = Slots(), Connection()
        sender = Sender(slots, connection, marker)
        app = application.build(make_bot(settings, sender), bot_data)
        async with _connected(app, sender):
            delivery = Delivery(app, inbox, marker, slots)
            poller = Poller(app.bot, delivery, connection, heartbeat)
            await _deliver(app, bot_data, notifier, delivery, poller)


async def _deliver(
    app: BotApplication, bot_data: BotData, notifier: Notifier, delivery: Delivery, poller: Poller
) -> None:
    log.info("@%s answers from now on; Ctrl-C stops it.", app.bot.username)
    knowledge = bot_data.live.answerer.knowledge
    beside = (
        asyncio.create_task(update_profile(app.bot, knowledge)),
        asyncio.create_task(notifier.run(app.bot, bot_data.settings.admin_ids)),
    )
    try:
        await delivery.resume()
        await poller.run()
    finally:
        for task in beside:
            task.cancel()
        await delivery.finish(FINISH_SECONDS)


@asynccontextmanager
async def _kept(folder: Path, bot_id: str) -> AsyncIterator[tuple[Inbox, CrashMarker]]:
    """Open what delivery keeps, which belongs to one bot: another token finds its own."""
    _prepare(folder)
    housekeeping = asyncio.create_task(_keep_house(folder))
    with (
        closing(await open_inbox(folder / f"inbox-{bot_id}.sqlite3")) as inbox,
        # The file is called as in earlier versions, so that an upgrade finds what they left.
        closing(CrashMarker(folder / f"inbox-{bot_id}.suspect")) as marker,
    ):
        try:
            yield inbox, marker
        finally:
            housekeeping.cancel()


async def _keep_house(folder: Path) -> None:
    while True:
        remove_old_aside(folder)
        await asyncio.sleep(HOUSEKEEPING_SECONDS)


def _prepare(folder: Path) -> None:
    try:
        make_private_folder(folder)
    except OSError as error:
        raise SettingsError(
            "STATE_DIR", f"STATE_DIR is {folder}, which cannot be made: {error}."
        ) from error


@asynccontextmanager
async def _connected(app: BotApplication, sender: Sender) -> AsyncIterator[None]:
    try:
        await _connect(app, sender)
        yield
    finally:
        with suppress(TimeoutError):
            async with asyncio.timeout(CLOSE_SECONDS):
                await app.shutdown()
                await app.bot.shutdown()


async def _connect(app: BotApplication, sender: Sender) -> None:
    try:
        async with asyncio.timeout(START_SECONDS):
            await app.initialize()
            await _delete_webhook(app.bot)
    except TimeoutError:
        raise DeliveryError(
            f"Telegram could not be reached within {START_SECONDS:.0f} seconds"
            f" ({sender.trouble or 'no answer'}); check the network and TELEGRAM_API_URL."
        ) from None
    except InvalidToken:
        raise refused_token() from None
    except Exception as error:  # whatever comes back, it is Telegram's doing
        raise DeliveryError(f"Telegram does not let the bot start ({brief(error)}).") from None


async def _delete_webhook(bot: Bot) -> None:
    """Make sure that Telegram answers polls; it does not while it sends updates elsewhere."""
    webhook = await bot.get_webhook_info()
    if webhook.url:
        host = httpx.URL(webhook.url).host
        log.warning("A webhook to %s was set for this bot; it is deleted, for the bot polls.", host)
    await bot.delete_webhook()
