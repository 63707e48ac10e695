"""People who write to the bot, press its buttons and edit what they wrote."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from telegram import Update

from tests.fakes.telegram import chat_of

if TYPE_CHECKING:
    from telegram.ext import Application

    from tests.fakes.telegram import Json, Shown, Telegram


class Person:
    """Somebody in a chat (the private one, if none is given), and what the bot does about them.

    Each action hands the application an update as Telegram writes it and returns the messages of
    the bot that it sent or changed.
    """

    def __init__(
        self, telegram: Telegram, application: Application[Any, Any, Any, Any, Any, Any]
    ) -> None:
        self.telegram = telegram
        self.application = application

    async def say(
        self, text: str, user: int = 7, chat: int | None = None, **more: Any
    ) -> list[Shown]:
        """Send a text; ``more`` are further fields of the message."""
        return await self.send({"text": text, "entities": entities_of(text)}, user, chat, **more)

    async def send(
        self,
        content: Json,
        user: int = 7,
        chat: int | None = None,
        kind: str = "message",
        **more: Any,
    ) -> list[Shown]:
        """Send any content, as an update of any kind."""
        message = {
            "message_id": next(self.telegram.numbers),
            "date": 0,
            "chat": chat_of(user if chat is None else chat),
            "from": {"id": user, "is_bot": False, "first_name": "Ann"},
            **content,
            **more,
        }
        self.last = message
        return await self.update({kind: message})

    async def edit(self, message: Json, text: str) -> list[Shown]:
        """Edit an own message."""
        edited = {**message, "text": text, "entities": entities_of(text), "edit_date": 1}
        return await self.update({"edited_message": edited})

    async def press(self, shown: Shown, label: str, user: int = 7, **more: Any) -> list[Shown]:
        """Press a button by its label, on a message as it was seen at some time."""
        return await self.press_data(shown, shown.data(label), user, **more)

    async def press_data(self, shown: Shown, data: str, user: int = 7, **more: Any) -> list[Shown]:
        """Press a button by what it carries."""
        query = {
            "id": self._query_id(),
            "from": {"id": user, "is_bot": False, "first_name": "Ann"},
            "message": shown.raw,
            "chat_instance": "1",
            "data": data,
            **more,
        }
        return await self.update({"callback_query": query})

    async def type_inline(self, query: str, **more: Any) -> list[Json]:
        """Type after the bot's name in any chat; return the results that are shown."""
        sender = {"id": 7, "is_bot": False, "first_name": "Ann"}
        body = {"id": self._query_id(), "from": sender, "query": query, "offset": "", **more}
        await self.update({"inline_query": body})
        return self.telegram.results

    async def call_guest(self, text: str) -> list[Json]:
        """Mention the bot in a chat that it is no member of; return what it answers with."""
        content = {"text": text, "entities": entities_of(text), "guest_query_id": self._query_id()}
        await self.send(content, chat=-55, kind="guest_message")
        return self.telegram.results

    async def update(self, content: Json) -> list[Shown]:
        """Hand an update to the application; return the bot's messages that are new or changed."""
        before = dict(self.telegram.messages)
        body = {"update_id": next(self.telegram.numbers), **content}
        update = Update.de_json(body, self.application.bot)
        await self.application.process_update(update)
        after = self.telegram.messages
        return [shown for key, shown in after.items() if before.get(key) is not shown]

    def _query_id(self) -> str:
        query_id = f"q{next(self.telegram.numbers)}"
        self.telegram.queries.add(query_id)
        return query_id


def entities_of(text: str) -> list[Json]:
    """The commands and mentions that Telegram finds in a text by itself."""
    found = re.finditer(r"(?<!\S)(?:/(\w+(?:@\w+)?)|@\w+)", text)
    return [
        {
            "type": "bot_command" if match[1] else "mention",
            "offset": len(text[: match.start()].encode("utf-16-le")) // 2,
            "length": len(match[0]),
        }
        for match in found
    ]
