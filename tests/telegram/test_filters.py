"""Groups: the bot answers when it is asked, and only then."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.telegram.views import texts
from tests.fakes.answerer import FOLLOW_UP, UNCLEAR
from tests.fakes.telegram import ME

if TYPE_CHECKING:
    from tests.fakes.person import Person
    from tests.fakes.telegram import Json, Telegram

GROUP = -100
WHEN = "When did the mill burn down?"
COST = "What will the repairs cost?"
ANSWER = "It burned down on the night"


@pytest.mark.parametrize(
    "text",
    [
        f"/ask {WHEN}",
        f"/ask@article_bot {WHEN}",
        f"/ASK@Article_Bot\n{WHEN}",
        f"@article_bot {WHEN}",
        f"{WHEN} @Article_Bot",
    ],
)
async def test_asked(person: Person, telegram: Telegram, text: str) -> None:
    """A command or a mention is answered, as a reply to the question."""
    (shown,) = await person.say(text, chat=GROUP)
    assert shown.text.startswith(ANSWER)
    (call,) = telegram.sent("sendMessage")
    asked = {"message_id": person.last["message_id"], "allow_sending_without_reply": True}
    assert call["reply_parameters"] == asked


@pytest.mark.parametrize(
    "text",
    [
        WHEN,
        f"@other_bot {WHEN}",
        f"@article_bots {WHEN}",
        f"/ask@other_bot {WHEN}",
        f"/weather {WHEN}",
        f"/weather@other_bot @article_bot {WHEN}",
        "/start",
        "/start mill-when",
        "/help",
        "/topics",
        "/article",
        "/stats",
        "hello",
        "article_bot?",
    ],
)
async def test_not_asked(person: Person, telegram: Telegram, text: str) -> None:
    """All else is met with silence, whether or not privacy mode hides it from the bot."""
    assert await person.say(text, chat=GROUP, user=99) == []
    assert telegram.sent("sendMessage") == []


async def test_reply_to_the_bot_is_a_follow_up(person: Person) -> None:
    """A reply to an answer of the bot follows up on that answer, whoever asked for it."""
    (first,) = await person.say(f"/ask {WHEN}", chat=GROUP)
    await person.say(f"/ask {COST}", chat=GROUP, user=8)
    (shown,) = await person.say(FOLLOW_UP, chat=GROUP, user=8, reply_to_message=first.raw)
    assert shown.text.startswith("Nobody was hurt")


async def test_reply_to_somebody_else(person: Person) -> None:
    """A reply to a person, and the first message of a topic that the bot opened, ask nothing."""
    other = {"message_id": 1, "date": 0, "chat": {"id": GROUP, "type": "supergroup"}}
    sender = {"id": 8, "is_bot": False, "first_name": "Ben"}
    said = {**other, "from": sender, "text": "x"}
    assert await person.say(WHEN, chat=GROUP, reply_to_message=said) == []
    opened = {"name": "Fires", "icon_color": 1}
    topic: Json = {**other, "from": ME, "forum_topic_created": opened}
    assert await person.say(WHEN, chat=GROUP, reply_to_message=topic) == []


async def test_topic_thread(person: Person, telegram: Telegram) -> None:
    """The answer goes to the topic of the question, and each topic is a talk of its own."""
    topic: Json = {"message_thread_id": 5, "is_topic_message": True}
    await person.say(f"/ask {WHEN}", chat=GROUP, **topic)
    await person.say(f"/ask {COST}", chat=GROUP)
    (shown,) = await person.say(f"/ask {FOLLOW_UP}", chat=GROUP, **topic)
    assert shown.text.startswith("Nobody was hurt")
    await person.press(shown, COST)
    threads = [call.get("message_thread_id") for call in telegram.sent("sendMessage")]
    assert threads == [5, None, 5, 5]


async def test_thread_of_replies_is_no_topic(person: Person, telegram: Telegram) -> None:
    """In a group without topics the id of a thread of replies is not sent back."""
    await person.say(f"/ask {WHEN}", chat=GROUP, message_thread_id=5)
    (call,) = telegram.sent("sendMessage")
    assert "message_thread_id" not in call


async def test_mention_in_a_caption(person: Person) -> None:
    """A mention under a picture asks."""
    photo = {"file_id": "p", "file_unique_id": "p", "width": 1, "height": 1}
    mention = {"type": "mention", "offset": 0, "length": len("@article_bot")}
    content = {"photo": [photo], "caption": f"@article_bot {WHEN}", "caption_entities": [mention]}
    (shown,) = await person.send(content, chat=GROUP)
    assert shown.text.startswith(ANSWER)
    assert await person.send({"photo": [photo]}, chat=GROUP) == []


async def test_mention_by_name(person: Person) -> None:
    """A mention that carries the bot's id instead of its name asks as well."""
    entity = {"type": "text_mention", "offset": 0, "length": len("Article Bot"), "user": ME}
    (shown,) = await person.send({"text": f"Article Bot {WHEN}", "entities": [entity]}, chat=GROUP)
    assert shown.text.startswith(ANSWER)


async def test_mention_alone(person: Person) -> None:
    """Who mentions the bot and says no more is asked for a question."""
    (shown,) = await person.say("@article_bot", chat=GROUP)
    assert shown.text == texts.ASK_WHAT


async def test_anonymous_admin(person: Person) -> None:
    """Who speaks for the group looks like a bot and is answered all the same."""
    sender = {"id": 1087968824, "is_bot": True, "first_name": "Group"}
    group = {"id": GROUP, "type": "supergroup", "title": "Readers"}
    speaker: Json = {"sender_chat": group, "from": sender}
    (shown,) = await person.say(f"/ask {WHEN}", chat=GROUP, **speaker)
    assert shown.text.startswith(ANSWER)


async def test_edit_in_a_group(person: Person) -> None:
    """An edited question has its answer edited; an edit that asks nothing changes nothing."""
    (shown,) = await person.say(f"/ask {WHEN}", chat=GROUP)
    asked = person.last
    (edited,) = await person.edit(asked, f"/ask {COST}")
    assert edited.message_id == shown.message_id
    assert await person.edit(asked, "never mind") == []


async def test_choice_in_a_group(person: Person) -> None:
    """A choice is edited into the answer; a further question is answered below, as a reply."""
    (shown,) = await person.say(f"/ask {UNCLEAR}", chat=GROUP)
    (edited,) = await person.press(shown, WHEN, user=8)
    assert edited.message_id == shown.message_id
    (further,) = await person.press(edited, COST, user=8)
    assert further.raw["reply_to_message"]["message_id"] == shown.message_id


@pytest.mark.parametrize("over", ["bold", "blockquote", "italic"])
async def test_command_under_formatting(person: Person, over: str) -> None:
    """A command is found under bold and in a quote."""
    text = f"/ask {WHEN}"
    entities = [
        {"type": over, "offset": 0, "length": len(text)},
        {"type": "bot_command", "offset": 0, "length": 4},
    ]
    (shown,) = await person.send({"text": text, "entities": entities}, chat=GROUP)
    assert shown.text.startswith(ANSWER)


async def test_start_under_bold(person: Person) -> None:
    """Other commands are found under formatting as well, with what follows them."""
    text = "/start mill-when"
    entities = [
        {"type": "bold", "offset": 0, "length": len(text)},
        {"type": "bot_command", "offset": 0, "length": 6},
    ]
    (shown,) = await person.send({"text": text, "entities": entities})
    assert ANSWER in shown.text


async def test_mention_is_cut_out_by_its_place(person: Person) -> None:
    """A name that begins like the bot's stays, and emoji before the mention shift nothing."""
    (shown,) = await person.say(f"😀😀 @article_bot_fan says hi, @article_bot {WHEN}", chat=GROUP)
    assert shown.text.startswith(ANSWER)


@pytest.mark.parametrize("command", ["help", "start", "topics", "article", "weather"])
async def test_commands_by_name_in_a_group(person: Person, command: str) -> None:
    """A command that names the bot is answered in a group too."""
    assert await person.say(f"/{command}@article_bot", chat=GROUP) != []


@pytest.mark.parametrize(
    ("word", "begins"),
    [("menu", texts.TOPICS_HEAD), ("Start", texts.WELCOME_ONE), ("cancel", texts.CANCELLED)],
)
async def test_control_words(person: Person, word: str, begins: str) -> None:
    """In a private chat the word alone does what the command does; in a group it is talk."""
    (shown,) = await person.say(word)
    assert shown.text.startswith(begins)
    assert await person.say(word, chat=GROUP) == []


async def test_cancel_forgets_the_conversation(person: Person) -> None:
    """After "cancel" a follow-up has nothing to refer to."""
    await person.say(WHEN)
    await person.say("cancel")
    (shown,) = await person.say(FOLLOW_UP)
    assert not shown.text.startswith("Nobody was hurt")
