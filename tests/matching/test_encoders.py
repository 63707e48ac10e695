"""The shipped models, and the vectors that are shipped for the first start."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.errors import ModelError
from bot.knowledge.loader import load
from bot.language.encoder import SentenceEncoder
from bot.matching import encoders
from bot.matching.encoders import FILE_NAME, SHIPPED, knowledge_encoder, pair_reader
from bot.matching.matcher import Matcher
from tests.matching.shelter_knowledge import shelter

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import pytest

    from bot.matching.sparse import Floats

FEW = 500
"""Texts that a first start may have to encode, in some two seconds, before it is time to encode
the shipped knowledge anew."""


def test_first_start_finds_the_vectors_of_the_shipped_knowledge(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With an empty cache next to nothing is encoded."""
    encoded: list[str] = []
    encode = SentenceEncoder.encode

    def counted(self: SentenceEncoder, texts: Sequence[str]) -> Floats:
        encoded.extend(texts)
        return encode(self, texts)

    monkeypatch.setattr(SentenceEncoder, "encode", counted)

    Matcher(load(SHIPPED.parent), tmp_path)

    assert len(encoded) < FEW


def test_vectors_are_kept_in_the_folder(tmp_path: Path) -> None:
    """What was encoded once is not encoded again."""
    knowledge_encoder(tmp_path).encode(["a text that no knowledge has"])
    Matcher(shelter(), tmp_path)

    assert (tmp_path / FILE_NAME).exists()


def test_broken_reader_is_done_without(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """It says so once, and the bot answers all the same."""

    def refuse(_: object) -> None:
        raise ModelError(SHIPPED, "is damaged")

    monkeypatch.setattr(encoders, "Reader", refuse)
    pair_reader.cache_clear()
    try:
        assert pair_reader() is pair_reader() is None
    finally:
        pair_reader.cache_clear()
    assert [message[:29] for message in caplog.messages] == ["Answering without the reader:"]
