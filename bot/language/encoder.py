"""Turns sentences into vectors that lie near each other where the sentences mean alike.

The model is all-MiniLM-L6-v2: six layers distilled from a larger one (Wang et al. 2020,
"MiniLM") and trained on pairs of sentences (Reimers and Gurevych 2019, "Sentence-BERT").
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np

from bot.errors import ModelError
from bot.language.model_file import read_model
from bot.language.transformer import Transformer, WordEmbeddings
from bot.language.wordpiece import WordPieceTokenizer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

MODEL_PATH = Path(__file__).parent / "en" / "minilm-l6.safetensors"

DIMENSIONS = 384

LONGEST = 128
"""Tokens of a text that are read; the model was trained on texts of up to this length."""

BATCH_TOKENS = 1024
"""Tokens that go through the layers at once, which bounds memory and how long a batch takes."""


class Encoder(Protocol):
    """Whatever turns texts into unit vectors."""

    @property
    def fingerprint(self) -> str:
        """Tells the vectors of this model from those of any other."""
        ...

    def encode(self, texts: Sequence[str]) -> Floats:
        """Return a unit vector for each text, a row each."""
        ...


class SentenceEncoder:
    """The encoder that is shipped; stateless after loading, so that threads may share it."""

    def __init__(self, path: Path = MODEL_PATH) -> None:
        """Load the weights, which takes some 0.1 s and 60 MB.

        Raises ModelError where the file is missing or damaged.
        """
        model = read_model(path)
        self.fingerprint = model.fingerprint
        try:
            vocabulary = model["vocabulary"].tobytes().decode().split("\n")
            self.tokenizer = WordPieceTokenizer(vocabulary)
            self.words = WordEmbeddings(model)
            self._layers = Transformer(model, self.words)
        except (KeyError, ValueError) as error:
            raise ModelError(path, "is the file of another model") from error

    def encode(self, texts: Sequence[str]) -> Floats:
        """Return the unit vectors of texts, texts x 384; a text is read up to its 128th token.

        Takes 10 to 15 ms a question on one core, 3 to 4 ms a short text in a batch. Any text
        has a vector, an empty one too.
        """
        vectors = np.empty((len(texts), DIMENSIONS), dtype=np.float32)
        ids = [self.tokenizer.encode(text, LONGEST) for text in texts]
        for batch in batches([len(row) for row in ids]):
            vectors[batch] = self._unit_vectors([ids[place] for place in batch])
        return vectors

    def encode_words(self, words: Sequence[str]) -> Floats:
        """Return the unit vectors of single words, words x 384."""
        return self.encode(words)

    def vocabulary_rank(self, word: str) -> int | None:
        """Return the place of a word in the vocabulary of 30,522, None where it is not in it.

        Common words stand first, from about 2,000 on.
        """
        return self.tokenizer.rank(word)

    def _unit_vectors(self, batch: list[list[int]]) -> Floats:
        """Return the mean of each text's token vectors, scaled to length 1."""
        rows, groups = self._layers(batch)
        means: Floats = np.concatenate(
            [
                rows[group.rows].reshape(group.count, group.length, -1).mean(axis=1)
                for group in groups
            ]
        )
        means /= np.linalg.norm(means, axis=1, keepdims=True)
        return means


def batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Yield the places of texts by length, as many at once as make up a batch."""
    batch: list[int] = []
    tokens = 0
    for place in sorted(range(len(lengths)), key=lengths.__getitem__):
        if batch and tokens + lengths[place] > BATCH_TOKENS:
            yield batch
            batch, tokens = [], 0
        batch.append(place)
        tokens += lengths[place]
    if batch:
        yield batch
