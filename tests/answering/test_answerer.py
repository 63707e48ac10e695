"""The engine as a whole, on the knowledge of the mill."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.answering.answerer import MOST_QUOTES, Answerer
from bot.answering.conversation import Conversation
from bot.answering.reply import Outcome
from bot.errors import UnknownEntryError
from bot.knowledge.model import Knowledge
from tests.answering.sample_matches import partners
from tests.builders import article, fact, not_stated

if TYPE_CHECKING:
    from bot.answering.reply import Reply

BURNED = "The old mill of Torvik burned down on Sunday night."


@pytest.fixture
def answerer(mill: Knowledge) -> Answerer:
    """The engine with the knowledge of the mill."""
    return Answerer(mill)


def _given(reply: Reply) -> list[str]:
    return [answered.entry.id for answered in reply.answers]


def test_answer_comes_with_its_quotes(answerer: Answerer) -> None:
    """A fact that is meant is given with the sentence that proves it."""
    reply = answerer.reply("when did the mill burn down")
    assert reply.outcome is Outcome.ANSWER
    assert _given(reply) == ["mill-when"]
    assert reply.answers[0].quotes == (BURNED,)
    assert reply.suggestions


def test_answer_comes_with_its_note(answerer: Answerer) -> None:
    """The caution of a fact is handed on."""
    (answered,) = answerer.reply("Was anybody hurt?").answers
    assert answered.note == "The chief spoke on the day after."


def test_typo_makes_no_difference(answerer: Answerer) -> None:
    """A word that is near a known one is read as that."""
    assert _given(answerer.reply("What will the repiars cost?")) == ["mill-cost"]


def test_what_may_mean_several_is_asked_back() -> None:
    """A question that several entries share gives choices, none of them an answer."""
    reply = Answerer(partners()).reply("what is in the car")
    assert reply.outcome is Outcome.CHOICES
    assert reply.answers == ()
    assert reply.choices


def test_gap_is_told_with_what_is_nearest(answerer: Answerer) -> None:
    """A not-stated entry is given with the quotes of the facts that it says to see."""
    reply = answerer.reply("What caused the fire?")
    assert reply.outcome is Outcome.NOT_STATED
    assert _given(reply) == ["mill-cause"]
    assert reply.answers[0].quotes == (BURNED,)


def test_what_no_entry_is_about_gets_the_nearest_sentences(answerer: Answerer) -> None:
    """Asked of somebody in the article, the bot claims nothing and shows what is near."""
    reply = answerer.reply("Did Ada Berg resign?")
    assert reply.outcome is Outcome.PASSAGE
    assert reply.answers == ()
    assert reply.passages
    assert reply.suggestions


def test_stranger_gets_no_answer(answerer: Answerer) -> None:
    """What has nothing to do with the article is not answered, and questions are offered."""
    reply = answerer.reply("What is the weather in Paris?")
    assert reply.outcome is Outcome.NO_ANSWER
    assert reply.answers == ()
    assert [each.id for each in reply.suggestions] == ["mill-when", "mill-cost", "mill-hurt"]


def test_several_questions_are_answered_in_the_order_asked(answerer: Answerer) -> None:
    """A message has one part for each thing that it asks."""
    reply = answerer.reply("Was anybody hurt, and what will the repairs cost? When did it burn?")
    assert _given(reply) == ["mill-hurt", "mill-cost", "mill-when"]
    assert reply.answers[0].asked == "Was anybody hurt"


def test_part_without_an_answer_keeps_its_place(answerer: Answerer) -> None:
    """The outcome is that of the parts that were answered."""
    reply = answerer.reply("Was anybody hurt? Did Ada Berg resign? What will the repairs cost?")
    assert reply.outcome is Outcome.ANSWER
    outcomes = [part.outcome for part in reply.parts]
    assert outcomes == [Outcome.ANSWER, Outcome.PASSAGE, Outcome.ANSWER]


def test_same_thing_asked_twice_is_answered_once(answerer: Answerer) -> None:
    """Two ways of asking one thing in a message have one answer."""
    assert _given(answerer.reply("Was anybody hurt? Injured people?")) == ["mill-hurt"]


def test_follow_up_puts_one_name_for_another() -> None:
    """Asked of another after the first, the question is completed from the one before."""
    answerer, talk = Answerer(partners()), Conversation()
    assert _given(answerer.reply("What does Honda contribute to the car?", talk)) == ["honda"]
    reply = answerer.reply("and Qualcomm?", talk)
    assert _given(reply) == ["qualcomm"]
    assert reply.parts[0].asked == "and Qualcomm?"


def test_follow_up_without_a_conversation_is_asked_alone(answerer: Answerer) -> None:
    """Nothing is remembered between messages that share no conversation."""
    answerer.reply("When did the mill burn down?")
    assert answerer.reply("and when?").parts[0].read_as == "and when?"


def test_conversation_holds_the_last_answer(answerer: Answerer) -> None:
    """What was given is what a follow-up refers to; what led to nothing leaves it as it is."""
    talk = Conversation()
    answerer.reply("Was anybody hurt?", talk)
    assert (talk.question, talk.entry_ids) == ("Was anybody hurt?", ("mill-hurt",))
    answerer.reply("What is the weather in Paris?", talk)
    answerer.reply("thanks", talk)
    assert talk.entry_ids == ("mill-hurt",)


def test_conversation_holds_the_likeliest_choice() -> None:
    """After a question back, a follow-up refers to what was offered first."""
    talk = Conversation()
    reply = Answerer(partners()).reply("what is in the car", talk)
    assert talk.entry_ids == (reply.choices[0].fact.id,)


def test_question_without_a_content_word_is_not_answered(answerer: Answerer) -> None:
    """Grammar alone means nothing without a conversation."""
    for question in ("on what?", "and when?", "what is it"):
        assert answerer.reply(question).outcome is Outcome.NO_ANSWER


def test_small_talk_is_no_answer_with_a_word_of_its_own(answerer: Answerer) -> None:
    """It has one part, so that ``--explain`` can say what it was taken for."""
    reply = answerer.reply("hello")
    assert reply.outcome is Outcome.NO_ANSWER
    assert reply.small_talk is not None
    assert [part.why for part in reply.parts] == ["it is small talk"]


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " \n\t ",
        "?!…",
        "😀" * 4096,
        "متى احترقت الطاحونة؟",
        "\x00\x1b[31m\u202e\u200b",
        "a" * 100_000,
        "mill? " * 5_000,
        "\ud800",
    ],
    ids=["empty", "blank", "marks", "emoji", "right-to-left", "control", "long", "many", "half"],
)
def test_nothing_that_can_be_typed_breaks_it(answerer: Answerer, typed: str) -> None:
    """Any text gets a reply, with a part and a reason, and is handed back as it was typed."""
    reply = answerer.reply(typed, Conversation("Was anybody hurt?", ("mill-hurt",)))
    assert reply.question == typed
    assert reply.parts
    assert all(part.why for part in reply.parts)


@pytest.mark.parametrize("typed", ["", "😀" * 4096, "متى احترقت الطاحونة؟", "\x00\x1b"])
def test_what_has_no_known_word_is_no_answer(answerer: Answerer, typed: str) -> None:
    """Where no word is known there is not even a best match."""
    reply = answerer.reply(typed)
    assert reply.outcome is Outcome.NO_ANSWER
    assert reply.best is None


def test_control_characters_do_not_hide_a_question(answerer: Answerer) -> None:
    """What cannot be seen is no part of a word's meaning."""
    assert _given(answerer.reply("\u202eWas anybody\x07 hurt?\u202c")) == ["mill-hurt"]


def test_empty_knowledge_answers_nothing() -> None:
    """Without entries every question gets no answer, and nothing is offered."""
    answerer = Answerer(Knowledge())
    reply = answerer.reply("who led the round?", Conversation())
    assert (reply.outcome, reply.suggestions) == (Outcome.NO_ANSWER, ())
    assert answerer.search("who") == ()
    assert answerer.starters() == ()


def test_fact_alone_is_found_and_strangers_are_not() -> None:
    """A knowledge of one fact works, though no word in it is rarer than another."""
    answerer = Answerer(Knowledge((article(),), (fact(asked_as=("lead investor",)),)))
    assert _given(answerer.reply("Who led the round?")) == ["lead"]
    assert answerer.reply("How do I bake bread?").outcome is Outcome.NO_ANSWER


def test_quotes_are_three_at_the_most_and_each_once() -> None:
    """A gap that says to see many facts shows the first of their sentences."""
    facts = [fact(f"f{n}", quotes=("One.", f"{n}."), question=f"What is {n}?") for n in range(5)]
    gap = not_stated(see=tuple(each.id for each in facts), question="Why is it so costly?")
    (answered,) = Answerer(Knowledge((article(),), (*facts, gap))).reply(gap.question).answers
    assert answered.quotes == ("One.", "0.", "1.")
    assert len(answered.quotes) == MOST_QUOTES


def test_opened_fact_is_the_answer_and_is_remembered(answerer: Answerer) -> None:
    """A tapped fact is given without a search, and a follow-up refers to it."""
    talk = Conversation()
    reply = answerer.open("mill-cost", talk)
    assert (_given(reply), reply.answers[0].score) == (["mill-cost"], 100)
    assert talk.question == "What will the repairs cost?"


@pytest.mark.parametrize("entry_id", ["gone", "mill-cause", ""])
def test_opening_what_is_no_fact_raises(answerer: Answerer, entry_id: str) -> None:
    """An id that is unknown, or of something that is not stated, cannot be opened."""
    with pytest.raises(UnknownEntryError):
        answerer.open(entry_id)


def test_search_finds_facts_alone(answerer: Answerer) -> None:
    """What is still being typed leads to facts, best first and no more than asked for."""
    found = answerer.search("fire", 5)
    assert found
    assert all(each.entry.stated for each in found)
    assert len(answerer.search("mill repairs hurt", 2)) == 2
