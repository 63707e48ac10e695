"""Reads the questions that the reader is trained on, and makes training pairs of them."""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.language.sentences import sentences
from scripts.near_misses import near_miss, yes_or_no

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from pathlib import Path
    from random import Random

TEST_ONLY = "Normans"
"""The article of SQuAD that measures the reader; it is never trained on."""

CHATTY = (
    "so ", "hi, ", "hello, ", "hey, ", "ok so ", "um, ", "and ", "well, ", "sorry, ",
    "do you know ",
    "can you tell me ", "i'd like to know ", "just wondering, ", "quick question: ", "pls tell me ",
)  # fmt: skip

_STOP_WORDS = frozenset(
    [
        "a", "an", "the", "of", "in", "on", "at", "to", "for", "by", "and", "or", "is", "are",
        "was", "were", "be", "been", "it", "its", "that", "this", "with", "as", "from", "has",
        "have", "had", "will", "would", "did", "do", "does", "yes", "no", "not", "they", "he",
        "she", "his", "her", "their",
    ]
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Question:
    """A question, the sentences that answer it or tempt to, and the sentences of its text.

    ``spans`` are strings of those sentences that are the answer; ``kind`` is the type of a
    near-miss, "" where the question is answered.
    """

    text: str
    targets: tuple[str, ...]
    answered: bool
    spans: tuple[str, ...]
    others: Sequence[str]
    source: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """A question and a sentence, whether it answers, and the strings of it that do."""

    question: str
    sentence: str
    answers: bool
    spans: tuple[str, ...] = field(default=())


def read_corpus(
    folder: Path, slugs: Collection[str] | None, without: Collection[str]
) -> list[Question]:
    """Return the questions of the short texts, of all but ``without`` or of ``slugs`` alone."""
    questions = []
    for path in sorted(folder.glob("*.json")):
        if path.stem in without or (slugs is not None and path.stem not in slugs):
            continue
        text = json.loads(path.read_text(encoding="utf-8"))
        found = [sentence for paragraph in text["text"] for sentence in sentences(paragraph)]
        questions += [_corpus_question(item, found) for item in text["items"]]
    return questions


def _corpus_question(item: dict[str, Any], found: Sequence[str]) -> Question:
    answered = item["kind"] == "answerable"
    targets = tuple(item["gold" if answered else "tempting"])
    spans = (item["answer"],) if answered else ()
    return Question(
        item["question"], targets, answered, spans, found, "corpus", item.get("type", "")
    )


def read_squad(path: Path, test: bool = False) -> list[Question]:
    """Return the questions of a file of SQuAD 2.0: all but those of the test article, or those."""
    data = json.loads(path.read_text(encoding="utf-8"))["data"]
    return [
        question
        for article in data
        if (article["title"] == TEST_ONLY) == test
        for paragraph in article["paragraphs"]
        for question in _squad_questions(paragraph)
    ]


def _squad_questions(paragraph: dict[str, Any]) -> Iterator[Question]:
    context = paragraph["context"]
    found = sentences(context)
    starts = [context.index(sentence) for sentence in found]
    for item in paragraph["qas"]:
        answered = not item["is_impossible"]
        answers = item["answers" if answered else "plausible_answers"]
        if answers:
            begin = answers[0]["answer_start"]
            target = found[max(sum(start <= begin for start in starts) - 1, 0)]
            spans = tuple(dict.fromkeys(a["text"] for a in answers)) if answered else ()
            yield Question(item["question"].strip(), (target,), answered, spans, found, "squad")


class PairMaker:
    """Makes the pairs of one pass; every pass differs by what is drawn at random."""

    def __init__(self, questions: Sequence[Question], random: Random) -> None:
        self._random = random
        counts = Counter(
            word
            for text in {tuple(q.others) for q in questions}
            for sentence in text
            for word in _words(sentence)
        )
        total = sum(counts.values())
        self._rarity = {word: math.log(total / count) for word, count in counts.items()}

    def pairs(self, question: Question, extra: float) -> Iterator[Pair]:
        """Yield the pair of a question, and with a chance of ``extra`` each of two negatives."""
        target = self._target(question)
        asked = self._spoken(question.text)
        yield Pair(asked, target, question.answered, question.spans)
        if self._random.random() < extra and (other := self._similar(question)):
            yield Pair(asked, other, answers=False)
        if question.answered and self._random.random() < extra:
            made = near_miss(question.text, target, question.others, self._random)
            if made:
                yield Pair(self._spoken(made), target, answers=False)

    def _target(self, question: Question) -> str:
        """Choose a sentence, rather one that holds the answer; at times all of them together."""
        if len(question.targets) > 1 and self._random.random() < 0.5:
            return " ".join(question.targets)
        holding = [t for t in question.targets if any(span in t for span in question.spans)]
        return self._random.choice(holding or question.targets)

    def _similar(self, question: Question) -> str | None:
        """Choose another sentence of the text that shares words with the question."""
        asked = _words(question.text)
        others = [
            sentence
            for sentence in question.others
            if sentence not in question.targets
            and not any(span.lower() in sentence.lower() for span in question.spans)
        ]
        others.sort(key=lambda sentence: -self._likeness(asked, _words(sentence)))
        return self._random.choice(others[:5]) if others else None

    def _likeness(self, asked: set[str], said: set[str]) -> float:
        shared = sum(self._rarity.get(word, 0.0) for word in asked & said)
        return shared / math.sqrt(len(said) + 5)

    def _spoken(self, question: str) -> str:
        """Return a question as people type it: some in lower case, chatty or with slips."""
        chance = self._random.random
        if chance() < 0.12:
            question = self._random.choice(CHATTY) + question[:1].lower() + question[1:]
        if chance() < 0.2:
            question = question.rstrip("?")
        if chance() < 0.2:
            for _ in range(1 + (chance() < 0.4)):
                question = self._slip(question)
        return question

    def _slip(self, question: str) -> str:
        """Misspell one word: two letters swapped, one left out, doubled or hit beside."""
        places = [m.start() for m in re.finditer(r"(?<=[a-z])[a-z](?=[a-z])", question)]
        if not places:
            return question
        at = self._random.choice(places)
        letter, following = question[at], question[at + 1]
        new = self._random.choice(
            [following + letter, following, letter * 2 + following, "aeiou"[at % 5] + following]
        )
        return question[:at] + new + question[at + 2 :]


def answer_words(span: str) -> set[str]:
    """Return the words that carry an answer which stands in other words than the sentence's."""
    return _words(span) - _STOP_WORDS


def group_of(question: Question) -> str:
    """Return the group that a question is reported under."""
    return "yes/no" if yes_or_no(question.text) else "other"


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))
