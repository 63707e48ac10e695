"""The kind of thing that a question asks for, and that an entry tells."""

from __future__ import annotations

import pytest

from bot.matching.answer_type import AnswerTypes, kinds
from tests.builders import fact

WHEN = fact("when", question="When was it?", asked_as=("when did it happen", "on which day was it"))
WHO = fact("who", question="Who was it?", asked_as=("by whom was it done", "which person did it"))


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("when was it", "time"),
        ("in which year was it", "time"),
        ("where is it", "place"),
        ("in what city will it be built", "place"),
        ("who did it", "person"),
        ("how much was it", "amount"),
        ("how did they do it", "manner"),
        ("why did they", "reason"),
    ],
)
def test_question_words_tell_the_kind(question: str, kind: str) -> None:
    """Question words, or the noun after "which" and "what", tell what is asked for."""
    assert kinds(question.split()) == {kind}


@pytest.mark.parametrize("question", ["", "lead investor", "what does the company do"])
def test_other_questions_ask_for_no_kind(question: str) -> None:
    """Without such words, nothing is known of what is asked for."""
    assert kinds(question.split()) == frozenset()


def test_an_entry_that_is_asked_so_fits() -> None:
    """By how its phrasings ask, and with few of them only so far."""
    types = AnswerTypes((WHEN, WHO))
    assert types.fit(0, {"time"}) > 0 > types.fit(1, {"time"})
    assert types.is_asked_for(1, "person")
    assert not types.is_asked_for(0, "person")


def test_an_answer_tells_kinds_by_its_words() -> None:
    """A figure, a name and a month are signs of what can be asked for."""
    types = AnswerTypes(
        (
            fact("sum", answer="It gave Ada Berg 40 euros in May."),
            fact("no", answer="No.", quotes=("No.",)),
        )
    )
    assert all(types.tells(0, kind) for kind in ("amount", "time", "person"))
    assert not any(types.tells(1, kind) for kind in ("time", "person"))
