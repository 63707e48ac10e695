"""Reading texts as terms with the vocabulary of a knowledge."""

from __future__ import annotations

from bot.knowledge.model import Knowledge
from bot.matching.analyzer import MOST_CORRECTED, Analyzer
from tests.matching.shelter_knowledge import ENTRIES, shelter


def _texts(analyzer: Analyzer, text: str) -> list[str]:
    return [term.text for term in analyzer.read(text)]


def test_forms_of_a_word_are_one_term() -> None:
    """What is typed stays known beside it."""
    analyzer = Analyzer(shelter())
    first, second = analyzer.read("leading led")
    assert (first.text, first.typed, second.text) == ("lead", "leading", "led")
    assert analyzer.read("leads")[0].text == "lead"


def test_an_unknown_word_is_mended_and_counts_less() -> None:
    """A word that stands in the dictionary is meant as it is, though the knowledge lacks it."""
    dogs, weather = Analyzer(shelter()).read("doggs weather")
    assert (dogs.typed, dogs.word, dogs.nearness) == ("doggs", "dogs", 0.8)
    assert (weather.word, weather.nearness) == ("weather", 1.0)


def test_a_phrase_of_a_group_of_synonyms_is_one_term() -> None:
    """However many words it has; a misspelt one is counted as such."""
    analyzer = Analyzer(shelter())
    assert _texts(analyzer, "boss") == _texts(analyzer, "chief executive") == ["=director"]
    (term,) = analyzer.read("Cheif Executive")
    assert (term.text, term.typed, term.content) == ("=director", "cheif executive", True)
    assert term.nearness < 1
    assert analyzer.read("chief executive")[0].nearness == 1


def test_a_name_typed_as_two_words_is_put_together() -> None:
    """What is written as one in the knowledge."""
    (term,) = Analyzer(shelter()).read("nord bank")
    assert (term.text, term.name) == ("nordbank", True)


def test_two_words_that_are_asked_with_stay_apart() -> None:
    """Though together they would make another word."""
    entries = (*ENTRIES, type(ENTRIES[0])("x", "shelter", "Is the doghouse a dog or house?", "No."))
    analyzer = Analyzer(shelter(*entries))
    assert _texts(analyzer, "dog house") == ["dog", "hous"]


def test_names_are_words_written_with_a_capital_within_sentences() -> None:
    """The first word of a sentence may be any, and one also written small is no name."""
    analyzer = Analyzer(
        shelter(text="Gifts came from Berg and from the Gifts Office of an office.")
    )
    named = {t.word for t in analyzer.read("gifts berg office from nordbank") if t.name}
    assert named == {"berg", "gifts", "nordbank"}


def test_function_words_are_no_content() -> None:
    """They carry the grammar of a question."""
    terms = Analyzer(shelter()).read("who runs the shelter")
    assert [term.word for term in terms if term.content] == ["runs", "shelter"]


def test_at_most_so_many_words_are_mended() -> None:
    """It bounds the time that a text of slips takes."""
    terms = Analyzer(shelter()).read("doggs " * (MOST_CORRECTED + 5))
    assert sum(term.word == "dogs" for term in terms) == MOST_CORRECTED


def test_an_empty_knowledge_reads_texts_too() -> None:
    """There is just nothing to mend a word to."""
    assert _texts(Analyzer(Knowledge()), "Who leads zzz?") == ["who", "lead", "zzz"]
