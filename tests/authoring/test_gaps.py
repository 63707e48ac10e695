"""Questions asked in vain are grouped like with like."""

from __future__ import annotations

from bot.authoring.gaps import Gap, Unanswered, group


def test_same_question_in_other_words_is_one_gap() -> None:
    """Word order, grammar, endings and a typo make no difference; the most asked one names it."""
    asked = [
        Unanswered("Mill's owner", "no_answer", "mill-cost"),
        Unanswered("who is the owner of the mill?", "no_answer", "mill-when", 3),
        Unanswered("who are the ownrs of the mill", "choices", "mill-when"),
    ]

    assert group(asked) == (
        Gap(
            (
                "who is the owner of the mill?",
                "Mill's owner",
                "who are the ownrs of the mill",
            ),
            {"no_answer": 4, "choices": 1},
            "mill-when",
        ),
    )


def test_different_questions_stay_apart() -> None:
    """A different word is a different question, and the most asked comes first."""
    asked = [
        Unanswered("height of the mill", "no_answer"),
        Unanswered("owner of the mill", "no_answer", None, 2),
    ]

    gaps = group(asked)

    assert [gap.questions for gap in gaps] == [("owner of the mill",), ("height of the mill",)]
    assert [gap.count for gap in gaps] == [2, 1]


def test_wordings_differ_by_more_than_case() -> None:
    """Wordings that the knowledge takes for the same phrasing are listed once."""
    asked = [Unanswered("Who paid?", "no_answer", None, 2), Unanswered("who paid", "no_answer")]

    (gap,) = group(asked)

    assert gap.questions == ("Who paid?",)
    assert gap.count == 3


def test_texts_without_words_are_grouped_too() -> None:
    """Emoji and grammar alone are questions like others."""
    asked = [Unanswered("😀", "no_answer"), Unanswered("what is it", "no_answer")]

    assert {gap.questions[0] for gap in group(asked)} == {"😀", "what is it"}


def test_no_questions_are_no_gaps() -> None:
    """Nothing in, nothing out."""
    assert group([]) == ()
