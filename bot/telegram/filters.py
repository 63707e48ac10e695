"""Tells which messages are meant for the bot, and hands what is asked in them to the handlers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telegram import Message, MessageEntity
from telegram.ext import filters

from bot.answering.control_words import control_word
from bot.telegram.text_length import cut_out

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from telegram import Bot, Chat, MaybeInaccessibleMessage, Update, User

    from bot.telegram.context import MessageKey

ASK_COMMAND = "ask"

ENOUGH_WORDS = 3
"""Words after a mention that are a question by themselves: "who led it?"."""

_AROUND_A_MENTION = " \t\r\n,:;–-"
"""Marks that join a mention to the question, as in "@article_bot, who led it?"."""


class _FromPerson(filters.MessageFilter):
    """Passes what a person wrote: no bot's message, none that a channel forwards by itself.

    Who speaks for a group or a channel appears as a bot with a ``sender_chat``, and is a person.
    """

    def filter(self, message: Message) -> bool:
        if message.from_user is None or message.is_automatic_forward or message.via_bot:
            return False
        return not message.from_user.is_bot or message.sender_chat is not None


class _Question(filters.MessageFilter):
    """Passes messages, captions included, that put a question to the bot.

    The question goes to the handler as ``context.question``, so that it is parsed once.
    """

    def __init__(self) -> None:
        super().__init__(data_filter=True)

    def filter(self, message: Message) -> dict[str, list[str]] | None:
        question = question_in(message, message.get_bot())
        return None if question is None else {"questions": [question]}


class Command(filters.MessageFilter):
    """Passes a command of one of these names, or any where none is given.

    The words after it go to the handler as ``context.argument``. Where others may be meant, in
    groups, it has to name the bot: ``/help@article_bot``. In a private chat the word alone does as
    well: "menu", "start", "cancel". The library's own handler would not see
    a command under bold or in a quote, for it looks at the first entity alone.
    """

    def __init__(self, *names: str) -> None:
        super().__init__(data_filter=True)
        self._names = names

    def filter(self, message: Message) -> dict[str, list[str]] | None:
        command = leading_command(message)
        if command is None and is_private(message):
            word = control_word(_text_of(message))
            return {"arguments": [""]} if word in self._names else None
        if command is None or not _is_for(command, message.get_bot()):
            return None
        if "@" not in command and not is_private(message):
            return None
        if self._names and _name(command) not in self._names:
            return None
        return {"arguments": [_text_of(message)[len(command) :].strip()]}


FROM_PERSON = _FromPerson()
NEW = filters.UpdateType.MESSAGE & FROM_PERSON
EDITED = filters.UpdateType.EDITED_MESSAGE & FROM_PERSON
PRIVATE = NEW & filters.ChatType.PRIVATE
QUESTION = _Question()


def message_of(update: Update) -> Message:
    """Return the message of an update that passed one of these filters."""
    assert update.effective_message is not None
    return update.effective_message


def question_in(message: Message, bot: Bot) -> str | None:
    """Return the question that a message puts to the bot; None where it is not asked.

    It is asked by ``/ask``, by a mention, by a reply to a message of its own, and in a private
    chat by any words that are no command. Those who address it and say no more ask ``""``.
    """
    text = _text_of(message)
    if command := leading_command(message):
        asks = _name(command) == ASK_COMMAND and _is_for(command, bot)
        return text[len(command) :].strip() if asks else None
    if mentions := _mentions(message, bot):
        return _around(mentions, text)
    if is_private(message):
        return text.strip() if text and control_word(text) is None else None
    return text.strip() if text and replies_to(message, bot) else None


def leading_command(message: Message) -> str | None:
    """Return the command that a message or caption begins with, as typed, if there is one."""
    for entity in _entities_of(message):
        if entity.type == MessageEntity.BOT_COMMAND and entity.offset == 0:
            return _text_of(message)[: entity.length]
    return None


def replies_to(message: Message, bot: Bot) -> bool:
    """Tell whether a message replies to one of the bot's (opening a topic is none)."""
    target = message.reply_to_message
    if target is None or target.from_user is None or target.forum_topic_created is not None:
        return False
    return target.from_user.id == bot.id


def is_private(message: MaybeInaccessibleMessage) -> bool:
    """Tell whether a message stands in a private chat."""
    return message.chat.type == message.chat.PRIVATE


def thread_of(message: MaybeInaccessibleMessage) -> int | None:
    """Return the id of the topic that a message belongs to, in chats that have topics."""
    if not isinstance(message, Message) or not message.is_topic_message:
        return None
    return message.message_thread_id


def key_of(message: MaybeInaccessibleMessage) -> MessageKey:
    """Return what tells one message from another."""
    return message.chat.id, message.message_id


def conversation_key(message: MaybeInaccessibleMessage, speaker: User | Chat | None) -> Hashable:
    """Return what tells one conversation from another: the chat, its topic, and who speaks."""
    return message.chat.id, thread_of(message), speaker.id if speaker else 0


def _around(mentions: Sequence[MessageEntity], text: str) -> str:
    """Return what a text with mentions of the bot asks it.

    A mention turns to the bot, so what goes before it was said to others, where enough follows.
    """
    last = max(mentions, key=lambda entity: entity.offset)
    after = cut_out(text, [(0, last.offset + last.length)]).strip(_AROUND_A_MENTION)
    if len(after.split()) >= ENOUGH_WORDS:
        return after
    spans = [(entity.offset, entity.length) for entity in mentions]
    return cut_out(text, spans).strip(_AROUND_A_MENTION)


def _text_of(message: Message) -> str:
    return message.text or message.caption or ""


def _entities_of(message: Message) -> Sequence[MessageEntity]:
    return message.entities or message.caption_entities


def _name(command: str) -> str:
    return command[1:].partition("@")[0].lower()


def _is_for(command: str, bot: Bot) -> bool:
    return command.partition("@")[2].lower() in ("", bot.username.lower())


def _mentions(message: Message, bot: Bot) -> list[MessageEntity]:
    kinds: list[str | None] = [MessageEntity.MENTION, MessageEntity.TEXT_MENTION]
    found = message.parse_entities(kinds) if message.text else message.parse_caption_entities(kinds)
    return [entity for entity, words in found.items() if _names(entity, words, bot)]


def _names(entity: MessageEntity, words: str, bot: Bot) -> bool:
    if entity.user is not None:
        return entity.user.id == bot.id
    return words.lower() == f"@{bot.username}".lower()
