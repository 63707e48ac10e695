"""The button that shows quotes in context."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.telegram.views import texts

if TYPE_CHECKING:
    from bot.telegram.context import BotData
    from tests.fakes.person import Person
    from tests.fakes.telegram import Telegram

WHEN = "When did the mill burn down?"
QUOTE = "The old mill of Torvik burned down on Sunday night."


async def test_there_and_back(person: Person) -> None:
    """The same message shows the paragraph, the sentence bold, and then the answer again."""
    (shown,) = await person.say(WHEN)
    (inside,) = await person.press(shown, texts.IN_CONTEXT)
    assert inside.message_id == shown.message_id
    assert inside.text.startswith(f"{QUOTE}\n\nNobody was hurt")
    assert inside.entities == (("b", QUOTE),)
    assert inside.labels == [texts.BACK]
    (back,) = await person.press(inside, texts.BACK)
    assert (back.text, back.entities, back.keyboard) == (
        shown.text,
        shown.entities,
        shown.keyboard,
    )


async def test_back_after_a_restart(person: Person, bot_data: BotData, telegram: Telegram) -> None:
    """Where the answer is forgotten, the paragraph stays and the button goes."""
    (shown,) = await person.say(WHEN)
    (inside,) = await person.press(shown, texts.IN_CONTEXT)
    bot_data.before_context.clear()
    (left,) = await person.press(inside, texts.BACK)
    assert (left.text, left.labels) == (inside.text, [])
    assert telegram.notices[-1] == texts.GONE_SHORT


async def test_quote_that_is_gone(person: Person, telegram: Telegram) -> None:
    """A quote that is no longer known is told so, and the answer stays."""
    (shown,) = await person.say(WHEN)
    assert await person.press_data(shown, "p:000000000000") == []
    assert telegram.notices == [texts.GONE_SHORT]
