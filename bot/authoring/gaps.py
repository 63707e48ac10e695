"""Groups what was asked in vain, like with like, so that a maintainer sees what to add."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.answering.reply import Outcome
from bot.language.normalization import phrasing_key

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from bot.answering.reply import Part, Reply
    from bot.language.stemmer import Stemmer

THUMBS_DOWN = "thumbs_down"

OFF_TOPIC_BELOW = 2.0
"""Best score of a question that has nothing to do with the articles, from 0 to 100."""

SHORTEST_WITH_TYPO = 4
"""Letters of a word in which a typo is looked for; shorter words are near to too many others."""

MOST_STEMS_WITH_TYPO = 12
"""Stems of a question in which a typo is looked for: nobody types a longer one twice but for it."""

Key = tuple[str, ...]
"""The stems of a question's content words, sorted: equal for questions that ask the same."""


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A question as it was typed, asked in vain ``count`` times in all.

    ``outcome`` is one of ``no_answer``, ``passage``, ``not_stated`` (though no entry says so),
    ``choices`` (offered, none taken) and ``thumbs_down``. After a thumb down, ``given`` is the id
    of the entry that was the answer, and ``expected`` of the one that the reader had expected.
    """

    question: str
    outcome: str
    count: int = 1
    given: str | None = None
    expected: str | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """Questions that ask the same in vain.

    ``questions`` are the different wordings and ``outcomes`` how often each outcome came, both
    most frequent first; ``as_typed`` has every spelling of them, also those that differ by case.
    ``given`` and ``expected`` are the ids of entries that readers found wrong and would have
    expected; ``keys`` are those of all wordings, that of the first one first.
    """

    questions: tuple[str, ...]
    outcomes: Mapping[str, int]
    keys: tuple[Key, ...]
    as_typed: frozenset[str] = frozenset()
    given: frozenset[str] = frozenset()
    expected: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        """The number of times that this was asked."""
        return sum(self.outcomes.values())


def in_vain(reply: Reply) -> Iterator[Unanswered]:
    """Yield the parts of a message that no entry answered, each as it was typed.

    Small talk, remarks, blank messages and what has nothing to do with the articles is left out;
    choices count as not taken yet.
    """
    if reply.small_talk is not None:
        return
    for part in reply.parts:
        if part.asked.strip() and part.answered is None and not _off_topic(part):
            yield Unanswered(part.asked, part.outcome.value)


def group(asked: Iterable[Unanswered], ignored: Collection[Key] = ()) -> tuple[Gap, ...]:
    """Return the questions grouped by what they ask, most asked first.

    Word order, grammar, endings and a typo make no difference. Groups with one of the ``ignored``
    keys are left out.
    """
    from bot.language.stemmer import Stemmer

    stem = Stemmer()
    same: dict[Key, list[Unanswered]] = {key: [] for key in ignored}
    for question in asked:
        same.setdefault(key_of(question.question, stem), []).append(question)
    groups = _merged(same, frozenset(ignored))
    return tuple(sorted(map(_gap, groups), key=lambda gap: -gap.count))


def key_of(question: str, stem: Stemmer) -> Key:
    """Reduce a question to the stems of its content words, sorted."""
    from bot.language.english import english
    from bot.language.tokenizer import words

    found = words(question)
    content = [word for word in found if word not in english().function_words] or found
    return tuple(sorted(map(stem, content))) or (question.casefold(),)


def _merged(
    same: Mapping[Key, list[Unanswered]], ignored: Collection[Key]
) -> Iterator[Mapping[Key, list[Unanswered]]]:
    """Join the keys that differ by a typo; the one asked most is what others are held against."""
    groups: dict[Key, dict[Key, list[Unanswered]]] = {}
    heads = _Heads()
    # The ignored ones come first, so that a typo in one of them is ignored as well.
    for key in sorted(same, key=lambda key: (key not in ignored, -_times(same[key]))):
        head = heads.like(key)
        if head is None:
            heads.add(key)
        groups.setdefault(head or key, {})[key] = same[key]
    return (group for head, group in groups.items() if head not in ignored)


class _Heads:
    """Keys, found again by keys that are the same but for a typo in one stem.

    Each is filed under what is left of it without one of its stems. Comparing every key with
    every other one takes 9 s for 10,000.
    """

    def __init__(self) -> None:
        self._filed: dict[tuple[Key, str], dict[str, Key]] = defaultdict(dict)

    def add(self, key: Key) -> None:
        """File a key."""
        for place, stem, rest in _without_one(key):
            self._filed[rest, place].setdefault(stem, key)

    def like(self, key: Key) -> Key | None:
        """Return the key filed first that is the same but for a typo, if there is any."""
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        for place, stem, rest in _without_one(key):
            if filed := self._filed.get((rest, place)):
                found = process.extractOne(stem, filed.keys(), scorer=OSA.distance, score_cutoff=1)
                if found and len(found[0]) >= SHORTEST_WITH_TYPO:
                    return filed[found[0]]
        return None


def _without_one(key: Key) -> Iterator[tuple[str, str, Key]]:
    """Yield each stem that may hold a typo, behind its first letter, and the key without it.

    Typos in a first letter are rare and other words with other first letters are not ("million",
    "billion"); figures that differ ask for different things.
    """
    for index, stem in enumerate(key if len(key) <= MOST_STEMS_WITH_TYPO else ()):
        if stem.isalpha() and len(stem) >= SHORTEST_WITH_TYPO:
            yield stem[0], stem, key[:index] + key[index + 1 :]


def _gap(group: Mapping[Key, list[Unanswered]]) -> Gap:
    wordings: dict[str, _Wording] = {}
    outcomes: Counter[str] = Counter()
    expected: Counter[str] = Counter()
    asked = [(key, one) for key, questions in group.items() for one in questions]
    for key, one in asked:
        wording = wordings.setdefault(phrasing_key(one.question), _Wording(one.question, key))
        wording.count += one.count
        outcomes[one.outcome] += one.count
        if one.expected:
            expected[one.expected] += one.count
    ranked = sorted(wordings.values(), key=lambda wording: -wording.count)
    return Gap(
        questions=tuple(wording.text for wording in ranked),
        outcomes=dict(outcomes.most_common()),
        keys=tuple(dict.fromkeys(wording.key for wording in ranked)),
        as_typed=frozenset(one.question for _, one in asked),
        given=frozenset(one.given for _, one in asked if one.given),
        expected=tuple(entry_id for entry_id, _ in expected.most_common()),
    )


@dataclass(slots=True)
class _Wording:
    text: str
    key: Key
    count: int = 0


def _times(questions: Iterable[Unanswered]) -> int:
    return sum(asked.count for asked in questions)


def _off_topic(part: Part) -> bool:
    best = part.matches[0].score if part.matches else 0.0
    return part.outcome is Outcome.NO_ANSWER and best < OFF_TOPIC_BELOW
