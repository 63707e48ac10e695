"""The tokenizer, against the ids that the reference implementation gives for hard texts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.encoder import LONGEST, SentenceEncoder
from bot.language.wordpiece import WordPieceTokenizer, basic_tokens

HERE = Path(__file__).parent
TEXTS = json.loads((HERE / "texts.json").read_text(encoding="utf-8"))
TOKENS = json.loads((HERE / "tokens.json").read_text(encoding="utf-8"))
SMALL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "who", "lead", "##er", "##s", "?", "the"]


@pytest.fixture(scope="module")
def tokenizer() -> WordPieceTokenizer:
    return SentenceEncoder().tokenizer


def test_ids_are_those_of_the_reference(tokenizer: WordPieceTokenizer) -> None:
    texts = TEXTS["sentences"] + TEXTS["hard"]
    different = [
        text
        for text, ids in zip(texts, TOKENS, strict=True)
        if tokenizer.encode(text, LONGEST) != ids
    ]
    assert different == []


def test_the_longest_piece_is_taken_first() -> None:
    small = WordPieceTokenizer(SMALL)
    assert small.encode("Who leads? THE leaders", 20) == [2, 4, 5, 7, 8, 9, 5, 6, 7, 3]
    assert small.encode("leading", 20) == [2, 1, 3]


def test_a_text_is_cut_off_at_the_limit() -> None:
    small = WordPieceTokenizer(SMALL)
    assert small.encode("who who who who", 4) == [2, 4, 4, 3]
    assert small.encode("leaders", 4) == [2, 5, 6, 3]
    assert small.encode("who", 2) == [2, 3]


def test_a_pair_tells_where_its_second_text_begins() -> None:
    small = WordPieceTokenizer(SMALL)
    assert small.encode_pair("who?", "the leader", 20, 9) == ([2, 4, 8, 3, 9, 5, 6, 3], 4)
    assert small.encode_pair("who? the", "the leader", 7, 2) == ([2, 4, 8, 3, 9, 5, 3], 4)
    assert small.encode_pair("", "", 7, 2) == ([2, 3, 3], 2)


def test_what_looks_like_a_special_token_is_text(tokenizer: WordPieceTokenizer) -> None:
    ids = tokenizer.encode("[SEP] [CLS]", LONGEST)
    assert ids.count(tokenizer.encode("", LONGEST)[-1]) == 1


def test_the_rank_of_a_word_is_its_place_in_the_vocabulary(tokenizer: WordPieceTokenizer) -> None:
    the, round_, coroner = (tokenizer.rank(word) for word in ("The", "round", "coroner"))
    assert the is not None
    assert round_ is not None
    assert coroner is not None
    assert the < round_ < coroner
    assert tokenizer.rank("café") == tokenizer.rank("CAFE")
    assert tokenizer.rank("SenseTime") is None
    assert tokenizer.rank("two words") is None
    assert tokenizer.rank("") is None


@pytest.mark.parametrize("text", ["\ud800", "a\udfffb", "\x00", "\u200b", "\U0010ffff", "\r\n"])
def test_broken_characters_are_no_trouble(tokenizer: WordPieceTokenizer, text: str) -> None:
    assert len(tokenizer.encode(text, LONGEST)) <= 3


@given(st.text(st.characters(codec=None)))
def test_any_text_gives_tokens_without_white_space(text: str) -> None:
    assert all(token and not token.isspace() for token in basic_tokens(text))
    assert len(WordPieceTokenizer(SMALL).encode(text, 16)) <= 16
