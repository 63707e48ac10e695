"""What was asked in vain, grouped like with like, so that a maintainer sees what to add."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.answering.reply import Outcome
from bot.language.normalization import phrasing_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bot.answering.reply import Part, Reply
    from bot.language.stemmer import Stemmer

THUMBS_DOWN = "thumbs_down"

ALIKE = 85
"""Two questions are taken for one from this similarity of their stems on (0 to 100): a typo or
another ending in a word of six letters is below the line, another word is above it."""


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A question that was asked in vain, ``count`` times in all, as it was read.

    ``outcome`` is one of ``no_answer``, ``not_stated``, ``choices`` (offered, none taken) and
    ``thumbs_down``; ``nearest`` is the id of the entry that came nearest, if any did.
    """

    question: str
    outcome: str
    nearest: str | None = None
    count: int = 1


@dataclass(frozen=True, slots=True)
class Gap:
    """Questions that ask the same in vain.

    ``questions`` are the different wordings and ``outcomes`` how often each outcome came, both
    most frequent first; ``nearest`` is the entry that most often came nearest, if any did.
    """

    questions: tuple[str, ...]
    outcomes: Mapping[str, int]
    nearest: str | None

    @property
    def count(self) -> int:
        """How often this was asked."""
        return sum(self.outcomes.values())


def in_vain(reply: Reply) -> Iterator[Unanswered]:
    """Yield the parts of a message that no entry answered, each as it was read.

    Small talk and blank messages are nothing asked; choices count as not taken yet.
    """
    if reply.small_talk is not None:
        return
    for part in reply.parts:
        if part.read_as.strip() and _unanswered(part):
            nearest = part.matches[0].entry.id if part.matches else None
            yield Unanswered(part.read_as, part.outcome.value, nearest)


def group(asked: Iterable[Unanswered]) -> tuple[Gap, ...]:
    """Return the questions grouped by what they ask, most asked first.

    Word order, grammar, endings and small typos make no difference.
    """
    from bot.language.stemmer import Stemmer

    stem = Stemmer()
    same: dict[str, list[Unanswered]] = {}
    for question in asked:
        same.setdefault(_key(question.question, stem), []).append(question)
    gaps = (_gap(questions) for questions in _merged(same))
    return tuple(sorted(gaps, key=lambda gap: -gap.count))


def _merged(same: Mapping[str, list[Unanswered]]) -> Iterable[list[Unanswered]]:
    """Join the groups whose keys are alike; the one asked most is what others are held against."""
    from rapidfuzz import fuzz, process

    groups: dict[str, list[Unanswered]] = {}
    for key, questions in sorted(same.items(), key=lambda item: -_times(item[1])):
        found = process.extractOne(key, groups.keys(), scorer=fuzz.ratio, score_cutoff=ALIKE)
        groups.setdefault(found[0] if found else key, []).extend(questions)
    return groups.values()


def _gap(questions: Iterable[Unanswered]) -> Gap:
    wordings: dict[str, tuple[str, int]] = {}
    outcomes: Counter[str] = Counter()
    nearest: Counter[str] = Counter()
    for asked in questions:
        key = phrasing_key(asked.question)
        shown, count = wordings.get(key, (asked.question, 0))
        wordings[key] = (shown, count + asked.count)
        outcomes[asked.outcome] += asked.count
        if asked.nearest:
            nearest[asked.nearest] += asked.count
    ranked = sorted(wordings.values(), key=lambda wording: -wording[1])
    top = nearest.most_common(1)
    return Gap(
        tuple(shown for shown, _ in ranked),
        dict(outcomes.most_common()),
        top[0][0] if top else None,
    )


def _key(question: str, stem: Stemmer) -> str:
    """Reduce a question to the stems of its content words, sorted."""
    from bot.language.english import english
    from bot.language.tokenizer import words

    found = words(question)
    content = [word for word in found if word not in english().function_words] or found
    return " ".join(sorted(map(stem, content))) or question.casefold()


def _times(questions: Iterable[Unanswered]) -> int:
    return sum(asked.count for asked in questions)


def _unanswered(part: Part) -> bool:
    if part.outcome is Outcome.NOT_STATED:
        return part.answered is None
    return part.outcome is not Outcome.ANSWER
