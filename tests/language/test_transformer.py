"""The layers' parts, against what their definitions give."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from bot.language.model_file import ModelFile, dequantized, quantized, read_model, write_model
from bot.language.transformer import Group, attention, gelu, grouped, softmax

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

RANDOM = np.random.default_rng(7)


def test_gelu_is_right_to_seven_digits() -> None:
    x = np.linspace(-9, 9, 2001, dtype=np.float32)
    exact = [v * (1 + math.erf(v / math.sqrt(2))) / 2 for v in x.astype(float)]
    np.testing.assert_allclose(gelu(x), exact, atol=1e-6)


def test_attention_keeps_texts_apart() -> None:
    mixed = RANDOM.normal(size=(3 + 3 + 5, 3 * 64)).astype(np.float32)
    groups = [Group(0, 2, 3), Group(6, 1, 5)]
    found = attention(mixed, groups)
    for begin, end in ((0, 3), (3, 6), (6, 11)):
        queries, keys, values = np.split(mixed[begin:end], 3, axis=1)
        for head in (slice(0, 32), slice(32, 64)):
            weights = softmax(queries[:, head] @ keys[:, head].T)
            np.testing.assert_allclose(
                found[begin:end, head], weights @ values[:, head], rtol=1e-4, atol=1e-5
            )


def test_runs_of_equal_length_are_grouped() -> None:
    assert grouped([2, 2, 5]) == [Group(0, 2, 2), Group(4, 1, 5)]


def test_quantized_numbers_are_near() -> None:
    matrix = RANDOM.normal(size=(5, 128)).astype(np.float32)
    matrix[0, :64] = 0
    stored = quantized("m", matrix)
    largest = np.abs(matrix).max()
    back = dequantized(stored["m"], stored["m.scale"])
    assert np.abs(back - matrix).max() < largest / 127
    assert not back[0, :64].any()


def test_a_model_file_gives_back_what_was_written(tmp_path: Path) -> None:
    tensors: dict[str, NDArray[Any]] = {
        "a": np.arange(6, dtype=np.int8).reshape(2, 3),
        "b": np.array([1.5], dtype=np.float32),
        "c": np.frombuffer(b"text", dtype=np.uint8),
        "d": np.array([[0.5]], dtype=np.float16),
    }
    path = tmp_path / "m.safetensors"
    write_model(path, tensors)
    model = read_model(path)
    assert isinstance(model, ModelFile)
    assert model.tensors.keys() == tensors.keys()
    for name, tensor in tensors.items():
        assert model[name].dtype == tensor.dtype
        np.testing.assert_array_equal(model[name], tensor)
