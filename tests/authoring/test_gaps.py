"""Questions asked in vain are grouped like with like."""

from __future__ import annotations

import time

import pytest

from bot.authoring.gaps import Gap, Unanswered, group


def test_same_question_in_other_words_is_one_gap() -> None:
    """Word order, grammar, endings and a typo make no difference; the most asked one names it."""
    asked = [
        Unanswered("Mill's owner", "no_answer"),
        Unanswered("who is the owner of the mill?", "no_answer", 3),
        Unanswered("who are the ownrs of the mill", "choices"),
    ]

    assert group(asked) == (
        Gap(
            (
                "who is the owner of the mill?",
                "Mill's owner",
                "who are the ownrs of the mill",
            ),
            {"no_answer": 4, "choices": 1},
            (("mill", "owner"), ("mill", "ownr")),
            frozenset(one.question for one in asked),
        ),
    )


def test_different_questions_stay_apart() -> None:
    """A different word is a different question, and the most asked comes first."""
    asked = [
        Unanswered("height of the mill", "no_answer"),
        Unanswered("owner of the mill", "no_answer", 2),
    ]

    gaps = group(asked)

    assert [gap.questions for gap in gaps] == [("owner of the mill",), ("height of the mill",)]
    assert [gap.count for gap in gaps] == [2, 1]


def test_wordings_differ_by_more_than_case() -> None:
    """Wordings that the knowledge takes for the same phrasing are listed once."""
    asked = [Unanswered("Who paid?", "no_answer", 2), Unanswered("who paid", "no_answer")]

    (gap,) = group(asked)

    assert gap.questions == ("Who paid?",)
    assert gap.as_typed == {"Who paid?", "who paid"}
    assert gap.count == 3


def test_votes_bring_what_was_given_and_expected() -> None:
    """The entry that most readers had expected comes first."""
    asked = [
        Unanswered("when?", "thumbs_down", 1, "mill-when", "mill-hurt"),
        Unanswered("when?", "thumbs_down", 2, "mill-when", "mill-cost"),
        Unanswered("When?", "thumbs_down", 1, "mill-when"),
    ]

    (gap,) = group(asked)

    assert gap.given == {"mill-when"}
    assert gap.expected == ("mill-cost", "mill-hurt")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("How much did Alibaba put in?", "How much did Temasek put in?"),
        ("What happened in 2014?", "What happened in 2015?"),
        ("Is it a million?", "Is it a billion?"),
        ("Who is the boss of the mill?", "Who is the boss of the mill and of the brewery?"),
    ],
)
def test_another_word_is_another_question(one: str, other: str) -> None:
    """Names, figures and words that differ in more than a typo ask for other things."""
    assert len(group([Unanswered(one, "no_answer"), Unanswered(other, "no_answer")])) == 2


def test_what_is_ignored_stays_away_with_its_typos() -> None:
    """A typo brings nothing back that is not the maintainer's business."""
    asked = [Unanswered("best pizza", "no_answer"), Unanswered("best piza?", "no_answer", 9)]

    assert group(asked, [("best", "pizza")]) == ()


def test_ten_thousand_rows_are_grouped_in_a_moment() -> None:
    """Three seconds are promised; comparing each with each took nine."""
    letters = "abcdefghij"
    asked = [
        Unanswered(f"mill{letters[n % 10] * 3} of{letters[n // 10 % 10] * 4} {n}", "no_answer")
        for n in range(10_000)
    ]

    start = time.process_time()
    assert len(group(asked)) == 10_000
    assert time.process_time() - start < 3


def test_texts_without_words_are_grouped_too() -> None:
    """Emoji and grammar alone are questions like others."""
    asked = [Unanswered("😀", "no_answer"), Unanswered("what is it", "no_answer")]

    assert {gap.questions[0] for gap in group(asked)} == {"😀", "what is it"}


def test_no_questions_are_no_gaps() -> None:
    """Nothing in, nothing out."""
    assert group([]) == ()
