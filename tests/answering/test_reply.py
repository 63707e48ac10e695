"""A reply as programs read it."""

from __future__ import annotations

from bot.answering.reply import Choice, Outcome, Part, Reply
from tests.answering.sample_matches import match
from tests.builders import LED, answers, choices, fact, no_answer


def test_reply_has_the_keys_of_the_contract() -> None:
    """The names, their order and the rounding are what other programs rely on."""
    lead = fact(note="A caution.")
    part = Part("who led it", "who led it", Outcome.ANSWER, "", (match(lead, 0.0),))
    told = answers(lead)
    reply = Reply(told.question, told.outcome, (*told.parts, part), took_ms=0.4242)
    assert reply.as_dict("c1") == {
        "question": "asked",
        "chat": "c1",
        "outcome": "answer",
        "answers": [
            {
                "fact": "lead",
                "article": "news",
                "asked": "asked",
                "stated": True,
                "answer": "Alibaba led it.",
                "quotes": [LED],
                "note": "A caution.",
                "score": 90,
            }
        ],
        "choices": [],
        "passages": [],
        "unmentioned": [],
        "best": {"fact": "lead", "article": "news", "score": 50.0},
        "took_ms": 0.42,
    }


def test_choice_has_the_keys_of_the_contract() -> None:
    """A choice is a fact's question with its quotes."""
    (choice,) = choices(fact()).as_dict()["choices"]
    assert choice == {
        "fact": "lead",
        "article": "news",
        "question": "Who led the round?",
        "quotes": [LED],
        "score": 50,
    }


def test_what_is_unknown_is_left_out_or_null() -> None:
    """Without a chat the key is not there; without a known word ``best`` is null."""
    told = no_answer().as_dict()
    assert "chat" not in told
    assert told["best"] is None


def test_choices_of_a_part_are_not_those_of_an_answered_message() -> None:
    """Where another part was answered, the reply as a whole offers none."""
    unclear = Part("it", "it", Outcome.CHOICES, "", choices=(Choice(fact("sum"), 50.0),))
    told = answers(fact())
    assert Reply("asked", Outcome.ANSWER, (*told.parts, unclear)).choices == ()
