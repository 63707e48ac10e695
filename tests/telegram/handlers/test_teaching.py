"""Cards by which admins teach the bot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.telegram.handlers.teaching import CARD_AFTER
from bot.telegram.views import texts
from tests.fakes.answerer import PASSAGE, UNCLEAR
from tests.telegram.conftest import ADMIN

if TYPE_CHECKING:
    from pathlib import Path

    from bot.telegram.context import BotData
    from tests.fakes.person import Person
    from tests.fakes.telegram import Shown, Telegram

QUOTE = "The old mill of Torvik burned down on Sunday night."


async def test_nothing_to_review(person: Person) -> None:
    """Where nothing was asked in vain, ``/review`` says so; others don't have it."""
    (shown,) = await person.say("/review", user=ADMIN)
    assert shown.text == texts.NO_CASES
    (unknown,) = await person.say("/review")
    assert unknown.text == texts.UNKNOWN_COMMAND


async def test_card(person: Person) -> None:
    """The card has the question, how often it came, what became of it, and what to do."""
    shown = await _card(person)
    assert shown.text.startswith(
        f"Asked in vain 1 time\n\n“{UNCLEAR}”\n\nSo far: none of the choices was taken."
    )
    assert shown.labels == [texts.IS_NOT_STATED, texts.IS_IGNORED, texts.NEXT_CASE]


async def test_ignore_and_undo(person: Person, bot_data: BotData) -> None:
    """What is ignored is gone from the gaps, and back after an undo."""
    shown = await _card(person)
    (ignored,) = await person.press(shown, texts.IS_IGNORED, user=ADMIN)
    assert ignored.labels == [texts.UNDO, texts.NEXT_CASE]
    assert bot_data.journal.gaps() == ()
    (undone,) = await person.press(ignored, texts.UNDO, user=ADMIN)
    assert undone.text.startswith("Undone")
    (again,) = await person.press(undone, texts.NEXT_CASE, user=ADMIN)
    assert again.labels == shown.labels


async def test_not_stated(person: Person, mill_folder: Path) -> None:
    """A new not-stated entry is written into the knowledge."""
    shown = await _card(person)
    (kept,) = await person.press(shown, texts.IS_NOT_STATED, user=ADMIN)
    assert "Added " in kept.text
    written = "".join(path.read_text() for path in (mill_folder / "mill").glob("*.yaml"))
    assert f"question: {UNCLEAR}" in written


async def test_stale_card(person: Person, telegram: Telegram) -> None:
    """The second of two admins reads what was decided, and nothing is written twice."""
    shown = await _card(person)
    await person.press(shown, texts.IS_IGNORED, user=ADMIN)
    (stale,) = await person.press(shown, texts.IS_NOT_STATED, user=ADMIN)
    assert stale.text.startswith("That was decided already.")


async def test_others_cannot_decide(person: Person, bot_data: BotData, telegram: Telegram) -> None:
    """A forged press on a card by somebody else does nothing."""
    shown = await _card(person)
    assert await person.press(shown, texts.IS_IGNORED, user=7) == []
    assert await person.press_data(shown, "u:1", user=7) == []
    assert telegram.notices == [texts.GONE_SHORT] * 2
    assert len(bot_data.journal.gaps()) == 1


async def test_answer_to_a_card_without_a_sentence(person: Person) -> None:
    """Where no sentence is near, no fact can be made in Telegram, and it says so."""
    shown = await _card(person)
    (told,) = await person.say("An answer.", user=ADMIN, reply_to_message=shown.raw)
    assert told.text == texts.CASE_HELP_NO_QUOTE


async def test_new_fact(person: Person, mill_folder: Path) -> None:
    """The answer to a card becomes a fact, with the sentence shown as its quote."""
    shown = await _card(person, PASSAGE)
    assert shown.quotes == [QUOTE]
    (kept,) = await person.say("In the night.", user=ADMIN, reply_to_message=shown.raw)
    assert kept.labels == [texts.UNDO, texts.NEXT_CASE]
    written = (mill_folder / "mill" / "facts.yaml").read_text()
    assert f"question: {PASSAGE}" in written
    assert "answer: In the night." in written
    await person.press(kept, texts.UNDO, user=ADMIN)
    assert "In the night." not in (mill_folder / "mill" / "facts.yaml").read_text()


async def test_card_comes_by_itself(person: Person, telegram: Telegram) -> None:
    """At the third time a question is asked in vain, each admin gets its card."""
    for _ in range(CARD_AFTER + 1):
        await person.say(UNCLEAR)
    cards = [shown for shown in telegram.messages.values() if shown.chat_id == ADMIN]
    assert [shown.text.partition("\n")[0] for shown in cards] == ["Asked in vain 3 times"]


async def test_card_after_a_thumb_down(person: Person, telegram: Telegram) -> None:
    """A thumb down sends the admins the card of that question, with the entries nearest to it."""
    (shown,) = await person.say("injured people")
    await person.press(shown, texts.WRONG)
    (card,) = [shown for shown in telegram.messages.values() if shown.chat_id == ADMIN]
    assert "So far: the answer was voted wrong." in card.text


async def _card(person: Person, question: str = UNCLEAR) -> Shown:
    await person.say(question)
    (shown,) = await person.say("/review", user=ADMIN)
    return shown
