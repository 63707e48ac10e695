"""Keeps the vectors of the knowledge's texts in a file, so that a start encodes only what is new.

The file holds hashes and vectors, no text. It is for texts of the knowledge alone: nothing that
people ask is put through it.
"""

from __future__ import annotations

import contextlib
import hashlib
import logging
import os
import tempfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from bot.language.encoder import Encoder

    Vectors = dict[bytes, NDArray[np.int8]]

log = logging.getLogger(__name__)

MAGIC = b"article-bot vectors 2\n"
KEY_BYTES = 16
MOST = 60_000
"""Vectors kept, 24 MB of 384 numbers; those of the last texts asked for stay."""
CHUNK = 64
"""Texts encoded between two reports of progress."""


class CachedEncoder:
    """An encoder that looks first in a cache file; ``path`` None is no file.

    ``shipped`` is a file of the same make that is read and never written: with it, the first
    start of all is quick too.

    Vectors are rounded to 8 bits with a file and without, so that what was kept and what
    was encoded anew are the same to the last bit. A file that is damaged, of another model or of
    another version is written anew; one that cannot be written is done without.
    """

    def __init__(self, encoder: Encoder, path: Path | None, shipped: Path | None = None) -> None:
        self._encoder = encoder
        self._path = path
        self._shipped = shipped

    @property
    def fingerprint(self) -> str:
        """That of the encoder behind it."""
        return self._encoder.fingerprint

    def encode(
        self, texts: Sequence[str], progress: Callable[[int, int], None] | None = None
    ) -> NDArray[np.float32]:
        """Return the unit vector of each text, a row each.

        ``progress`` is called with how many of the texts that are not in the file are done, and
        how many there are.
        """
        keys = [_key(self.fingerprint, text) for text in texts]
        known = self._read(self._path)
        if not known.keys() >= set(keys):
            known |= self._read(self._shipped)
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        if missing:
            known |= self._encode_new(missing, progress)
            self._write(known, keys)
        if not texts:
            return self._encoder.encode([])
        return dequantized(np.array([known[key] for key in keys]))

    def _encode_new(
        self, missing: dict[bytes, str], progress: Callable[[int, int], None] | None
    ) -> Vectors:
        """Encode by length, so that a chunk makes full batches."""
        keys = sorted(missing, key=lambda key: len(missing[key]))
        found: Vectors = {}
        for begin in range(0, len(keys), CHUNK):
            part = keys[begin : begin + CHUNK]
            vectors = self._encoder.encode([missing[key] for key in part])
            found.update(zip(part, quantized(vectors), strict=True))
            if progress is not None:
                progress(len(found), len(keys))
        return found

    def _read(self, path: Path | None) -> Vectors:
        """Return what a file holds for this model: nothing where it is of no use."""
        if path is None:
            return {}
        try:
            return _unpacked(path.read_bytes(), self.fingerprint)
        except FileNotFoundError:
            return {}
        except (OSError, ValueError) as error:
            log.info("The vectors in %s are not used: %s.", path, error)
            return {}

    def _write(self, vectors: Vectors, in_use: Sequence[bytes]) -> None:
        """Write the file anew in one step, with what another process wrote in the meantime."""
        if self._path is None:
            return
        merged = self._read(self._path) | vectors
        for key in in_use:
            merged[key] = merged.pop(key)
        latest = dict(list(merged.items())[-MOST:])
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            _replace(self._path, _packed(latest, self.fingerprint))
        except OSError as error:
            log.info("The vectors are not kept in %s: %s.", self._path, error.strerror or error)


def quantized(vectors: NDArray[np.float32]) -> NDArray[np.int8]:
    """Round vectors to 8-bit integers, each followed by the four bytes of its scale.

    The cosine of a vector of 384 numbers with its rounded self is 0.9999.
    """
    scales = np.abs(vectors).max(axis=1, keepdims=True, initial=1e-9) / np.float32(127)
    values = np.round(vectors / scales).astype(np.int8)
    return np.hstack((values, scales.astype(np.float32).view(np.int8)))


def dequantized(rows: NDArray[np.int8]) -> NDArray[np.float32]:
    """Return the vectors that were rounded."""
    scales = rows[:, -4:].copy().view(np.float32)
    return rows[:, :-4].astype(np.float32) * scales


def _key(fingerprint: str, text: str) -> bytes:
    data = f"{fingerprint}\n{text}".encode("utf-8", "surrogatepass")
    return hashlib.blake2b(data, digest_size=KEY_BYTES).digest()


def _packed(vectors: Vectors, fingerprint: str) -> bytes:
    keys = b"".join(vectors)
    body = len(vectors).to_bytes(4, "little") + keys + np.array(list(vectors.values())).tobytes()
    return MAGIC + fingerprint.encode() + zlib.crc32(body).to_bytes(4, "little") + body


def _unpacked(data: bytes, fingerprint: str) -> Vectors:
    head = MAGIC + fingerprint.encode()
    if not data.startswith(head):
        raise ValueError("they are of another model or version")
    check, body = data[len(head) : len(head) + 4], data[len(head) + 4 :]
    if zlib.crc32(body).to_bytes(4, "little") != check:
        raise ValueError("the file is damaged")
    count = int.from_bytes(body[:4], "little")
    end = 4 + count * KEY_BYTES
    rows = np.frombuffer(body[end:], dtype=np.int8).reshape(count, -1)
    keys = [body[at : at + KEY_BYTES] for at in range(4, end, KEY_BYTES)]
    return dict(zip(keys, rows, strict=True))


def _replace(path: Path, data: bytes) -> None:
    """Write a file readable by its owner alone, whole or not at all."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f"{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise
