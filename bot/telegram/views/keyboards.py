"""The buttons: their labels, and the data that they carry instead of any search.

What a button carries is a code, a colon and at most 60 characters: a fact's id, or short hashes
of what a person was free to choose. It stays within the 64 bytes that Telegram allows.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, SwitchInlineQueryChosenChat
from telegram.constants import InlineQueryLimit

from bot.answering.reply import Outcome
from bot.telegram.views import texts
from bot.telegram.views.limits import isolated, shortened
from bot.telegram.views.replies import quotes_shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.answering.reply import Reply
    from bot.knowledge.model import Entry, Fact, Knowledge

ASK = "f"
CHOOSE = "c"
NONE = "n"
VOTE = "v"
EXPECTED = "e"
IN_CONTEXT = "p"
BACK_FROM_CONTEXT = "b"

LABEL_UNITS = 60
TITLE_UNITS = 22
PAGE_ROWS = 10
HASH_BYTES = 6
MOST_HASHES = 5
"""Quotes that one "in context" button can carry, in hashes of 12 characters."""

Row = tuple[InlineKeyboardButton, ...]


def button(label: str, *data: str | int) -> InlineKeyboardButton:
    """Return a button with its label cut to what a phone can show; ``data`` is joined by colons."""
    return InlineKeyboardButton(
        shortened(label, LABEL_UNITS) or "…", callback_data=":".join(map(str, data))
    )


def fact_rows(code: str, facts: Iterable[Fact]) -> Iterator[Row]:
    """Yield a row for each fact: its canonical question, carrying its id under ``code``."""
    return ((button(fact.question, code, fact.id),) for fact in facts)


def choice_rows(reply: Reply, knowledge: Knowledge) -> Iterator[Row]:
    """Yield a row for each choice; those of different articles say of which they are."""
    facts = [choice.fact for choice in reply.choices]
    if len({fact.article for fact in facts}) < 2:
        yield from fact_rows(CHOOSE, facts)
        return
    for fact in facts:
        title = isolated(shortened(knowledge.article(fact.article).title, TITLE_UNITS))
        room = LABEL_UNITS - TITLE_UNITS - len(" ()")
        question = isolated(shortened(fact.question, room))
        label = texts.CHOICE_OF_ARTICLE.format(question=question, title=title)
        yield (InlineKeyboardButton(label, callback_data=f"{CHOOSE}:{fact.id}"),)


def vote_row(entry_id: str) -> Row:
    """Return the two buttons by which a reader says whether an answer was right."""
    return button(texts.RIGHT, VOTE, "+", entry_id), button(texts.WRONG, VOTE, "-", entry_id)


def more_row(quotes: Sequence[str], shared: Entry | None) -> Row:
    """Return the buttons that show the quotes in context and share an entry with another chat."""
    row = []
    if quotes:
        hashes = "".join(name_hash(quote) for quote in quotes[:MOST_HASHES])
        row.append(button(texts.IN_CONTEXT, IN_CONTEXT, hashes))
    if shared is not None:
        # The question is what the receiver's side searches by: as a phrasing it finds its entry.
        query = shortened(shared.question, int(InlineQueryLimit.MAX_QUERY_LENGTH))
        chat = SwitchInlineQueryChosenChat(query, True, False, True, True)
        row.append(InlineKeyboardButton(texts.SHARE, switch_inline_query_chosen_chat=chat))
    return tuple(row)


def name_hash(*names: str) -> str:
    """Return a short name for what has only free ones; the same names always give the same."""
    joined = "\n".join(names).encode("utf-8", "replace")
    return hashlib.blake2s(joined, digest_size=HASH_BYTES).hexdigest()


def reply_keyboard(
    reply: Reply, knowledge: Knowledge, *, shareable: bool
) -> InlineKeyboardMarkup | None:
    """Return the buttons under a reply: what to choose from, or where to go on, votes, and more.

    ``shareable`` tells whether the bot can be called inline, which is how an answer is shared.
    """
    if reply.outcome is Outcome.CHOICES:
        return markup([*choice_rows(reply, knowledge), (button(texts.NONE_OF_THESE, NONE),)])
    return markup([*fact_rows(ASK, reply.suggestions), *answer_rows(reply, shareable=shareable)])


def answer_rows(reply: Reply, *, shareable: bool) -> Iterator[Row]:
    """Yield the rows about an answer itself: votes on it, its context, and sharing it."""
    entry = reply.answers[0].entry if reply.answers else None
    if entry is not None:
        yield vote_row(entry.id)
    shared = entry if shareable and entry is not None and entry.stated else None
    yield more_row(quotes_shown(reply), shared)


def page_rows(rows: Sequence[Row], page: int, *data: str) -> list[Row]:
    """Return a page of the rows (pages count from 0), with buttons to its neighbours below.

    Those carry ``data`` and the number of their page; a page that is no more is the last one.
    """
    last = max(len(rows) - 1, 0) // PAGE_ROWS
    page = min(page, last)
    turns = []
    if page > 0:
        turns.append(button(texts.PREVIOUS_PAGE, *data, page - 1))
    if page < last:
        turns.append(button(texts.NEXT_PAGE, *data, page + 1))
    shown = rows[page * PAGE_ROWS : (page + 1) * PAGE_ROWS]
    return [*shown, *([tuple(turns)] if turns else [])]


def markup(rows: Iterable[Row]) -> InlineKeyboardMarkup | None:
    """Return the rows as a keyboard; None where there are none."""
    held = tuple(row for row in rows if row)
    return InlineKeyboardMarkup(held) if held else None


def without(keyboard: InlineKeyboardMarkup | None, data: str) -> InlineKeyboardMarkup | None:
    """Return a keyboard without the buttons that carry ``data``."""
    rows = keyboard.inline_keyboard if keyboard else ()
    return markup(row for row in rows if all(each.callback_data != data for each in row))


def relabelled(
    keyboard: InlineKeyboardMarkup | None, labels: dict[str, str]
) -> InlineKeyboardMarkup | None:
    """Return a keyboard whose buttons that carry a key of ``labels`` have its value as label."""
    rows = keyboard.inline_keyboard if keyboard else ()
    return markup(tuple(_relabelled(each, labels) for each in row) for row in rows)


def _relabelled(each: InlineKeyboardButton, labels: dict[str, str]) -> InlineKeyboardButton:
    data = each.callback_data
    if not isinstance(data, str) or data not in labels:
        return each
    return InlineKeyboardButton(labels[data], callback_data=data)
