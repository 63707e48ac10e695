"""The card by which an admin decides on a question that was asked in vain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.telegram.views import texts
from bot.telegram.views.admin import count_of, listed
from bot.telegram.views.html import Block, Style, message_html
from bot.telegram.views.keyboards import button, markup
from bot.telegram.views.limits import isolated
from bot.telegram.views.messages import OutgoingMessage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from telegram import InlineKeyboardButton

    from bot.authoring.review import Decided
    from bot.authoring.review_cases import Case
    from bot.telegram.views.keyboards import Row

CASE = "r"
UNDO = "u"

BELONGS, NOT_STATED, IGNORE, NEXT, SHOW, NEW_FACT = "a", "n", "i", "s", "c", "f"
"""The second part of a card's button; in capitals it means: though other questions go wrong."""

WORDINGS_SHOWN = 4
BROKEN_SHOWN = 5


def card(case: Case) -> OutgoingMessage:
    """Show a case: how often it was asked, in which words, what came, and what is near."""
    return OutgoingMessage(message_html(_blocks(case)), markup(_rows(case)))


def decided_message(case_id: str, question: str, decided: Decided, anyway: str) -> OutgoingMessage:
    """Show what came of a decision, with a way to undo it, or to insist on it by ``anyway``."""
    blocks = [Block(texts.CASE_QUESTION.format(question=isolated(question))), Block(decided.text)]
    if decided.kept:
        row = (button(texts.UNDO, UNDO, decided.id or 0), _next(case_id))
    else:
        blocks += [Block(texts.BULLET.format(question=each)) for each in _broken(decided)]
        back = button(texts.BACK, CASE, case_id, SHOW)
        row = (button(texts.KEEP_ANYWAY, CASE, case_id, anyway), back)
    return OutgoingMessage(message_html(blocks), markup([row]))


def told_message(case_id: str, text: str) -> OutgoingMessage:
    """Show a sentence where a card was, with the way on to the next one."""
    return OutgoingMessage(message_html([Block(text)]), markup([(_next(case_id),)]))


def _blocks(case: Case) -> Iterator[Block]:
    times = count_of(case.count, "time")
    yield Block(texts.CASE_HEAD.format(times=times), Style.BOLD)
    wordings = case.wordings[:WORDINGS_SHOWN]
    quoted = (texts.CASE_QUESTION.format(question=isolated(each)) for each in wordings)
    yield Block("\n".join(quoted))
    came = listed(texts.GAP_OUTCOMES.get(each, each) for each in case.outcomes)
    yield Block(texts.CASE_OUTCOMES.format(outcomes=came))
    if case.passage is not None:
        yield Block(texts.CASE_PASSAGE)
        yield Block(case.passage.quote, Style.QUOTE)
    yield Block(texts.CASE_HELP if case.passage else texts.CASE_HELP_NO_QUOTE, Style.SMALL)


def _rows(case: Case) -> Iterator[Row]:
    for entry in case.nearest:
        label = texts.BELONGS_TO if entry.stated else texts.BELONGS_TO_NOT_STATED
        text = label.format(question=isolated(entry.question))
        yield (button(text, CASE, case.id, BELONGS, entry.id),)
    yield (
        button(texts.IS_NOT_STATED, CASE, case.id, NOT_STATED),
        button(texts.IS_IGNORED, CASE, case.id, IGNORE),
        _next(case.id),
    )


def _next(case_id: str) -> InlineKeyboardButton:
    return button(texts.NEXT_CASE, CASE, case_id, NEXT)


def _broken(decided: Decided) -> list[str]:
    return [str(each) for each in decided.broken[:BROKEN_SHOWN]]
