"""Groups of words and phrases that count as the same."""

from __future__ import annotations

from bot.language.stemmer import Stemmer
from bot.language.synonyms import Synonyms
from bot.language.tokenizer import words


def test_the_longest_phrase_of_synonyms_goes_first() -> None:
    """A phrase within a longer one is passed over, and no word belongs to two phrases."""
    stem = Stemmer()
    groups = [("boss", "chief executive", "chief executive of all"), ("staff", "all workers")]
    synonyms = Synonyms(groups, stem)
    read = [stem(word) for word in words("the chief executive of all workers and all workers")]
    assert list(synonyms.phrases(read)) == [("=boss", 1, 5), ("=staff", 7, 9)]
    assert synonyms.words == {"boss": "=boss", "staff": "=staff"}
