"""The shipped models as the matcher uses them, each loaded once a process."""

from __future__ import annotations

import logging
from functools import cache
from pathlib import Path

from platformdirs import user_cache_path

from bot.errors import ModelError
from bot.language.encoder import SentenceEncoder
from bot.language.reader import Reader
from bot.language.vector_cache import CachedEncoder

log = logging.getLogger(__name__)

FILE_NAME = "vectors.cache"
SHIPPED = Path(__file__).parents[2] / "knowledge" / FILE_NAME
"""Vectors of the knowledge that comes with a clone, made by ``scripts/encode_shipped.py``: without
them the first start encodes twenty thousand texts, which takes minutes."""


@cache
def sentence_encoder() -> SentenceEncoder:
    """Return the encoder of texts; raises ModelError."""
    return SentenceEncoder()


@cache
def pair_reader() -> Reader | None:
    """Return the reader of question and sentence; None, with a word in the log, if it is broken.

    The bot answers without it, only less surely.
    """
    try:
        return Reader(sentence_encoder())
    except ModelError as error:
        log.warning("Answering without the reader: %s", error)
        return None


def knowledge_encoder(folder: Path | None = None) -> CachedEncoder:
    """Return an encoder that keeps its vectors in a folder, by default the user's for caches."""
    path = (folder or user_cache_path("article-bot")) / FILE_NAME
    return CachedEncoder(sentence_encoder(), path, SHIPPED)
