"""Runs a BERT-like transformer in numpy (Vaswani et al. 2017; Devlin et al. 2019).

The texts of a batch lie one after another in a single matrix of tokens x width, so that no
position is padding: whatever treats each token by itself is one matrix product, and only
attention looks at the texts one by one, those of equal length together.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np

from bot.language.model_file import dequantized

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from bot.language.model_file import ModelFile

    Floats = NDArray[np.float32]

HEAD_WIDTH = 32
"""Numbers a head of attention; MiniLM-L6 has 12 heads in its 384."""

EPSILON = np.float32(1e-12)
"""Added to the variance in layer normalization, as in BERT."""


class WordEmbeddings:
    """The vectors of all word pieces; kept as 8-bit integers, made floats when looked up."""

    def __init__(self, model: ModelFile) -> None:
        self._values: NDArray[np.int8] = model["embeddings.word"]
        self._scales: NDArray[np.float16] = model["embeddings.word.scale"]

    def __getitem__(self, ids: NDArray[np.intp]) -> Floats:
        """Return the vectors of tokens, a row each."""
        return dequantized(self._values[ids], self._scales[ids])


@dataclass(frozen=True, slots=True)
class Norm:
    """Layer normalization: mean 0 and variance 1 along the row, then a learnt gain and bias."""

    gain: Floats
    bias: Floats

    def __call__(self, rows: Floats) -> Floats:
        rows = rows - rows.mean(axis=1, keepdims=True)
        variance = np.einsum("ij,ij->i", rows, rows)[:, None] / np.float32(rows.shape[1])
        rows /= np.sqrt(variance + EPSILON)
        rows *= self.gain
        rows += self.bias
        return rows


@dataclass(frozen=True, slots=True)
class Dense:
    """A fully connected layer; ``weights`` has a row for each output."""

    weights: Floats
    bias: Floats

    def __call__(self, rows: Floats) -> Floats:
        result: Floats = rows @ self.weights.T
        result += self.bias
        return result


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer: the tokens look at each other, then each goes through a small network."""

    attention_input: Dense
    attention_output: Dense
    attention_norm: Norm
    inner: Dense
    outer: Dense
    norm: Norm

    def __call__(self, rows: Floats, groups: Sequence[Group]) -> Floats:
        attended = attention(self.attention_input(rows), groups)
        rows = self.attention_norm(rows + self.attention_output(attended))
        return self.norm(rows + self.outer(gelu(self.inner(rows))))


@dataclass(frozen=True, slots=True)
class Group:
    """Texts of equal length that lie side by side, ``begin`` being the row of their first token."""

    begin: int
    count: int
    length: int

    @property
    def rows(self) -> slice:
        """The rows of all their tokens."""
        return slice(self.begin, self.begin + self.count * self.length)


class Transformer:
    """The layers of one model, over word embeddings that several models may share."""

    def __init__(self, model: ModelFile, words: WordEmbeddings) -> None:
        self._words = words
        self._positions: Floats = model["embeddings.position"]
        self._segments: Floats = model["embeddings.segment"]
        self._norm = _norm(model, "embeddings.norm")
        count = sum(name.endswith(".inner") for name in model.tensors)
        self._layers = [_layer(model, f"layer.{place}") for place in range(count)]

    def __call__(
        self, texts: Sequence[Sequence[int]], second_from: Sequence[int] | None = None
    ) -> tuple[Floats, list[Group]]:
        """Return the vector of every token, a row each, and where each text's rows are.

        ``texts`` are token ids, sorted by their number; ``second_from`` says for each where its
        second segment begins.
        """
        groups = grouped([len(text) for text in texts])
        ids = np.concatenate([np.asarray(text, dtype=np.intp) for text in texts])
        places = np.concatenate([np.arange(len(text)) for text in texts])
        starts = second_from or [len(text) for text in texts]
        begins = np.repeat(starts, [len(text) for text in texts])
        rows = self._words[ids] + self._positions[places]
        rows += self._segments[(places >= begins).astype(np.intp)]
        rows = self._norm(rows)
        for layer in self._layers:
            rows = layer(rows, groups)
        return rows, groups


def grouped(lengths: Sequence[int]) -> list[Group]:
    """Return the runs of equal length; a text has one token at the least."""
    groups = []
    begin = 0
    for length, run in groupby(lengths):
        count = sum(1 for _ in run)
        groups.append(Group(begin, count, length))
        begin += count * length
    return groups


def attention(mixed: Floats, groups: Sequence[Group]) -> Floats:
    """Let the tokens of each text look at each other.

    ``mixed`` has queries, keys and values side by side; the queries are already divided by the
    square root of the head's width.
    """
    width = mixed.shape[1] // 3
    result = np.empty((len(mixed), width), dtype=np.float32)
    for group in groups:
        shape = (group.count, group.length, 3, width // HEAD_WIDTH, HEAD_WIDTH)
        # To queries, keys and values of text x head x token x width.
        queries, keys, values = mixed[group.rows].reshape(shape).transpose(2, 0, 3, 1, 4)
        weights = softmax(queries @ keys.swapaxes(-1, -2))
        mean = weights @ values
        result[group.rows] = mean.swapaxes(1, 2).reshape(-1, width)
    return result


def softmax(scores: Floats) -> Floats:
    """Return weights that sum to 1 along the last axis."""
    scores -= scores.max(axis=-1, keepdims=True)
    np.exp(scores, out=scores)
    scores /= scores.sum(axis=-1, keepdims=True)
    return scores


def gelu(rows: Floats) -> Floats:
    """Return x times the normal distribution's cumulative probability of x.

    The error function is that of Abramowitz and Stegun 1964, 7.1.26, right to 1.5e-7.
    """
    size = np.abs(rows) * np.float32(np.sqrt(0.5))
    t = 1 / (1 + np.float32(0.3275911) * size)
    tail = np.float32(1.061405429) * t
    for coefficient in (-1.453152027, 1.421413741, -0.284496736, 0.254829592):
        tail += np.float32(coefficient)
        tail *= t
    tail *= np.exp(-(size * size))
    # 1 + erf(x) is 2 - tail right of zero and tail left of it.
    result: Floats = np.maximum(rows, 0)
    result -= np.abs(rows) * tail * np.float32(0.5)
    return result


def _layer(model: ModelFile, name: str) -> Layer:
    mixed = _dense(model, f"{name}.attention.input")
    width = len(mixed.bias) // 3
    for part in (mixed.weights, mixed.bias):
        part[:width] /= np.float32(np.sqrt(HEAD_WIDTH))
    return Layer(
        attention_input=mixed,
        attention_output=_dense(model, f"{name}.attention.output"),
        attention_norm=_norm(model, f"{name}.attention.norm"),
        inner=_dense(model, f"{name}.inner"),
        outer=_dense(model, f"{name}.outer"),
        norm=_norm(model, f"{name}.norm"),
    )


def _dense(model: ModelFile, name: str) -> Dense:
    return Dense(model.matrix(name), model[f"{name}.bias"])


def _norm(model: ModelFile, name: str) -> Norm:
    return Norm(model[f"{name}.gain"], model[f"{name}.bias"])
