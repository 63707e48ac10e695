"""Numbers and names in answers must stand in what the answer rests on."""

from __future__ import annotations

import pytest

from bot.authoring.unsupported_claims import Claims
from tests.builders import LED, article, fact, not_stated


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param("Alibaba led the round.", id="in the quote"),
        pytest.param("SenseTime took its money.", id="in the title"),
        pytest.param("It was in April 2018.", id="the day of publication"),
        pytest.param("Yes, The Alibaba giant did.", id="a capital that is no name"),
        pytest.param("The ALIBABA chief.", id="in other capitals"),
        pytest.param("It was an Alibaban round.", id="in another form"),
    ],
)
def test_what_the_sources_hold_is_fine(answer: str) -> None:
    """Quotes, title and resolved dates all bear out an answer."""
    assert Claims(article()).unproven(fact(answer=answer)) == ()


@pytest.mark.parametrize(
    ("answer", "missing"),
    [
        ("It raised $600 million.", ("600",)),
        ("Temasek and Alibaba led it.", ()),
        ("It was led by Temasek, in 2016, by Temasek.", ("2016", "Temasek")),
        ("SenseTime is from China.", ("China",)),
    ],
)
def test_what_they_do_not_hold_is_named(answer: str, missing: tuple[str, ...]) -> None:
    """Each number and name once; a word that begins a sentence may be no name."""
    assert Claims(article()).unproven(fact(answer=answer)) == missing


def test_a_name_of_the_article_is_known_at_the_beginning_of_a_sentence() -> None:
    """The article writes it with a capital within a sentence."""
    claims = Claims(article(f"{LED} Then came Temasek."))
    assert claims.unproven(fact(answer="Temasek came.")) == ("Temasek",)


def test_the_own_question_bears_out_an_answer() -> None:
    """An answer may repeat whom it was asked about."""
    asked = fact(question="Did Temasek pay 3 times?", answer="No, Temasek did not, not 3 times.")
    assert Claims(article()).unproven(asked) == ()


def test_a_synonym_bears_out_an_answer() -> None:
    """The knowledge says itself which words count as the same."""
    claims = Claims(article(), [("CEO", "giant")])
    assert claims.unproven(fact(answer="It was the CEO.")) == ()
    assert Claims(article()).unproven(fact(answer="It was the CEO.")) == ("CEO",)


def test_initials_bear_out_the_name_that_they_stand_for() -> None:
    """The quote says U.S., the answer United States."""
    asked = fact(answer="It is from the United States.", quotes=("The U.S. chipmaker did.",))
    assert Claims(article()).unproven(asked) == ()


def test_a_number_in_words_bears_out_digits() -> None:
    """The quote says three, the answer 3."""
    assert Claims(article()).unproven(fact(answer="3", quotes=("Three came.",))) == ()


def test_a_relative_date_bears_out_the_year_that_it_means() -> None:
    """Last year, told in 2018, is 2017."""
    asked = fact(answer="That was in July 2017.", quotes=("It took money in July last year.",))
    assert Claims(article()).unproven(asked) == ()


def test_what_is_not_stated_may_name_others_but_no_numbers() -> None:
    """It tells what the article does not hold, so only its numbers must stand in the article."""
    gap = not_stated(answer="Nothing on Google or on 5 more, only on $600 million.")
    assert Claims(article()).unproven(gap) == ("5",)
