"""Reads and writes a model file: tensors of 8-bit integers and what they are called.

The format is safetensors (eight bytes of header length, a header in JSON, the numbers), which a
few lines read without a further library. The header's ``sha256`` is that of all that follows it.
A matrix is stored as ``name`` (int8) and ``name.scale`` (float16, one for each block of a row).
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from bot.errors import ModelError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from numpy.typing import NDArray

_TYPES = {"I8": np.int8, "U8": np.uint8, "F16": np.float16, "F32": np.float32}
BLOCK = 64
"""Numbers of a row that share a scale. With one scale a row, a single large weight makes all of its
row coarse, and the vectors of very short texts fall to a cosine of 0.996; with blocks of 64 they
keep 0.9994, for 3 % more of a file."""

SMALLEST = 0.01
"""A block's largest weight counts as this much at least, so that half precision holds its scale."""

_NAMES = {np.dtype(kind): name for name, kind in _TYPES.items()}


@dataclass(frozen=True, slots=True)
class ModelFile:
    """The tensors of a model by name, and the hash that tells it from every other model."""

    tensors: Mapping[str, NDArray[Any]]
    fingerprint: str

    def __getitem__(self, name: str) -> NDArray[Any]:
        return self.tensors[name]

    def matrix(self, name: str) -> NDArray[np.float32]:
        """Return a matrix as floats."""
        return dequantized(self[name], self[f"{name}.scale"])


def read_model(path: Path) -> ModelFile:
    """Read a model file and check that it is whole.

    Raises ModelError where it is missing, cannot be read or is not what was written.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise ModelError(path, "is missing") from error
    except OSError as error:
        raise ModelError(path, f"cannot be read ({error.strerror})") from error
    try:
        return _parse(data)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ModelError(path, "is damaged") from error


def _parse(data: bytes) -> ModelFile:
    begin = 8 + int.from_bytes(data[:8], "little")
    header = json.loads(data[8:begin])
    body = memoryview(data)[begin:]
    fingerprint = header.pop("__metadata__")["sha256"]
    if hashlib.sha256(body).hexdigest() != fingerprint:
        raise ValueError("the numbers are not those that were written")
    tensors = {}
    for name, entry in header.items():
        first, last = entry["data_offsets"]
        flat = np.frombuffer(body[first:last], dtype=_TYPES[entry["dtype"]])
        # A copy: a view would keep the whole file in memory.
        tensors[name] = flat.reshape(entry["shape"]).copy()
    return ModelFile(tensors, fingerprint)


def write_model(path: Path, tensors: Mapping[str, NDArray[Any]]) -> None:
    """Write tensors as a model file."""
    header: dict[str, Any] = {}
    chunks = []
    place = 0
    # Wide numbers first, so that all are aligned.
    for name, tensor in sorted(tensors.items(), key=lambda item: (-item[1].itemsize, item[0])):
        chunk = np.ascontiguousarray(tensor).tobytes()
        header[name] = {
            "dtype": _NAMES[tensor.dtype],
            "shape": list(tensor.shape),
            "data_offsets": [place, place + len(chunk)],
        }
        chunks.append(chunk)
        place += len(chunk)
    body = b"".join(chunks)
    header["__metadata__"] = {"sha256": hashlib.sha256(body).hexdigest()}
    head = json.dumps(header, separators=(",", ":")).encode()
    head += b" " * (-len(head) % 8)
    path.write_bytes(len(head).to_bytes(8, "little") + head + body)


def quantized(
    name: str, matrix: NDArray[np.float32], block: int = BLOCK
) -> dict[str, NDArray[Any]]:
    """Return a matrix as 8-bit integers and the scales of its blocks, by their names in the file.

    A block is ``block`` numbers of a row that share a scale.
    """
    blocks = matrix.reshape(len(matrix), -1, block)
    largest = np.maximum(np.abs(blocks).max(axis=2), SMALLEST)
    scales = (largest / 127).astype(np.float16)
    values = np.rint(blocks / scales[..., None].astype(np.float32))
    return {
        name: values.clip(-127, 127).reshape(matrix.shape).astype(np.int8),
        f"{name}.scale": scales,
    }


def dequantized(values: NDArray[np.int8], scales: NDArray[np.float16]) -> NDArray[np.float32]:
    """Return rows of 8-bit integers as the floats that they stand for."""
    floats: NDArray[np.float32] = values.astype(np.float32)
    blocks = floats.reshape(len(floats), scales.shape[1], -1)
    blocks *= scales[..., None].astype(np.float32)
    return floats
