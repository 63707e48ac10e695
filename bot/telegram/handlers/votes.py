"""Votes on answers, by button or reaction: one for a person and an answer, which can be changed.

A vote that the answer was wrong asks what was expected, so that the knowledge can learn from it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from telegram import Message, ReactionTypeEmoji
from telegram.ext import CallbackQueryHandler, MessageReactionHandler

from bot.errors import UnknownEntryError
from bot.telegram.context import Turn, Vote
from bot.telegram.filters import is_private, key_of
from bot.telegram.handlers.buttons import open_pressed, pressed
from bot.telegram.handlers.teaching import note_wrong
from bot.telegram.send import edit, edit_keyboard, respond
from bot.telegram.views import texts
from bot.telegram.views.keyboards import (
    EXPECTED,
    VOTE,
    button,
    fact_rows,
    markup,
    relabelled,
)
from bot.telegram.views.messages import OutgoingMessage, prompt_message, text_message

if TYPE_CHECKING:
    from collections.abc import Iterable

    from telegram import MaybeInaccessibleMessage, ReactionType, Update
    from telegram.ext import BaseHandler

    from bot.knowledge.model import Fact
    from bot.telegram.context import BotContext, MessageKey

REACTIONS = {"👍": True, "👎": False}
EXPECTED_SHOWN = 3


def handlers() -> list[BaseHandler[Update, Any, Any]]:
    """Return the handlers of votes, of reactions, and of what was expected instead."""
    return [
        CallbackQueryHandler(vote, pattern=rf"^{VOTE}:([+-]):(.+)$"),
        CallbackQueryHandler(expect, pattern=f"^{EXPECTED}:(.*)$"),
        MessageReactionHandler(
            react, message_reaction_types=MessageReactionHandler.MESSAGE_REACTION_UPDATED
        ),
    ]


async def vote(update: Update, context: BotContext) -> None:
    """Count a vote, taking back the same person's other one, and mark the button."""
    query, message = pressed(update)
    sign, entry_id = context.groups
    try:
        context.answerer.knowledge.entry(entry_id)
    except UnknownEntryError:
        await query.answer(texts.GONE_SHORT)
        return
    turn = context.bot_data.turns.get(key_of(message))
    if turn is None or entry_id not in turn.entry_ids:  # it was sent before a restart
        turn = Turn("", (entry_id,))
    given = Vote(sign == "+", turn)
    earlier = _count(context, query.from_user.id, key_of(message), given)
    await query.answer(_notice(given, earlier))
    if earlier is None or earlier.up != given.up:
        await _mark(context, message, entry_id)
        if not given.up:
            await _ask_what_was_expected(context, message, turn)
            await note_wrong(context, turn.question)


async def react(update: Update, context: BotContext) -> None:
    """Count a 👍 or 👎 on a message of the bot as the vote that the buttons would give."""
    reaction = update.message_reaction
    assert reaction is not None
    person = reaction.user or reaction.actor_chat
    key = reaction.chat.id, reaction.message_id
    turn = context.bot_data.turns.get(key)
    if person is None or turn is None or not turn.entry_ids:
        return
    given = _voted(reaction.new_reaction)
    if given is not None:
        _count(context, person.id, key, Vote(given, turn))
    elif _voted(reaction.old_reaction) is not None:
        _take_back(context, person.id, key, turn)


async def expect(update: Update, context: BotContext) -> None:
    """Note what was expected instead of an answer, and give it."""
    query, message = pressed(update)
    (fact_id,) = context.groups
    wrong = context.bot_data.turns.get(key_of(message))
    try:
        if fact_id:
            outgoing, turn = await open_pressed(context, query, message, fact_id)
        else:
            outgoing, turn = text_message(texts.NOTED), None
    except UnknownEntryError:
        await query.answer(texts.GONE_SHORT)
        gone = prompt_message(texts.GONE, context.answerer)
        await edit(context.bot, key_of(message), gone)
        return
    await query.answer()
    if wrong is not None and wrong.question and wrong.entry_ids:
        journal = context.bot_data.journal
        journal.expected(wrong.question, wrong.entry_ids[0], fact_id or None)
    await edit(context.bot, key_of(message), outgoing)
    if turn is not None:
        context.bot_data.turns[key_of(message)] = turn


def _count(context: BotContext, person: int, key: MessageKey, given: Vote) -> Vote | None:
    """Count a vote in place of the person's earlier one, which is returned."""
    data = context.bot_data
    ballot = person, key, given.turn.entry_ids[0]
    earlier = data.votes.get(ballot)
    data.votes[ballot] = given
    if earlier is None or earlier.up != given.up:
        if earlier is not None:
            _add(context, earlier, -1)
        _add(context, given, 1)
        _tally(context, key, earlier, given)
    return earlier


def _take_back(context: BotContext, person: int, key: MessageKey, turn: Turn) -> None:
    earlier = context.bot_data.votes.pop((person, key, turn.entry_ids[0]), None)
    if earlier is not None:
        _add(context, earlier, -1)
        _tally(context, key, earlier, None)


def _add(context: BotContext, given: Vote, difference: int) -> None:
    up, down = (difference, 0) if given.up else (0, difference)
    data = context.bot_data
    data.metrics.up += up
    data.metrics.down += down
    for entry_id in given.turn.entry_ids:
        data.journal.vote(entry_id, up, down, None if given.up else given.turn.question or None)


def _tally(context: BotContext, key: MessageKey, earlier: Vote | None, given: Vote | None) -> None:
    """Keep how many voted each way on one message, for the marks on its buttons."""
    up, down = context.bot_data.tallies.get(key, (0, 0))
    for cast, difference in ((earlier, -1), (given, 1)):
        if cast is not None:
            up, down = (up + difference, down) if cast.up else (up, down + difference)
    context.bot_data.tallies[key] = (up, down)


async def _mark(context: BotContext, message: MaybeInaccessibleMessage, entry_id: str) -> None:
    """Show on the buttons what was voted: a tick in a private chat, else how many did."""
    if not isinstance(message, Message):
        return
    counts = context.bot_data.tallies[key_of(message)]
    labels = {
        f"{VOTE}:{sign}:{entry_id}": _label(label, count, private=is_private(message))
        for sign, label, count in zip("+-", (texts.RIGHT, texts.WRONG), counts, strict=True)
    }
    keyboard = relabelled(message.reply_markup, labels)
    await edit_keyboard(context.bot, key_of(message), keyboard)


def _label(label: str, count: int, *, private: bool) -> str:
    if not count:
        return label
    mark = texts.VOTED if private else texts.VOTES
    return mark.format(label=label, count=count)


async def _ask_what_was_expected(
    context: BotContext, message: MaybeInaccessibleMessage, turn: Turn
) -> None:
    rows = [
        *fact_rows(EXPECTED, _others(context, turn)),
        (button(texts.SOMETHING_ELSE, EXPECTED, ""),),
    ]
    html = text_message(texts.WHAT_WAS_EXPECTED).html
    sent = await respond(context.bot, message, OutgoingMessage(html, markup(rows)), quietly=True)
    context.bot_data.turns[key_of(sent)] = turn


def _others(context: BotContext, turn: Turn) -> Iterable[Fact]:
    """Return the nearest facts beside the one given; after a restart, those related to it."""
    answerer = context.answerer
    found = []
    for fact_id in turn.nearest:
        try:
            found.append(answerer.knowledge.fact(fact_id))
        except UnknownEntryError:
            continue
    return found or answerer.related(answerer.knowledge.entry(turn.entry_ids[0]), EXPECTED_SHOWN)


def _voted(reactions: Iterable[ReactionType]) -> bool | None:
    """Return the vote that a person's reactions are; None where they are none."""
    emoji = [each.emoji for each in reactions if isinstance(each, ReactionTypeEmoji)]
    return next((REACTIONS[each] for each in emoji if each in REACTIONS), None)


def _notice(given: Vote, earlier: Vote | None) -> str:
    if earlier is None:
        return texts.THANKS_UP if given.up else texts.THANKS_DOWN
    if earlier.up == given.up:
        return texts.VOTED_BEFORE
    return texts.CHANGED_UP if given.up else texts.CHANGED_DOWN
