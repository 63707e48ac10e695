"""The sentence encoder, against vectors of the float model, and its model file."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from bot.errors import ModelError
from bot.language.encoder import MODEL_PATH, SentenceEncoder, batches

HERE = Path(__file__).parent
SENTENCES: list[str] = json.loads((HERE / "texts.json").read_text(encoding="utf-8"))["sentences"]


@pytest.fixture(scope="module")
def encoder() -> SentenceEncoder:
    return SentenceEncoder()


def test_vectors_are_those_of_the_float_model(encoder: SentenceEncoder) -> None:
    reference = np.load(HERE / "vectors.npy").astype(np.float32)
    reference /= np.linalg.norm(reference, axis=1, keepdims=True)
    cosines = (encoder.encode(SENTENCES) * reference).sum(axis=1)
    assert len(SENTENCES) >= 30
    assert cosines.min() > 0.999
    assert cosines.mean() > 0.9995


def test_vectors_are_unit_vectors_of_single_precision(encoder: SentenceEncoder) -> None:
    vectors = encoder.encode(SENTENCES)
    assert vectors.dtype == np.float32
    assert vectors.shape == (len(SENTENCES), 384)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, rtol=1e-5)


def test_a_vector_does_not_depend_on_what_it_is_encoded_with(encoder: SentenceEncoder) -> None:
    together = encoder.encode(SENTENCES)
    alone = np.concatenate([encoder.encode([sentence]) for sentence in SENTENCES])
    np.testing.assert_allclose(together, alone, atol=1e-5)


def test_no_text_gives_no_vector(encoder: SentenceEncoder) -> None:
    assert encoder.encode([]).shape == (0, 384)


@pytest.mark.parametrize(
    "text",
    ["", "\ud800\udfff", "\x00", "?" * 4096, "word " * 819, "ä" * 4096, "\U0001f600" * 4096],
    ids=["empty", "surrogates", "null", "marks", "words", "one word", "emoji"],
)
def test_any_text_has_a_vector(encoder: SentenceEncoder, text: str) -> None:
    assert np.isfinite(encoder.encode([text])).all()


def test_sentences_that_mean_alike_are_near(encoder: SentenceEncoder) -> None:
    asked, like, unlike = encoder.encode(
        ["Who runs the company?", "who is its chief executive", "Is it going to rain?"]
    )
    assert asked @ like > asked @ unlike + 0.3


def test_words_are_encoded_as_texts_are(encoder: SentenceEncoder) -> None:
    words = ["boss", "rain"]
    np.testing.assert_array_equal(encoder.encode_words(words), encoder.encode(words))


def test_common_words_rank_before_rare_ones(encoder: SentenceEncoder) -> None:
    common, rare = encoder.vocabulary_rank("year"), encoder.vocabulary_rank("abbot")
    assert common is not None
    assert rare is not None
    assert common < rare
    assert encoder.vocabulary_rank("qwertyuiop") is None


def test_threads_may_share_an_encoder(encoder: SentenceEncoder) -> None:
    expected = encoder.encode(SENTENCES[:8])
    with ThreadPoolExecutor(4) as pool:
        for found in pool.map(encoder.encode, [SENTENCES[:8]] * 8):
            np.testing.assert_allclose(found, expected, atol=1e-6)


def test_the_fingerprint_is_the_file_s(encoder: SentenceEncoder) -> None:
    assert len(encoder.fingerprint) == 64
    assert SentenceEncoder().fingerprint == encoder.fingerprint


def test_a_missing_file_is_said_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"no\.safetensors is missing; restore it with git"):
        SentenceEncoder(tmp_path / "no.safetensors")


@pytest.mark.parametrize("damage", ["cut", "empty", "turned", "pointer", "header", "longer"])
def test_a_damaged_file_is_said_in_a_sentence(tmp_path: Path, damage: str) -> None:
    whole = MODEL_PATH.read_bytes()
    path = tmp_path / "model.safetensors"
    middle = len(whole) // 2
    path.write_bytes(
        {
            "cut": whole[:middle],
            "empty": b"",
            "turned": whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :],
            "pointer": b"version https://git-lfs.example/spec/v1\noid sha256:0\nsize 1\n",
            "header": whole.replace(b'"I8"', b'"I7"', 1),
            "longer": whole + b"\n",
        }[damage]
    )
    with pytest.raises(ModelError, match=r"model\.safetensors is damaged; restore it"):
        SentenceEncoder(path)


def test_a_folder_in_its_place_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="cannot be read"):
        SentenceEncoder(tmp_path)


def test_batches_hold_texts_of_like_length() -> None:
    lengths = [500, 3, 500, 4, 500, 3]
    assert list(batches(lengths)) == [[1, 5, 3, 0, 2], [4]]
    assert list(batches([])) == []
