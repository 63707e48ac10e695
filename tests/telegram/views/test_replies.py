"""The text of a reply: its order, its limits, its cuts and its marks."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from bot.answering import texts as shared
from bot.answering.reply import Answered, Choice, Outcome, Part, Passage, Reply
from bot.knowledge.model import Article, Fact, Knowledge
from bot.telegram.views.html import article_html
from bot.telegram.views.replies import reply_html
from tests.fakes.telegram import parse_html

ARTICLE = Article("a", "Title", dt.date(2020, 2, 29), "Text.")
OTHER = Article("b", "Other", dt.date(2020, 3, 1), "Text.")
KNOWLEDGE = Knowledge((ARTICLE, OTHER))
ALONE = Knowledge((ARTICLE,))
SENTENCE = "This is a sentence, and <it> & it goes on. "


def _fact(answer: str, quotes: tuple[str, ...] = (), note: str | None = None) -> Fact:
    return Fact("f", "a", "Question?", answer, quotes=quotes, note=note)


def _reply(*facts: Fact, asked: str = "asked?") -> Reply:
    parts = tuple(
        Part(asked, asked, Outcome.ANSWER, "", answered=Answered(fact, asked, 100.0, fact.quotes))
        for fact in facts
    )
    return Reply(asked, Outcome.ANSWER, parts)


def test_long_answer_is_cut_at_a_sentence() -> None:
    """An answer of 10,000 characters is cut after a sentence, with a word on what is missing."""
    answer = SENTENCE * 233
    text, entities = parse_html(reply_html(_reply(_fact(answer, ("A quote.",))), KNOWLEDGE))
    shown, _, rest = text.partition(" … (")
    assert answer.startswith(shown)
    assert shown.endswith("goes on.")
    assert 3900 < len(text) <= 4096
    left = len(answer.strip()) - len(shown)
    assert rest.startswith(f"{left:,} more characters are left out here)")
    assert ("blockquote", "A quote.") in entities
    assert text.endswith("Title · 29 February 2020")


def test_short_texts_leave_room_to_long_ones() -> None:
    """Where all is too long, what is short stands whole and the rest is cut alike."""
    fact = _fact("Short.", (SENTENCE * 80, SENTENCE * 90, "Brief."), "Note.")
    text, entities = parse_html(reply_html(_reply(fact), KNOWLEDGE))
    assert len(text) <= 4096
    quotes = [quote for name, quote in entities if name.startswith("blockquote")]
    assert text.startswith("Short.\n")
    assert quotes[2] == "Brief."
    assert "⚠️ Note." in text
    assert abs(len(quotes[0]) - len(quotes[1])) < 100


@pytest.mark.parametrize("unit", ["😀", "word ", "x", "&", "<b>", "…", "e\u0301", "文"])
def test_text_without_sentences_fits(unit: str) -> None:
    """A text of any characters is cut to the limit, never within a character."""
    fact = _fact(unit * 9000, (unit * 5000,), unit * 100)
    text, _ = parse_html(reply_html(_reply(fact), KNOWLEDGE))
    assert len(text.encode("utf-16-le")) // 2 > 3500


def test_long_quotes_are_folded() -> None:
    """A quote of more than three lines can be expanded; a shorter one stands open."""
    text = reply_html(_reply(_fact("A.", ("q" * 109, "q" * 108))), KNOWLEDGE)
    assert text.count("<blockquote expandable>") == 1
    assert text.count("<blockquote>") == 1


def test_parts_that_were_left_out() -> None:
    """Of very many parts the first are answered, and it is told how many were not."""
    facts = [_fact(SENTENCE * 20, (SENTENCE * 20,) * 3, "n") for _ in range(8)]
    reply = replace(_reply(*facts, asked="what " * 800), left_out=("who?", "how?"))
    text, _ = parse_html(reply_html(reply, KNOWLEDGE))
    assert shared.left_out(("who?", "how?")) in text
    assert text.endswith("Title · 29 February 2020")


def test_single_choice() -> None:
    """One choice is offered as one."""
    choices = (Choice(_fact("A."), 50.0),)
    part = Part("a", "a", Outcome.CHOICES, "", choices=choices)
    reply = Reply("a", Outcome.CHOICES, (part,))
    assert reply_html(reply, KNOWLEDGE) == shared.ONE_CHOICE


def test_very_many_quotes() -> None:
    """Even hundreds of quotes make a message of legal length."""
    text, _ = parse_html(reply_html(_reply(_fact("A.", ("Quote.",) * 999)), KNOWLEDGE))
    assert text.startswith("A.\nQuote.")


def test_what_telegram_cannot_show() -> None:
    """Control characters and halves of characters are taken out."""
    fact = _fact("a\x00b\r\nc\ud83d\x1b.")
    assert parse_html(reply_html(_reply(fact), KNOWLEDGE))[0].startswith("a b\nc\ufffd .")


def test_article_is_cut_between_paragraphs() -> None:
    """An article's messages end with paragraphs; only one over the limit is cut, at a sentence."""
    long = SENTENCE * 150
    article = Article("a", "T" * 900, dt.date(2020, 2, 29), f"First.\n{long}\n\nLast.\n")
    shown = [parse_html(page)[0] for page in article_html(article)]
    assert shown[0].startswith("T" * 199 + "…\n29 February 2020\n\nFirst.")
    assert all(page.endswith("goes on.") for page in shown[1:-1])
    assert shown[-1].endswith("Last.")
    body = " ".join([shown[0].split("\n\n", 1)[1], *shown[1:]])
    assert body.split() == article.text.split()


def test_passages_look_different() -> None:
    """Sentences that come nearest are announced as such, in italics and with a sign."""
    passages = (Passage("a", "First.", 50.0), Passage("a", "Second.", 40.0))
    part = Part("a", "a", Outcome.PASSAGE, "", passages=passages, unmentioned=("Apple",))
    text, entities = parse_html(reply_html(Reply("a", Outcome.PASSAGE, (part,)), ALONE))
    assert text == (
        "The article doesn't mention Apple.\n\n"
        "🔍 No ready answer to that. The article comes nearest here:\nFirst.\nSecond."
    )
    assert [quote for name, quote in entities if name == "blockquote"] == ["First.", "Second."]


def test_only_article_is_not_named() -> None:
    """With one article and no link, an answer ends with its proof; elsewhere it is named."""
    reply = _reply(_fact("A.", ("Q.",)))
    assert parse_html(reply_html(reply, ALONE))[0] == "A.\nQ."
    titled = reply_html(reply, ALONE, titled=True)
    assert parse_html(titled)[0] == "A.\nQ.\nTitle · 29 February 2020"


def test_link_to_the_sentence() -> None:
    """With a link to the original, the source line jumps to each sentence."""
    knowledge = Knowledge((replace(ARTICLE, url="https://x.example/a"),))
    one = reply_html(_reply(_fact("A.", ("It is so.",))), knowledge)
    assert '<a href="https://x.example/a#:~:text=It%20is%20so.">Source</a>' in one
    two = reply_html(_reply(_fact("A.", ("It is so.", "So it is."))), knowledge)
    assert parse_html(two)[0].endswith("Source: 1 · 2")
    assert two.count("<a href=") == 2


def test_quote_of_two_parts_is_shown_once() -> None:
    """A sentence that proves two parts stands under the first."""
    facts = _fact("A.", ("Q.", "R.")), _fact("B.", ("Q.",))
    text, _ = parse_html(reply_html(_reply(*facts), ALONE))
    assert text == "Asked?\n\nA.\nQ.\nR.\n\nAsked?\n\nB."


def test_heading_of_a_part_is_a_sentence() -> None:
    """A part that leaned on another is headed by the question it stands for."""
    fact = _fact("A.")
    whole = Part("who led", "who led", Outcome.ANSWER, "", answered=Answered(fact, "a", 9, ()))
    leaning = replace(whole, asked="and how much", read_as="how much did it raise")
    reply = Reply("a", Outcome.ANSWER, (whole, leaning))
    entities = parse_html(reply_html(reply, ALONE))[1]
    assert [text for name, text in entities if name == "b"] == ["Who led", "Question?"]
