"""The wording that the terminal and Telegram share."""

from __future__ import annotations

import pytest

from bot.answering import texts


@pytest.mark.parametrize("articles", [0, 1, 2])
def test_finding_nothing_is_no_claim_about_the_article(articles: int) -> None:
    """Without a not-stated entry the bot speaks of itself: it can't find it."""
    assert texts.not_found(articles).startswith("I can't find that in ")


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["Apple"], "The article doesn't mention Apple."),
        (["Apple", "$800 million"], "The article doesn't mention Apple or $800 million."),
        (["A", "B", "C"], "The article doesn't mention A, B or C."),
    ],
)
def test_unmentioned_names_are_listed(names: list[str], said: str) -> None:
    """However many there are, they make one sentence."""
    assert texts.unmentioned(names, 1) == said


def test_of_several_articles_it_speaks_of_all() -> None:
    """With more than one article loaded, none of them is singled out."""
    assert texts.unmentioned(["Apple"], 2) == "None of my articles mentions Apple."
    assert "articles" in texts.passages(2)
    assert "articles" in texts.not_found(3)


def test_what_was_not_read_is_named() -> None:
    """By its first question, cut where it is long."""
    said = texts.left_out(["Who led it?", "When?"])
    assert said.endswith("from here: Who led it?")
    assert len(texts.left_out(["word " * 100])) < 200


def test_one_choice_is_asked_about_as_one() -> None:
    """A single question to tap is "this"."""
    assert texts.choices(1) == "Did you mean this?"
    assert texts.choices(2) == "Did you mean one of these?"
