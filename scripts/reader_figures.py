"""Measures how well scores tell questions that a sentence answers from near-misses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from scripts.reader_data import Pair, group_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from scripts.reader_data import Question

    Score = Callable[[Sequence[Pair]], Sequence[float]]


def print_figures(tests: Mapping[str, Sequence[Question]], score: Score) -> None:
    """Print the AUC by test set, of the target sentence and of the best sentence of the text."""
    for name, questions in tests.items():
        target, best, first = _scores(questions, score)
        answered = np.array([q.answered for q in questions])
        print(f"\n{name}: {answered.sum()} answered, {(~answered).sum()} near-misses")
        print(f"AUC of the sentence  {auc(target[answered], target[~answered]):.3f}")
        print(f"AUC of the best sentence of the text  {auc(best[answered], best[~answered]):.3f}")
        print(f"right sentence first  {first[answered].mean():.3f}")
        rate = np.mean(target[~answered] > np.quantile(target[answered], 0.1))
        print(f"near-misses let through where 90 % of answers are  {rate:.3f}")
        for kind in sorted({q.kind for q in questions if q.kind}):
            of_kind = np.array([q.kind == kind and not q.answered for q in questions])
            print(f"  {kind:9} {of_kind.sum():4}  {auc(target[answered], target[of_kind]):.3f}")
        for group in ("yes/no", "other"):
            in_group = np.array([group_of(q) == group for q in questions])
            value = auc(target[answered & in_group], target[~answered & in_group])
            counts = (answered & in_group).sum(), (~answered & in_group).sum()
            print(f"  {group:9} {counts[0]} / {counts[1]}  {value:.3f}")
        slipped = np.array(
            score([Pair(_misspelt(q.text), q.targets[0], q.answered) for q in questions])
        )
        print(f"  misspelt            {auc(slipped[answered], slipped[~answered]):.3f}")


def auc(positive: np.ndarray, negative: np.ndarray) -> float:
    """Return the chance that an answered question scores above a near-miss, ties counting half."""
    if not len(positive) or not len(negative):
        return float("nan")
    both = np.sort(negative)
    below = np.searchsorted(both, positive, "left") + np.searchsorted(both, positive, "right")
    return float(below.mean() / 2 / len(negative))


def _scores(
    questions: Sequence[Question], score: Score
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return of each question the score of its target, the best of its text, and if they agree."""
    owner, pairs, is_target = [], [], []
    for place, question in enumerate(questions):
        for sentence in dict.fromkeys([*question.targets, *question.others]):
            owner.append(place)
            is_target.append(sentence in question.targets)
            pairs.append(Pair(question.text, sentence, question.answered))
    values, owners, hits = np.array(score(pairs)), np.array(owner), np.array(is_target)
    target, best = np.full(len(questions), -np.inf), np.full(len(questions), -np.inf)
    np.maximum.at(target, owners[hits], values[hits])
    np.maximum.at(best, owners, values)
    return target, best, target == best


def _misspelt(question: str) -> str:
    """Swap two letters inside of the longest word."""
    word = max(question.split(), key=len)
    return (
        question.replace(word, word[0] + word[2:0:-1] + word[3:], 1) if len(word) > 3 else question
    )
