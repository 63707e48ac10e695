"""Ranking the entries of a knowledge, with one score and its reasons."""

from __future__ import annotations

import itertools
import math
import time

import pytest

from bot.knowledge.model import Fact, Knowledge
from bot.matching.match import Match, Reason
from bot.matching.matcher import Matcher
from tests.matching.shelter_knowledge import ENTRIES, shelter


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return Matcher(shelter())


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        ("who is the boss there?", "head"),
        ("how many dogs have they got", "dogs"),
        ("how big was the gift of nord bank", "gift"),
        ("do they have cats too", "cats"),
        ("amuont of the donatoin", "gift"),
    ],
)
def test_the_entry_that_is_meant_comes_first(matcher: Matcher, question: str, entry: str) -> None:
    """In other words than those of the knowledge, and with slips."""
    assert matcher.match(question)[0].entry.id == entry


def test_a_phrasing_of_the_knowledge_finds_its_entry(matcher: Matcher) -> None:
    """Each of them, with a high score, and it is named as the nearest."""
    for entry in ENTRIES:
        for phrasing in entry.phrasings:
            top = matcher.match(phrasing)[0]
            assert (top.entry.id, top.phrasing) == (entry.id, phrasing)
            assert top.score > 95


def test_a_question_word_for_word_goes_before_a_likelier_entry() -> None:
    """However many phrasings of another entry have its words."""
    many = tuple(f"dogs of the {word} count" for word in ("big", "old", "new", "red", "sad"))
    entries = (
        Fact("many", "shelter", "dogs and the count of dogs", "40.", many),
        Fact("one", "shelter", "When was that?", "On Monday.", ("dogs count",)),
    )
    top, second = Matcher(shelter(*entries)).match("dogs count?")
    assert (top.entry.id, second.entry.id) == ("one", "many")
    assert top.score > second.score


def test_scores_fall_from_match_to_match(matcher: Matcher) -> None:
    """They run from 0 to 100, and as many come as there are or as are wanted."""
    for question in ("number of cats", "who gave money to the zebras", "the"):
        scores = [match.score for match in matcher.match(question)]
        assert scores == sorted(scores, reverse=True)
        assert 0 <= scores[-1] <= scores[0] <= 100
    assert len(matcher.match("the shelter", 2)) == 2
    assert len(matcher.match("the shelter", 50)) == len(ENTRIES)


def test_the_reasons_add_up_to_the_score(matcher: Matcher) -> None:
    """Their points are log odds; a match's score is at most that of the one before it."""
    for question in ("who is the boss of NordBank", "how manny dogs", "number of dogs"):
        before = 100.0
        for match in matcher.match(question):
            points = sum(reason.points for reason in match.reasons)
            assert match.score == pytest.approx(min(100 / (1 + math.exp(-points)), before))
            before = match.score


def test_the_reasons_say_what_happened_to_words(matcher: Matcher) -> None:
    """What was mended, what nobody asks with, which names the entry never mentions."""
    match = matcher.match("how manny doggs did NordBank adopt")[-1]
    texts = {reason.name: reason.text for reason in match.reasons}
    assert texts["mended"] == "read 'doggs' as 'dogs'"
    assert texts["known"] == "no phrasing has adopt"
    assert texts["covered"].startswith("has ")
    assert list(texts)[-1] == "nearest"


def test_a_name_that_an_entry_never_mentions_counts_against_it() -> None:
    """A question about somebody else is not the entry's."""
    other = Fact("south", "shelter", "How much did SouthBank lend?", "Nothing, said SouthBank.")
    matches = Matcher(shelter(*ENTRIES, other)).match("what sum did SouthBank give")
    gift = next(match for match in matches if match.entry.id == "gift")
    assert "names" in {reason.name for reason in gift.reasons}
    assert "never mentions southbank" in next(r.text for r in gift.reasons if r.name == "names")


def test_unknown_words_lower_the_score(matcher: Matcher) -> None:
    """The fewer of its words an entry has, the less sure it is."""
    questions = ("number of dogs", "number of dogs abroad", "number of stray dogs abroad yearly")
    scores = [matcher.match(question)[0].score for question in questions]
    assert all(more > less for more, less in itertools.pairwise(scores))


def test_nothing_matches_where_no_word_is_known(matcher: Matcher) -> None:
    """Nor in a knowledge that has no entries."""
    for question in ("", "?!", "zzz qqq", "\N{DOG FACE}"):
        assert matcher.match(question) == ()
    assert Matcher(Knowledge()).match("who runs the shelter") == ()


def test_one_entry_alone_is_matched() -> None:
    """There is no other that it could be ahead of."""
    (match,) = Matcher(shelter(ENTRIES[1])).match("who runs it")
    assert match.entry.id == "head"
    assert "no other entry" in {reason.text for reason in match.reasons}


def test_entries_without_a_word_do_no_harm() -> None:
    """Of a phrasing of signs alone nothing is known."""
    signs = Fact("signs", "shelter", "???", "!", ("...",))
    matcher = Matcher(shelter(signs, *ENTRIES))
    assert matcher.match("who runs the shelter")[0].entry.id == "head"
    assert Matcher(shelter(signs)).match("???") == ()


@pytest.mark.parametrize(
    "text",
    [
        "\N{DOG FACE}" * 4096,
        "דוגמה " * 682,
        "\u0301" * 4096,
        "\x00\x1b\u202e\u200b" * 1024,
        "dogs " * 819,
        "".join(chr(0x4E00 + i) for i in range(4096)),
        " ".join(f"{a}{b}gs" for a, b in itertools.product("bcdfghjklmnp", repeat=2))[:4096],
    ],
    ids=["emoji", "right to left", "lone accents", "control", "repeated", "ideographs", "slips"],
)
def test_any_4096_characters_are_matched_quickly(matcher: Matcher, text: str) -> None:
    """Nothing is raised, and nobody is kept waiting."""
    matcher.match(text)
    start = time.perf_counter()
    matcher.match(text)
    assert time.perf_counter() - start < 0.2


def test_a_reason_more_moves_the_score() -> None:
    """By its points, on the scale of log odds; the match itself stays as it was."""
    match = Match(ENTRIES[0], 50.0, "amount of the gift", (Reason("base", 0.0, "as it was"),))
    moved = match.moved(Reason("asked", math.log(9), "is often asked for that"))
    assert moved.score == pytest.approx(90)
    assert moved.phrasing == "amount of the gift"
    assert [reason.name for reason in moved.reasons] == ["base", "asked"]
    assert match.score == 50
