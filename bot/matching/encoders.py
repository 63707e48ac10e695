"""The shipped models as the matcher uses them, each loaded once a process."""

from __future__ import annotations

import logging
from functools import cache
from typing import TYPE_CHECKING

from platformdirs import user_cache_path

from bot.errors import ModelError
from bot.language.encoder import SentenceEncoder
from bot.language.reader import Reader
from bot.language.vector_cache import CachedEncoder

if TYPE_CHECKING:
    from pathlib import Path

log = logging.getLogger(__name__)

FILE_NAME = "vectors.cache"


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
    return CachedEncoder(sentence_encoder(), (folder or user_cache_path("article-bot")) / FILE_NAME)
