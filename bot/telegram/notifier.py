"""Takes what became of the knowledge folder to the log, and to the admins in Telegram."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from bot.telegram.send import tell_admins
from bot.telegram.views.messages import text_message

if TYPE_CHECKING:
    from collections.abc import Iterable

    from telegram import Bot

    from bot.reloader import Change

log = logging.getLogger(__name__)


class Notifier:
    """A way from the thread that watches the folder to the event loop ``loop``."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._untold: asyncio.Queue[str] = asyncio.Queue()

    def tell(self, change: Change) -> None:
        """Log a change, and keep it for the admins; any thread may call."""
        level = logging.INFO if change.error is None else logging.ERROR
        for line in str(change).splitlines():
            log.log(level, "%s", line)
        self._loop.call_soon_threadsafe(self._untold.put_nowait, str(change))

    async def run(self, bot: Bot, admin_ids: Iterable[int]) -> None:
        """Send each change to the admins, until cancelled."""
        while True:
            await tell_admins(bot, admin_ids, text_message(await self._untold.get()))
