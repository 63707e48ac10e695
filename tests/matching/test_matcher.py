"""Ranking the entries of a knowledge, with a probability and the evidence for it."""

from __future__ import annotations

import itertools
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.knowledge.model import Fact, Knowledge
from bot.matching.matcher import Matcher
from tests.matching.shelter_knowledge import ENTRIES, shelter

if TYPE_CHECKING:
    from bot.matching.match import Ranking


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
    """Each of them, with a high score."""
    for entry in ENTRIES:
        for phrasing in entry.phrasings:
            top = matcher.match(phrasing)[0]
            assert top.entry.id == entry.id
            assert top.score > 95


def test_a_question_word_for_word_goes_before_a_likelier_entry() -> None:
    """However many phrasings of another entry have its words."""
    many = tuple(f"dogs of the {word} count" for word in ("big", "old", "new", "red", "sad"))
    entries = (
        Fact("many", "shelter", "dogs and the count of dogs", "40.", many),
        Fact("one", "shelter", "When was that?", "On Monday.", ("dogs count",)),
    )
    (top,) = Matcher(shelter(*entries)).match("dogs count?")
    assert top.entry.id == "one"
    assert top.score > 99


def test_probabilities_fall_from_match_to_match(matcher: Matcher) -> None:
    """They are of things that exclude each other, so they sum up to no more than 1."""
    for question in ("cats, how many", "who gave money to the zebras", "the shelter"):
        chances = [match.probability for match in matcher.match(question, 50)]
        assert chances == sorted(chances, reverse=True)
        assert 0 <= sum(chances) <= 1
    assert len(matcher.match("the shelter in town", 2)) == 2
    assert len(matcher.match("the shelter in town", 50)) == len(ENTRIES)


def test_the_evidence_is_told_in_words(matcher: Matcher) -> None:
    """What weighs most comes first."""
    match = matcher.match("how manny doggs did they take in")[0]
    points = [abs(item.points) for item in match.evidence]
    assert points == sorted(points, reverse=True)
    assert all(item.text for item in match.evidence)


def test_passages_are_found_without_any_fact() -> None:
    """An article alone is answered from its sentences."""
    knowledge = replace(shelter(), entries=())
    ranking = _ranked(Matcher(knowledge), "how many dogs are kept there")
    assert ranking.matches == ()
    assert "keeps 40 dogs" in ranking.passages[0].sentence.text


def test_a_stranger_is_off_topic(matcher: Matcher) -> None:
    """A question about the article is not."""
    assert _ranked(matcher, "who won the world cup in 1998").off_topic > 0.5
    assert _ranked(matcher, "how many dogs live in the shelter now").off_topic < 0.5


def test_an_entry_that_was_just_shown_is_less_likely(matcher: Matcher) -> None:
    """A follow-up asks for something new."""
    question = "what is said of the dogs"
    first = _ranked(matcher, question).matches[0]
    again = _ranked(matcher, question, (first.entry.id,))
    same = next(match for match in again.matches if match.entry.id == first.entry.id)
    assert same.probability < first.probability


def test_nothing_matches_where_there_is_no_word(matcher: Matcher) -> None:
    """Nor in a knowledge that has no entries."""
    assert matcher.match("?!") == ()
    assert Matcher(Knowledge()).match("who runs the shelter") == ()


def test_a_broken_reader_is_done_without(monkeypatch: pytest.MonkeyPatch) -> None:
    """The bot answers by the evidence that it has without it."""
    monkeypatch.setattr("bot.matching.matcher.pair_reader", lambda: None)
    assert Matcher(shelter()).match("who is the boss there?")[0].entry.id == "head"


def _ranked(matcher: Matcher, question: str, shown: tuple[str, ...] = ()) -> Ranking:
    return matcher.rank(question, matcher.analyzer.read(question), shown)


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
    start = time.process_time()
    matcher.match(text)
    assert time.process_time() - start < 1
