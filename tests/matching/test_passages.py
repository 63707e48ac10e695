"""The sentences of articles, and which of them quotes hold."""

from __future__ import annotations

import datetime as dt

import numpy as np

from bot.knowledge.model import Article
from bot.language.tokenizer import words
from bot.matching.passages import PassageIndex

DAY = dt.date(2021, 3, 8)
MILL = Article("mill", "A fire", DAY, "The mill burned down. Nobody was hurt.\nIt was “old”.")
LAMP = Article("lamp", "A lamp", DAY, "Nobody was hurt.")
WIDTH = 4


def index(*articles: Article) -> PassageIndex:
    """An index for which all sentences mean nothing, so that letters alone count."""
    made = PassageIndex(articles)
    made.vectors = np.zeros((len(made.texts), WIDTH))
    return made


def test_sentences_are_those_of_all_articles_in_order() -> None:
    """Each knows its article, and each article its places."""
    made = index(MILL, LAMP)

    assert [(each.article, each.text) for each in made.sentences] == [
        ("mill", "The mill burned down."),
        ("mill", "Nobody was hurt."),
        ("mill", "It was “old”."),
        ("lamp", "Nobody was hurt."),
    ]
    assert made.places_by_article["lamp"].tolist() == [3]


def test_nearest_sentence_scores_highest() -> None:
    """By letters, and by meaning where the vectors say so."""
    made = index(MILL)
    nothing = np.zeros(WIDTH, dtype=np.float32)
    assert made.scores(words("when did the mill burn"), nothing).argmax() == 0

    made.vectors[2, 0] = 1
    meaning = np.eye(WIDTH, dtype=np.float32)[0]
    assert made.scores(words("what is its age"), meaning).argmax() == 2


def test_quotes_find_their_sentences() -> None:
    """Curly quotes and white space make no difference; a quote may span several sentences."""
    made = index(MILL, LAMP)

    assert made.places("mill", ['It was "old".']) == [2]
    assert made.places("mill", ["The mill burned down.  Nobody was hurt."]) == [0, 1]
    assert made.places("lamp", ["Nobody was hurt."]) == [3]
    assert made.places("lamp", ["It never burned."]) == []
