"""The cache of vectors: what is encoded anew, and what a bad file costs (nothing but time)."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

import numpy as np
import pytest

from bot.language import vector_cache
from bot.language.vector_cache import CachedEncoder

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray


class CountingEncoder:
    """Gives a vector that depends on the text, and remembers what it encoded."""

    def __init__(self, fingerprint: str = "a" * 64) -> None:
        self.fingerprint = fingerprint
        self.encoded: list[str] = []

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.encoded += texts
        angles = np.array([len(text) for text in texts], dtype=np.float32).reshape(-1)
        return np.stack([np.cos(angles), np.sin(angles)], axis=1)


TEXTS = ["one", "three", "", "one", "\ud800"]


def test_only_what_is_new_is_encoded(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "vectors"
    first, second = CountingEncoder(), CountingEncoder()
    vectors = CachedEncoder(first, path).encode(TEXTS)
    again = CachedEncoder(second, path).encode([*TEXTS, "new"])
    assert sorted(first.encoded) == sorted(set(TEXTS))
    assert second.encoded == ["new"]
    assert vectors.dtype == np.float32
    np.testing.assert_array_equal(again[:-1], vectors)
    np.testing.assert_array_equal(vectors, CachedEncoder(first, None).encode(TEXTS))


def test_the_file_is_its_owner_s_alone_and_holds_no_text(tmp_path: Path) -> None:
    path = tmp_path / "vectors"
    CachedEncoder(CountingEncoder(), path).encode(["secret words"])
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert b"secret" not in path.read_bytes()
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("damage", ["cut", "turned", "foreign", "empty", "model"])
def test_a_bad_file_is_written_anew(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "vectors"
    CachedEncoder(CountingEncoder("b" * 64 if damage == "model" else "a" * 64), path).encode(TEXTS)
    whole = path.read_bytes()
    bad = {"cut": whole[:-3], "turned": whole[:-1] + b"?", "foreign": b"GIF89a", "empty": b""}
    path.write_bytes(bad.get(damage, whole))
    CachedEncoder(CountingEncoder(), path).encode(TEXTS)
    third = CountingEncoder()
    CachedEncoder(third, path).encode(TEXTS)
    assert third.encoded == []


def test_a_folder_that_cannot_be_written_is_done_without(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("in the way")
    with caplog.at_level("INFO"):
        vectors = CachedEncoder(CountingEncoder(), tmp_path / "file" / "vectors").encode(TEXTS)
    assert len(vectors) == len(TEXTS)
    assert "not kept" in caplog.text


def test_old_vectors_make_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vector_cache, "MOST", 2)
    path = tmp_path / "vectors"
    for text in ("a", "bb", "ccc"):
        CachedEncoder(CountingEncoder(), path).encode([text])
    last = CountingEncoder()
    CachedEncoder(last, path).encode(["bb", "ccc"])
    assert last.encoded == []


def test_progress_counts_what_is_new(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    texts = [str(number) for number in range(100)]
    CachedEncoder(CountingEncoder(), None).encode(texts, lambda *at: seen.append(at))
    assert seen == [(64, 100), (100, 100)]
    assert CachedEncoder(CountingEncoder(), None).encode([]).shape[0] == 0


def test_shipped_vectors_are_read_and_never_written(tmp_path: Path) -> None:
    """What is in the shipped file is neither encoded nor is the file touched."""
    shipped, path = tmp_path / "shipped", tmp_path / "vectors"
    vectors = CachedEncoder(CountingEncoder(), shipped).encode(TEXTS)
    before = shipped.read_bytes()
    encoder = CountingEncoder()

    again = CachedEncoder(encoder, path, shipped).encode([*TEXTS, "new"])

    assert encoder.encoded == ["new"]
    np.testing.assert_array_equal(again[:-1], vectors)
    assert shipped.read_bytes() == before


def test_shipped_vectors_of_another_model_are_not_used(tmp_path: Path) -> None:
    """They cost time and nothing else."""
    shipped = tmp_path / "shipped"
    CachedEncoder(CountingEncoder("b" * 64), shipped).encode(TEXTS)
    encoder = CountingEncoder()

    CachedEncoder(encoder, tmp_path / "vectors", shipped).encode(TEXTS)

    assert set(encoder.encoded) == set(TEXTS)
