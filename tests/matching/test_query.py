"""A question's words: those that say something, and those that were typed this time."""

from __future__ import annotations

import numpy as np

from bot.matching.analyzer import Analyzer
from bot.matching.query import Query, content_of
from tests.matching.shelter_knowledge import shelter

NOTHING = np.zeros(0)
ANALYZER = Analyzer(shelter())


def query(text: str) -> Query:
    """A query of which the words alone matter."""
    terms = ANALYZER.read(text)
    return Query(text, terms, NOTHING, content_of(terms), NOTHING, NOTHING, NOTHING, NOTHING)


def test_content_words_stand_once() -> None:
    """Function words say nothing."""
    assert [term.word for term in content_of(ANALYZER.read("the dogs and the dogs"))] == ["dogs"]


def test_question_of_function_words_is_all_there_is() -> None:
    """Then these are what it says."""
    terms = ANALYZER.read("who is it")
    assert [term.word for term in content_of(terms)] == [term.word for term in terms]


def test_names_figures_and_kinds() -> None:
    """As far as the knowledge writes names as names."""
    asked = query("When did NordBank give 2 million?")

    assert [term.word for term in asked.names] == ["nordbank"]
    assert asked.figures
    assert "time" in asked.kinds
    assert not query("how many dogs").names
