"""Question sets are counted as the project's targets count them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.answering.answerer import Answerer
from bot.answering.reply import Outcome, Reply
from bot.authoring.evaluation import (
    Figure,
    Scored,
    Verdict,
    figures,
    held_out_figures,
    judge,
    score,
)
from bot.authoring.held_out import HeldOut
from bot.authoring.probing import Phrasing
from bot.authoring.question_set import Kind, Turn
from bot.knowledge.model import Knowledge
from tests.builders import (
    LED,
    RAISED,
    answers,
    choices,
    fact,
    no_answer,
    not_stated,
    question,
    says_not_stated,
)

if TYPE_CHECKING:
    from bot.answering.conversation import Conversation
    from bot.knowledge.model import Entry

OTHER = "China wants to lead the world in artificial intelligence."


def test_an_answer_that_quotes_the_gold_sentence_is_right() -> None:
    """The outcome is an answer, and its quote is the sentence asked for."""
    assert judge(question(), answers(fact())) is Verdict.RIGHT


def test_only_the_first_answer_counts_for_a_single_question() -> None:
    """A right fact that comes second does not make the reply right."""
    reply = answers(fact("other", quotes=(OTHER,)), fact())
    assert judge(question(), reply) is Verdict.WRONG


@pytest.mark.parametrize(
    "quote",
    [
        pytest.param(f"{RAISED} {LED}", id="two sentences as one"),
        pytest.param("led by Alibaba, the e-commerce giant.", id="a piece of the sentence"),
        pytest.param(LED.replace(" ", "\n "), id="other white space"),
    ],
)
def test_a_quote_shows_a_sentence_whole_or_in_a_fair_piece(quote: str) -> None:
    """White space is folded, a longer quote holds the sentence, and a fair piece of it counts."""
    assert judge(question(), answers(fact(quotes=(quote,)))) is Verdict.RIGHT


def test_a_word_of_the_sentence_is_no_quote_of_it() -> None:
    """A quote of a word or two could stand in any sentence."""
    assert judge(question(), answers(fact(quotes=("by Alibaba",)))) is Verdict.WRONG


def test_also_counts_like_gold() -> None:
    """Any one of the sentences that prove it will do."""
    either = question(gold=((OTHER, LED),))
    assert judge(either, answers(fact())) is Verdict.RIGHT


@pytest.mark.parametrize(
    ("must", "verdict"),
    [
        (("alibaba",), Verdict.RIGHT),
        (("third|e-commerce",), Verdict.RIGHT),
        (("beware",), Verdict.RIGHT),
        (("alibaba", "temasek"), Verdict.WRONG),
        ((r"\bali\b",), Verdict.WRONG),
    ],
)
def test_every_must_is_found_in_answer_note_or_quotes(
    must: tuple[str, ...], verdict: Verdict
) -> None:
    """They are regular expressions, and case does not matter."""
    reply = answers(fact(note="Beware."))
    assert judge(question(must=must), reply) is verdict


def test_more_than_three_quoted_sentences_are_not_right() -> None:
    """Quoting half the article proves nothing."""
    reply = answers(fact(quotes=(LED, RAISED, f"{OTHER} {OTHER}")))
    assert judge(question(), reply) is Verdict.WRONG


def test_an_answer_without_text_is_not_right() -> None:
    """Quotes alone are no answer."""
    assert judge(question(), answers(fact(answer=" "))) is Verdict.WRONG


@pytest.mark.parametrize(
    ("reply", "verdict"),
    [
        pytest.param(choices(fact("x", quotes=(OTHER,)), fact()), Verdict.AMONG_CHOICES, id="held"),
        pytest.param(choices(fact("x", quotes=(OTHER,))), Verdict.MISSED, id="others"),
        pytest.param(no_answer(), Verdict.MISSED, id="nothing"),
        pytest.param(says_not_stated(), Verdict.WRONG, id="said not to be stated"),
        pytest.param(answers(fact(quotes=(OTHER,))), Verdict.WRONG, id="another fact"),
    ],
)
def test_what_is_not_right_is_among_the_choices_wrong_or_missed(
    reply: Reply, verdict: Verdict
) -> None:
    """To say that the article does not state it is as wrong as another fact's answer."""
    assert judge(question(), reply) is verdict


@pytest.mark.parametrize("kind", [Kind.NOT_STATED, Kind.OFF_TOPIC])
@pytest.mark.parametrize(
    ("reply", "verdict", "handled"),
    [
        (answers(fact()), Verdict.ANSWERED, False),
        (says_not_stated(), Verdict.TOLD, True),
        (choices(fact()), Verdict.NOT_ANSWERED, True),
        (no_answer(), Verdict.NOT_ANSWERED, True),
    ],
)
def test_what_has_no_answer_is_handled_by_anything_but_an_answer(
    kind: Kind, reply: Reply, verdict: Verdict, handled: bool
) -> None:
    """Choices and refusals are fine; only an answer as if the article said so is not."""
    asked = question(kind, gold=((),))
    assert judge(asked, reply) is verdict
    assert Scored(asked, reply, judge(asked, reply), left_out=False).handled is handled


@pytest.mark.parametrize(
    ("reply", "verdict"),
    [
        pytest.param(answers(fact(), fact("sum", quotes=(RAISED,))), Verdict.RIGHT, id="each"),
        pytest.param(answers(fact(quotes=(LED, RAISED))), Verdict.RIGHT, id="one item, both"),
        pytest.param(answers(fact()), Verdict.MISSED, id="one quoted only"),
        pytest.param(
            answers(*[fact(), fact("sum", quotes=(RAISED,))] * 2), Verdict.MISSED, id="two too many"
        ),
        pytest.param(choices(fact(), fact("sum", quotes=(RAISED,))), Verdict.MISSED, id="offered"),
    ],
)
def test_a_message_that_asks_several_things_needs_every_part_quoted(
    reply: Reply, verdict: Verdict
) -> None:
    """Each part has its sentence, with at most one item more than there are parts."""
    asked = question(Kind.SEVERAL_PARTS, gold=((LED,), (RAISED,)), must=("alibaba", "600"))
    if reply.outcome is Outcome.ANSWER and len(reply.answers) == 1:
        asked = question(Kind.SEVERAL_PARTS, gold=((LED,), (RAISED,)), must=("alibaba",))
    assert judge(asked, reply) is verdict


def test_the_musts_of_all_parts_may_stand_in_any_item() -> None:
    """What one part must say may be said by the answer to another."""
    asked = question(Kind.SEVERAL_PARTS, gold=((LED,), (RAISED,)), must=("alibaba", "temasek"))
    reply = answers(fact(), fact("sum", answer="Temasek too.", quotes=(RAISED,)))
    assert judge(asked, reply) is Verdict.RIGHT


class Forgetful(Answerer):
    """Answers nothing, and notes what each conversation remembered when it was asked."""

    def __init__(self, *entries: Entry) -> None:
        self.knowledge = Knowledge(entries=entries)
        self.remembered: list[str] = []

    def reply(self, question: str, conversation: Conversation | None = None) -> Reply:
        """Remember the question and find nothing."""
        assert conversation is not None
        self.remembered.append(conversation.question)
        conversation.remember(question, ())
        return no_answer()


def test_a_question_that_stands_in_the_knowledge_is_left_out() -> None:
    """Case, white space, curly quotes and end punctuation are folded for it."""
    answerer = Forgetful(fact(), not_stated())
    texts = ("who  led THE round", "Who led the round, then?", "what was alibaba’s share ?!")
    asked = [(question(text=text),) for text in texts]
    assert [item.left_out for item in score(asked, answerer)] == [True, False, True]


def test_each_conversation_has_a_memory_of_its_own() -> None:
    """The turns of one share it; the next begins with none."""
    answerer = Forgetful()
    turns = (question(text="Who led the round?"), question(text="and when?"))
    list(score([turns, turns], answerer))
    assert answerer.remembered == ["", "Who led the round?", "", "Who led the round?"]


def _scored(asked: Kind, verdict: Verdict, turn: Turn = Turn.ALONE, left: bool = False) -> Scored:
    return Scored(question(asked, turn=turn), no_answer(), verdict, left)


def test_the_figures_count_by_kind() -> None:
    """Every target of the project has its figure, and what is left out is in none."""
    results = [
        _scored(Kind.ANSWERABLE, Verdict.RIGHT),
        _scored(Kind.ANSWERABLE, Verdict.RIGHT, left=True),
        _scored(Kind.ANSWERABLE, Verdict.AMONG_CHOICES),
        _scored(Kind.ANSWERABLE, Verdict.WRONG),
        _scored(Kind.ANSWERABLE, Verdict.MISSED),
        _scored(Kind.NOT_STATED, Verdict.TOLD),
        _scored(Kind.NOT_STATED, Verdict.NOT_ANSWERED),
        _scored(Kind.NOT_STATED, Verdict.ANSWERED),
        _scored(Kind.OFF_TOPIC, Verdict.ANSWERED),
        _scored(Kind.OFF_TOPIC, Verdict.TOLD),
        _scored(Kind.ANSWERABLE, Verdict.WRONG, Turn.FIRST),
        _scored(Kind.ANSWERABLE, Verdict.RIGHT, Turn.LATER),
        _scored(Kind.NOT_STATED, Verdict.ANSWERED, Turn.LATER),
        _scored(Kind.SEVERAL_PARTS, Verdict.MISSED),
    ]
    assert [(figure.name, figure.count, figure.of) for figure in figures(results)] == [
        ("all kinds: handled as they should be", 4, 9),
        ("answerable: right", 1, 4),
        ("answerable: right or among the choices", 2, 4),
        ("answerable: wrong answer given", 1, 4),
        ("not stated: handled as they should be", 2, 3),
        ("not stated: answered as if it were", 1, 3),
        ("not stated: told so in words", 1, 3),
        ("off topic: handled as they should be", 1, 2),
        ("off topic: answered", 1, 2),
        ("conversations: later turns right", 1, 2),
        ("several things asked: every part quoted", 0, 1),
    ]


def test_held_out_phrasings_are_counted_by_the_kind_of_their_entry() -> None:
    """All of them, those of facts, and those of what is not stated."""
    one, other, gap = fact("one"), fact("other"), not_stated()
    asked = [
        HeldOut(Phrasing(one, 0), 80, one, 80),
        HeldOut(Phrasing(other, 0), 20, one, 80),
        HeldOut(Phrasing(gap, 0), 80, gap, 80),
    ]
    assert held_out_figures(asked) == (
        Figure("held out, all phrasings: found", 2, 3),
        Figure("held out, of facts: found", 1, 2),
        Figure("held out, of not-stated entries: found", 1, 1),
    )


def test_what_was_not_asked_has_no_figure() -> None:
    """A set of conversations alone prints conversations alone."""
    later = _scored(Kind.ANSWERABLE, Verdict.RIGHT, Turn.LATER)
    assert figures([later]) == (Figure("conversations: later turns right", 1, 1),)


def test_a_figure_gives_its_share_in_per_cent() -> None:
    """Of nothing it is 0."""
    assert Figure("x", 1, 4).percent == 25
    assert Figure("x", 0, 0).percent == 0
