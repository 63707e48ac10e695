"""Text is split where a reader sees a sentence end."""

from __future__ import annotations

import time

import pytest

from bot.language.sentences import sentences


@pytest.mark.parametrize(
    "text",
    [
        "It ends. | Another begins.",
        "Is it? | Yes! | So be it… | And then...",
        "He said: “It ends.” | Another begins.",
        'He said: "It ends." | "Another begins."',
        "(It ends.) | [Another.] | 'Third.' | Fourth",
        '"Why?" he asked. | "No." | She left.',
        "It costs $2.1 billion. | 5 firms paid.",
        "Suning.com paid. | So did U.S. chipmaker Nvidia.",
        "The U.S. Navy came.",
        "They sold it in the U.S. | The buyer is J. P. Morgan & Co. of New York.",
        "Dr. Berg met Mr. Li vs. Prof. Xu. | Then she left.",
        "It was on Jan. 5 at No. 7. | No. | It was not.",
        "It opens at 5 p.m. | The bell rings.",
        "Firms (e.g. Huawei) pay.",
        "1. Apples are red. | 2. Pears are not.",
        "Wait... what?",
        "MIAMI, Fla. (AP) — A storm hit the coast.",
        "He moved to Tampa, Fla. | She stayed in Portland, Ore. with the dog.",
        "Sens. Grey and Brown voted. | Reps. Poe and Li left.",
        "Élan is gone. | Ça va.",
        "No end mark",
    ],
)
def test_sentences_end_where_a_reader_sees_them_end(text: str) -> None:
    """Abbreviations, numbers and names hold full stops that end nothing."""
    assert sentences(text.replace(" | ", " ")) == text.split(" | ")


def test_a_line_ends_a_sentence_and_white_space_around_goes() -> None:
    """Headlines have no end mark."""
    assert sentences(" A headline\n\n  It begins.  It goes on. \n") == [
        "A headline",
        "It begins.",
        "It goes on.",
    ]


def test_no_text_has_no_sentences() -> None:
    """Nor has white space."""
    assert sentences("") == sentences(" \n ") == []


@pytest.mark.parametrize("piece", [".", ". ", '."', "a. B ", "a. b ", '. "', "U.S. "])
def test_the_time_grows_with_the_length_and_no_faster(piece: str) -> None:
    """Two hundred thousand characters of anything take less than a second or two."""
    start = time.perf_counter()
    assert "".join(sentences(piece * 60_000)).startswith(piece.strip())
    assert time.perf_counter() - start < 5
