"""The guard on the kind of thing asked for."""

from __future__ import annotations

import pytest

from bot.answering.answer_type import Asking, kinds
from tests.answering.sample_matches import match
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


def test_entry_that_is_asked_so_goes_ahead() -> None:
    """Of two equal matches the one whose phrasings ask for such a thing comes first."""
    weighed = Asking().weigh([match(WHO, 0.0), match(WHEN, 0.0)], ["when", "exactly"])
    assert [each.entry.id for each in weighed] == ["when", "who"]
    assert weighed[0].evidence > 0 > weighed[1].evidence


def test_weighing_gives_its_reason() -> None:
    """What moved a score stands among its reasons, with as many points."""
    (weighed,) = Asking().weigh([match(WHO, 0.0)], ["when"])
    (reason,) = weighed.reasons
    assert reason.text == "is seldom or never asked for such a thing"
    assert reason.points == pytest.approx(weighed.evidence)


def test_nothing_moves_where_no_kind_is_asked_for() -> None:
    """The matches come back as they are."""
    found = (match(WHO, 1.0), match(WHEN, 0.0))
    assert Asking().weigh(found, ["lead", "investor"]) == found
