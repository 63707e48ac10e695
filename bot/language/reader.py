"""Reads a question and a sentence together and says whether the sentence answers it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from bot.errors import ModelError
from bot.language.encoder import batches
from bot.language.model_file import read_model
from bot.language.transformer import Transformer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from bot.language.encoder import SentenceEncoder

MODEL_PATH = Path(__file__).parent / "en" / "reader-l6.safetensors"

LONGEST = 96
"""Tokens of question and sentence together that are read."""

LONGEST_QUESTION = 40
"""Tokens of the question that are read."""

NO_TOKEN = -20.0
"""Score of a sentence that has no token; a single token of any other is above it."""


class Reader:
    """A pair encoder, of the same layers and word embeddings as the sentence encoder.

    Embeddings tell what a sentence is about; whether it says who was *before* her takes reading
    the question with it (the cross-encoder of Devlin et al. 2019). Stateless after loading.
    """

    def __init__(self, encoder: SentenceEncoder, path: Path = MODEL_PATH) -> None:
        """Load the weights; raises ModelError where the file is missing or damaged."""
        model = read_model(path)
        self.fingerprint = model.fingerprint
        self._tokenizer = encoder.tokenizer
        try:
            self._layers = Transformer(model, encoder.words)
            self._pair, self._pair_bias = model["score.pair"], model["score.pair.bias"]
            self._token, self._token_bias = model["score.token"], model["score.token.bias"]
        except (KeyError, ValueError) as error:
            raise ModelError(path, "is the file of another model") from error

    def score(self, question: str, sentences: Sequence[str]) -> NDArray[np.float32]:
        """Return for each sentence the log odds, by and large, that it answers the question."""
        scores = np.empty(len(sentences), dtype=np.float32)
        pairs = [
            self._tokenizer.encode_pair(question, sentence, LONGEST, LONGEST_QUESTION)
            for sentence in sentences
        ]
        for batch in batches([len(ids) for ids, _ in pairs]):
            scores[batch] = self._scores([pairs[place] for place in batch])
        return scores

    def _scores(self, pairs: Sequence[tuple[list[int], int]]) -> NDArray[np.float32]:
        """Return the mean of two scores: of the whole pair, and of the sentence's tokens."""
        rows, groups = self._layers([ids for ids, _ in pairs], [head for _, head in pairs])
        tokens = rows @ self._token + self._token_bias
        scores = np.empty(len(pairs), dtype=np.float32)
        begin = 0
        lengths = [group.length for group in groups for _ in range(group.count)]
        for place, ((_, head), length) in enumerate(zip(pairs, lengths, strict=True)):
            end = begin + length
            pair = np.concatenate([rows[begin], rows[begin:end].mean(axis=0)]) @ self._pair
            # Without the mark that ends the sentence; one token of it is enough.
            together = np.logaddexp.reduce(tokens[begin + head : end - 1], initial=NO_TOKEN)
            scores[place] = (pair + self._pair_bias[0] + together) / 2
            begin = end
        return scores
