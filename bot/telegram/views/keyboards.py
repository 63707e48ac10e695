"""The buttons: their labels, and the data that they carry instead of any search.

What a button carries is a code, a colon and at most 48 characters: a fact's id, or a short hash
of a name that a person was free to choose. It stays within the 64 bytes that Telegram allows.
"""

from __future__ import annotations

import hashlib
from itertools import zip_longest
from typing import TYPE_CHECKING

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.answering.reply import Outcome
from bot.telegram.views import texts as wording
from bot.telegram.views.limits import shortened

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.answering.answerer import Answerer
    from bot.answering.reply import Reply
    from bot.knowledge.model import Fact

ASK = "f"
CHOOSE = "c"
NONE = "n"
VOTE = "v"

LABEL_UNITS = 60
RELATED_SHOWN = 3
PAGE_ROWS = 10
HASH_BYTES = 6

Row = tuple[InlineKeyboardButton, ...]


def button(label: str, *data: str | int) -> InlineKeyboardButton:
    """Return a button with its label cut to what a phone can show; ``data`` is joined by colons."""
    return InlineKeyboardButton(
        shortened(label, LABEL_UNITS) or "…", callback_data=":".join(map(str, data))
    )


def fact_rows(code: str, facts: Iterable[Fact]) -> Iterator[Row]:
    """Yield a row for each fact: its canonical question, carrying its id under ``code``."""
    return ((button(fact.question, code, fact.id),) for fact in facts)


def thumbs(entry_id: str) -> Row:
    """Return the two buttons by which a reader says whether an answer was right."""
    return button("👍", VOTE, "+", entry_id), button("👎", VOTE, "-", entry_id)


def name_hash(*names: str) -> str:
    """Return a short name for what has only free ones; the same names always give the same."""
    joined = "\n".join(names).encode("utf-8", "replace")
    return hashlib.blake2s(joined, digest_size=HASH_BYTES).hexdigest()


def reply_keyboard(reply: Reply, answerer: Answerer) -> InlineKeyboardMarkup | None:
    """Return the buttons under a reply: what to choose from, or where to go on, and thumbs."""
    facts = offered(reply, answerer)
    if reply.outcome is Outcome.CHOICES:
        return markup([*fact_rows(CHOOSE, facts), (button(wording.NONE_OF_THESE, NONE),)])
    rated = [thumbs(answered.entry.id) for answered in reply.answers[:1]]
    return markup([*fact_rows(ASK, facts), *rated])


def offered(reply: Reply, answerer: Answerer) -> tuple[Fact, ...]:
    """Return the facts that a reply offers: those it may mean, or those to lead on to."""
    if reply.outcome is Outcome.CHOICES:
        return tuple(choice.fact for choice in reply.choices)
    if reply.answers:
        return tuple(_onward(reply, answerer))
    return reply.suggestions


def page_rows(rows: Sequence[Row], page: int, *data: str) -> list[Row]:
    """Return a page of the rows (pages count from 0), with buttons to its neighbours below.

    Those carry ``data`` and the number of their page; a page that is no more is the last one.
    """
    last = max(len(rows) - 1, 0) // PAGE_ROWS
    page = min(page, last)
    turns = []
    if page > 0:
        turns.append(button(wording.PREVIOUS_PAGE, *data, page - 1))
    if page < last:
        turns.append(button(wording.NEXT_PAGE, *data, page + 1))
    shown = rows[page * PAGE_ROWS : (page + 1) * PAGE_ROWS]
    return [*shown, *([tuple(turns)] if turns else [])]


def markup(rows: Iterable[Row]) -> InlineKeyboardMarkup | None:
    """Return the rows as a keyboard; None where there are none."""
    held = tuple(rows)
    return InlineKeyboardMarkup(held) if held else None


def without(keyboard: InlineKeyboardMarkup | None, data: str) -> InlineKeyboardMarkup | None:
    """Return a keyboard without the buttons that carry ``data``."""
    rows = keyboard.inline_keyboard if keyboard else ()
    return markup(row for row in rows if all(each.callback_data != data for each in row))


def _onward(reply: Reply, answerer: Answerer) -> list[Fact]:
    """Return the facts to lead on to: what was unclear in a part, then what is near each answer."""
    unasked = (part for part in reply.parts if part.outcome is Outcome.CHOICES)
    unclear = (choice.fact for part in unasked for choice in part.choices)
    near = [answerer.related(answered.entry, RELATED_SHOWN) for answered in reply.answers]
    in_turn = (fact for facts in zip_longest(*near) for fact in facts if fact is not None)
    shown = {answered.entry.id for answered in reply.answers}
    found = {fact.id: fact for fact in (*unclear, *in_turn) if fact.id not in shown}
    return list(found.values())[:RELATED_SHOWN]
