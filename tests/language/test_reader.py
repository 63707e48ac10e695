"""The reader, against scores of the float model that it was made from."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from bot.errors import ModelError
from bot.language.encoder import MODEL_PATH as ENCODER_PATH
from bot.language.encoder import SentenceEncoder
from bot.language.reader import MODEL_PATH, Reader

SCORES: list[tuple[str, str, float]] = json.loads(
    (Path(__file__).parent / "scores.json").read_text(encoding="utf-8")
)


@pytest.fixture(scope="module")
def encoder() -> SentenceEncoder:
    return SentenceEncoder()


@pytest.fixture(scope="module")
def reader(encoder: SentenceEncoder) -> Reader:
    return Reader(encoder)


def test_scores_are_those_of_the_float_model(reader: Reader) -> None:
    for question in dict.fromkeys(question for question, _, _ in SCORES):
        rows = [(said, score) for asked, said, score in SCORES if asked == question]
        found = reader.score(question, [said for said, _ in rows])
        np.testing.assert_allclose(found, [score for _, score in rows], atol=0.1)


def test_a_score_does_not_depend_on_what_is_read_with_it(reader: Reader) -> None:
    sentences = [said for _, said, _ in SCORES[:6]]
    together = reader.score("Who led the round?", sentences)
    alone = [reader.score("Who led the round?", [sentence])[0] for sentence in sentences]
    np.testing.assert_allclose(together, alone, atol=1e-4)
    assert together.dtype == np.float32


def test_what_answers_scores_above_what_does_not(reader: Reader) -> None:
    answers, other = reader.score(
        "when does the pool close on sunday", [SCORES[2][1], SCORES[0][1]]
    )
    assert answers > 0 > other


@pytest.mark.parametrize("text", ["", "\ud800", "x" * 4096, "who " * 1024])
def test_any_text_can_be_read(reader: Reader, text: str) -> None:
    assert np.isfinite(reader.score(text, [text, ""])).all()
    assert reader.score(text, []).shape == (0,)


def test_a_missing_or_damaged_file_is_said_in_a_sentence(
    encoder: SentenceEncoder, tmp_path: Path
) -> None:
    path = tmp_path / "reader.safetensors"
    with pytest.raises(ModelError, match="is missing"):
        Reader(encoder, path)
    path.write_bytes(MODEL_PATH.read_bytes()[:-1])
    with pytest.raises(ModelError, match="is damaged"):
        Reader(encoder, path)
    with pytest.raises(ModelError, match="is the file of another model"):
        Reader(encoder, ENCODER_PATH)
