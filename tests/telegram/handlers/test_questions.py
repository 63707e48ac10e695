"""Questions in a private chat: what comes back for each outcome, and for what is no question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answering import texts as shared
from bot.telegram.views import texts
from tests.fakes.answerer import FOLLOW_UP, PASSAGE, UNCLEAR, UNSTATED
from tests.written_articles import Line, write_article

if TYPE_CHECKING:
    from pathlib import Path

    from bot.telegram.context import BotData
    from tests.fakes.person import Person
    from tests.fakes.telegram import Telegram

WHEN = "When did the mill burn down?"
HURT = "Was anybody hurt?"
COST = "What will the repairs cost?"
CAUSE = "What caused the fire?"
ABOUT = [texts.RIGHT, texts.WRONG, texts.IN_CONTEXT, texts.SHARE]
SOURCE = "Old mill of Torvik burns down · 8 March 2021"


async def test_answer_shows_quote_and_source(person: Person) -> None:
    """An answer comes with its quote as a block quote and the article's title and date."""
    (shown,) = await person.say(WHEN)
    assert shown.text == (
        "It burned down on the night of Sunday 7 March 2021.\n"
        "The old mill of Torvik burned down on Sunday night."
    )
    assert shown.quotes == ["The old mill of Torvik burned down on Sunday night."]


async def test_note_stands_apart(person: Person) -> None:
    """A fact's caution is shown under the quotes."""
    (shown,) = await person.say(HURT)
    assert ("i", "⚠️ The chief spoke on the day after.") in shown.entities


async def test_answer_leads_on(person: Person) -> None:
    """Under an answer stand at most three other questions, then the thumbs."""
    (shown,) = await person.say(WHEN)
    assert shown.labels == [HURT, COST, *ABOUT]
    (further,) = await person.press(shown, HURT)
    assert further.message_id != shown.message_id
    assert further.text.startswith(f"{HURT}\n\nNobody was hurt")


async def test_choice_in_other_words_counts_as_taken(person: Person, bot_data: BotData) -> None:
    """Who is offered choices and then asks for one of them has taken it."""
    await person.say(UNCLEAR)
    bot_data.conversations.get((7, None, 7)).offered = ("mill-when", "mill-cost")
    await person.say(COST)
    assert bot_data.journal.gaps() == ()


async def test_passages(person: Person) -> None:
    """Sentences that come nearest are shown as such, with questions to go on and their context."""
    (shown,) = await person.say(PASSAGE)
    assert shown.text.startswith(texts.PASSAGES_MARK.format(text=shared.PASSAGES))
    assert shown.labels[-1] == texts.IN_CONTEXT
    assert texts.RIGHT not in shown.labels


async def test_not_stated(person: Person) -> None:
    """What the article does not say is said plainly, with the nearest that it does."""
    (shown,) = await person.say(CAUSE)
    assert shown.text.startswith("The article does not say what set the mill on fire.")
    assert shared.NEAREST in shown.text
    assert shown.quotes == ["The old mill of Torvik burned down on Sunday night."]
    assert shown.labels == [WHEN, *ABOUT[:-1]]


async def test_not_stated_without_an_entry(person: Person) -> None:
    """Where no entry stands for what is not stated, the bot says so and leads on."""
    (shown,) = await person.say(UNSTATED)
    assert shown.text == f"{shared.NOT_FOUND}\n\n{shared.COULD_ASK}"
    assert set(shown.labels) == {WHEN, HURT, COST}


async def test_nothing_found(person: Person) -> None:
    """A question that nothing answers gets what could be asked."""
    (shown,) = await person.say("Will it rain?")
    assert shown.text == f"{shared.NOT_FOUND}\n\n{shared.COULD_ASK}"
    assert set(shown.labels) == {WHEN, HURT, COST}


async def test_small_talk(person: Person) -> None:
    """A greeting gets a greeting, with questions to go on."""
    (shown,) = await person.say("hello")
    assert shown.text == "Hello! What would you like to know?"
    assert WHEN in shown.labels


async def test_several_questions(person: Person) -> None:
    """Several questions get one message, each part under its words, one without answer too."""
    (shown,) = await person.say(f"{COST} and Will it rain? and {UNCLEAR} and {CAUSE}")
    blocks = shown.text.split("\n\n")
    assert blocks == [
        COST,
        "The council reckons with two million crowns.\n"
        "Repairs will cost two million crowns, the council reckons.",
        "Will it rain?",
        shared.NOT_FOUND,
        UNCLEAR.capitalize(),
        shared.PART_CHOICES,
        CAUSE,
        "The article does not say what set the mill on fire.",
        f"{shared.NEAREST}\nThe old mill of Torvik burned down on Sunday night.",
    ]
    assert [text for name, text in shown.entities if name == "b"] == [
        COST,
        "Will it rain?",
        UNCLEAR.capitalize(),
        CAUSE,
    ]
    assert shown.labels == [WHEN, HURT, COST, *ABOUT]


async def test_several_articles(person: Person, bot_data: BotData, mill_folder: Path) -> None:
    """Of several articles, each part of an answer names its own."""
    write_article(mill_folder, "hut", [Line("hut", "Who built the hut?")], title="The hut")
    bot_data.live.reload()
    (shown,) = await person.say(f"{COST} and Who built the hut?")
    small = [text for name, text in shown.entities if name == "i"]
    assert small == [SOURCE, "The hut · 29 February 2020"]
    (nothing,) = await person.say("Will it rain?")
    assert nothing.text.startswith(shared.NOT_FOUND_IN_ALL)
    (unsaid,) = await person.say(UNSTATED)
    assert unsaid.text.startswith(shared.NOT_FOUND_IN_ALL)


async def test_follow_up(person: Person) -> None:
    """A follow-up refers to the same person's last question, or to the answer that was opened."""
    await person.say(WHEN, user=8)
    (first,) = await person.say(WHEN)
    (second,) = await person.say(FOLLOW_UP)
    assert second.text.startswith("Nobody was hurt")
    await person.press(first, HURT)
    (third,) = await person.say(FOLLOW_UP)
    assert third.text.startswith("The council reckons")
    (other,) = await person.say(FOLLOW_UP, user=8)
    assert other.text.startswith("Nobody was hurt")


async def test_reply_to_an_earlier_answer(person: Person) -> None:
    """A reply to an earlier answer follows up on that one."""
    (first,) = await person.say(WHEN)
    await person.say(COST)
    (shown,) = await person.say(FOLLOW_UP, reply_to_message=first.raw)
    assert shown.text.startswith("Nobody was hurt")


async def test_edited_question(person: Person) -> None:
    """An edited question has its answer edited, as a follow-up to what came before it."""
    await person.say(WHEN)
    (shown,) = await person.say("Will it rain?")
    question = person.last
    (edited,) = await person.edit(question, FOLLOW_UP)
    assert edited.message_id == shown.message_id
    assert edited.text.startswith("Nobody was hurt")
    (again,) = await person.edit(question, UNCLEAR)
    assert again.message_id == shown.message_id
    assert again.text == shared.CHOICES


async def test_question_edited_to_the_same_answer(person: Person) -> None:
    """An edit that changes nothing of the answer is no error."""
    await person.say(WHEN)
    assert await person.edit(person.last, "date of the fire") == []


async def test_edited_question_whose_answer_is_gone(person: Person, telegram: Telegram) -> None:
    """Where the answer was deleted, an edit of the question has it sent anew, once."""
    (shown,) = await person.say(WHEN)
    question = person.last
    del telegram.messages[shown.chat_id, shown.message_id]
    (anew,) = await person.edit(question, COST)
    assert anew.text.startswith("The council reckons")
    (edited,) = await person.edit(question, HURT)
    assert edited.message_id == anew.message_id


async def test_edited_message_without_an_answer(person: Person) -> None:
    """An edited message whose answer is not remembered is answered like a new one."""
    message = {"message_id": 1, "date": 0, "chat": {"id": 7, "type": "private"}}
    sender = {"id": 7, "is_bot": False, "first_name": "Ann"}
    (shown,) = await person.edit({**message, "from": sender}, WHEN)
    assert shown.text.startswith("It burned down")


async def test_ask_command(person: Person) -> None:
    """``/ask`` asks, and without a question it asks for one."""
    (shown,) = await person.say(f"/ask {WHEN}")
    assert shown.text.startswith("It burned down")
    (prompt,) = await person.say("/ask")
    assert prompt.text == texts.ASK_WHAT
    assert WHEN in prompt.labels
    (edited,) = await person.edit(person.last, f"/ask {COST}")
    assert edited.message_id == prompt.message_id
    assert edited.text.startswith("The council reckons")


async def test_caption_is_a_question(person: Person) -> None:
    """The words under a picture are a question."""
    (shown,) = await person.send({"photo": [_photo()], "caption": WHEN})
    assert shown.text.startswith("It burned down")


async def test_wordless_messages(person: Person, bot_data: BotData) -> None:
    """What has no words gets one hint, and another one only after a while."""
    (hint,) = await person.send({"photo": [_photo()]})
    assert hint.text == texts.WORDS_ONLY
    assert (
        await person.send({"voice": {"file_id": "v", "file_unique_id": "v", "duration": 1}}) == []
    )
    bot_data.hinted.expire(float("inf"))
    assert len(await person.send({"photo": [_photo()]})) == 1


async def test_album(person: Person) -> None:
    """The pictures beside one with a caption are not hinted at."""
    album = {"photo": [_photo()], "media_group_id": "g"}
    assert len(await person.send({**album, "caption": WHEN})) == 1
    assert await person.send(album) == []


async def test_bots_and_channels_are_ignored(person: Person, telegram: Telegram) -> None:
    """Messages of bots, those sent by way of bots, and channel posts get nothing."""
    bot = {"id": 8, "is_bot": True, "first_name": "B"}
    for kind, more in (
        ("message", {"from": bot}),
        ("message", {"via_bot": bot}),
        ("message", {"is_automatic_forward": True}),
        ("edited_message", {"from": bot}),
        ("channel_post", {}),
        ("edited_channel_post", {}),
        ("business_message", {}),
    ):
        assert await person.send({"text": WHEN}, kind=kind, **more) == []
    assert telegram.sent("sendMessage") == []


async def test_nothing_is_taken_for_html(
    person: Person, bot_data: BotData, mill_folder: Path
) -> None:
    """What people type and what the knowledge holds is shown as it is."""
    tricky = Line("x", "<b>A & B?", answer="a < b && <i>", note="</i>", quotes=("1 < 2 & <x>.",))
    write_article(mill_folder, "x", [tricky], title="<Title> & co", text="1 < 2 & <x>.")
    bot_data.live.reload()
    (shown,) = await person.say("<b>A & B? and </b>&lt;")
    assert shown.text.startswith("<b>A & B?\n\na < b && <i>\n1 < 2 & <x>.\n⚠️ </i>")
    assert "</b>&lt;" in shown.text
    assert "<Title> & co" in shown.text


async def test_texts_of_any_kind(person: Person) -> None:
    """Any text gets a reply: emoji to the limit, right-to-left, controls, half a character."""
    for text in (
        "😀" * 2048,
        "من يقود الجولة؟",
        "\u202e\x00\x07?",
        "?" * 4096,
        "\ud83d and a",
        ".",
    ):
        (shown,) = await person.say(text)
        assert shown.text


def _photo() -> dict[str, object]:
    return {"file_id": "p", "file_unique_id": "p", "width": 1, "height": 1}
