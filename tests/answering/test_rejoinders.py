"""What is replied to without looking anything up."""

from __future__ import annotations

import pytest

from bot.answering import texts
from bot.answering.conversation import Conversation
from bot.answering.rejoinders import Rejoinders
from bot.knowledge.model import Knowledge
from tests.answering.sample_matches import partners
from tests.builders import article, fact

REJOINDERS = Rejoinders(partners())


def _asked() -> Conversation:
    return Conversation("What does Honda contribute?", ("honda",), (), ("honda",))


def _offered(*ids: str) -> Conversation:
    return Conversation("the car", ids[:1], ids)


@pytest.mark.parametrize(
    ("message", "picked"),
    [
        ("2", "qualcomm"),
        ("the second one", "qualcomm"),
        ("#1.", "honda"),
        ("the last one", "qualcomm"),
    ],
)
def test_choice_is_picked_by_its_place(message: str, picked: str) -> None:
    """In figures or words."""
    found = REJOINDERS.find(message, _offered("honda", "qualcomm"))
    assert found is not None
    assert found.entry_id == picked


def test_yes_takes_the_only_choice() -> None:
    """Of several, the bot asks which."""
    found = REJOINDERS.find("yes please", _offered("honda"))
    assert found is not None
    assert found.entry_id == "honda"
    found = REJOINDERS.find("yes", _offered("honda", "qualcomm"))
    assert found is not None
    assert found.word == "Which one? Its number picks it, from 1 to 2."


def test_number_beyond_the_choices_picks_none() -> None:
    """It is no question either."""
    found = REJOINDERS.find("7", _offered("honda", "qualcomm"))
    assert found is not None
    assert found.entry_id is None


@pytest.mark.parametrize(
    "message",
    [
        "menu",
        "lol",
        "that's wrong",
        "see you tomorrow",
        "haha ok",
        "yes",
        "no",
        "1",
        "$",
        "👍",
        "???",
        "tell me more",
        "are you sure?",
        "Wer baut den Wagen?",
    ],
)
def test_what_is_no_question_gets_a_word(message: str) -> None:
    """Without a conversation too."""
    found = REJOINDERS.find(message, Conversation())
    assert found is not None
    assert found.word


@pytest.mark.parametrize(
    "message",
    ["who builds the body?", "Honda", "and when?", "why?", "the other company", "2030 target"],
)
def test_question_is_looked_up(message: str) -> None:
    """Whatever was said before."""
    assert REJOINDERS.find(message, _asked()) is None


def test_more_is_the_next_fact_that_was_not_given() -> None:
    """Until there is none."""
    talk = _asked()
    found = REJOINDERS.find("tell me more!", talk)
    assert found is not None
    assert found.entry_id == "qualcomm"
    talk.remember("tell me more", ("qualcomm",))
    found = REJOINDERS.find("more", talk)
    assert found is not None
    assert found.word == texts.NO_MORE


@pytest.mark.parametrize("message", ["are you sure?", "really?", "source?", "ok but says who"])
def test_doubt_gets_the_answer_again(message: str) -> None:
    """Its quotes are the proof."""
    found = REJOINDERS.find(message, _asked())
    assert found is not None
    assert found.entry_id == "honda"


def test_other_language_is_told_in_it_and_in_english() -> None:
    """The bot does not claim anything about the article."""
    found = REJOINDERS.find("¿Quién construye el coche?", Conversation())
    assert found is not None
    assert found.word is not None
    assert found.word.startswith("Solo leo inglés.")
    assert found.word.endswith(texts.ONLY_ENGLISH)


def test_phrasing_of_the_knowledge_is_a_question() -> None:
    """What an author wrote as a way of asking goes before control words and remarks."""
    known = fact(asked_as=("menu", "nonsense"))
    rejoinders = Rejoinders(Knowledge((article(),), (known,)))
    assert rejoinders.find("Menu?", Conversation()) is None
    assert rejoinders.find("nonsense", Conversation()) is None
