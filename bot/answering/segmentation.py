"""Divides a message into the questions that it asks, by its marks and by how questions open.

Nothing is matched here. Every pattern is put to text of single blanks and line ends alone, and
repeats nothing that could be shared out in several ways: none takes longer than linear time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from bot.language import en
from bot.language.english import english
from bot.language.normalization import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MOST_QUESTIONS = 8
"""Questions of one message that are read; so reading it takes bounded time."""

MOST_SENTENCES = 150
"""Sentences of a message that are looked at."""

LONGEST_MESSAGE = 4096
"""Characters of a message that are looked at; Telegram sends no longer ones."""

LONGEST_READ = 1000
"""Characters of all questions of a message that are read; the first is read in any case."""

LONGEST_QUESTION = 500
"""Characters; a longer question is read at both its ends, where what it asks stands."""

LONGEST_WORD = 40
"""Characters before and after a mark at which a word is looked for."""

LONGEST_LIST = 12
"""Words of a list of keywords; what is longer is a sentence."""

LONGEST_ITEM = 4
"""Words of an item of such a list."""

_ASKING_WORDS = (
    r"(?:(?:by|in|on|at|for|to|from|with|since|of|under|about|until|till|before|after) )?"
    r"(?:who|whom|whose|what|when|where|why|how|which)(?:['’]?s)?\b"
    r"|(?:tell|give|show|name|list|explain|describe)\b"
)
_AUXILIARIES = "is|are|was|were|has|have|had|can|could|will|would|should"
_OPENERS = rf"{_ASKING_WORDS}|(?:do|does|did|{_AUXILIARIES})(?:n['’]?t)? \w"
# After "and", a mere "is ..." may go on with what somebody is; a question has a subject there.
_JOINED_OPENERS = (
    rf"{_ASKING_WORDS}|(?:do|does|did)(?:n['’]?t)? \w|(?:{_AUXILIARIES})(?:n['’]?t)? "
    r"(?:it|they|he|she|we|you|i|the|an?|this|that|these|there|its|their|his|her|any|some)\b"
)
_LEADING = r"(?:and|also|but|so|ok|okay|then|plus|please|or|hi|hello|hey|well|now)"
_OPENS = re.compile(rf"(?:{_LEADING}\b[ ,]{{0,2}}){{0,3}}(?:{_OPENERS})", re.IGNORECASE)
_ITEM_MARK = re.compile(r"(?:\(?\d{1,2}[.):]|[a-h]\)|[-*•–—])(?: |(?=[^\W\d_]))", re.IGNORECASE)
_INLINE_MARK = re.compile(rf" (?=\(?\d{{1,2}}[.)] ?(?:{_OPENERS}))", re.IGNORECASE)
_MARK_END = re.compile(r"(?<![?!;])[?!;]+[\"'”’»)]?(?: |(?=[^\W\d_]))|(?<![.…])[.…]+[\"'”’»)]? ")
_JOINT = re.compile(
    r" ?[,;–—]? (?:and|also|plus|then|&)(?: (?:also|then))? "
    rf"(?=(?:{_JOINED_OPENERS}))|(?: ?[,;–—])? or (?=(?:who|what|when|where|why|how|which)\b)"
    rf"| ?[,:–—] ?(?=(?:{_JOINED_OPENERS}))",
    re.IGNORECASE,
)
_TURNS_TO = re.compile(r"(?:and |but |so |ok |okay )?(?:what|how) about\b[^,]*$", re.IGNORECASE)
_SUBORDINATE = re.compile(
    r"(?:when|where|while|since|if|as|although|after|before|because|once|until)\b", re.IGNORECASE
)
_COMMA = re.compile(r" ?, ?")
_LIST_JOINT = re.compile(r",? (?:and|plus|&|as well as) | ?[,;+/] ", re.IGNORECASE)
_BARE_WHICH = re.compile(r"(?:[^\W\d_]+ )?(?:which|what|how (?:much|many))\b", re.IGNORECASE)
_VERB = re.compile(
    r"\b(?:is|are|was|were|be|do|does|did|has|have|had|can|could|will|would|should|may|might|must)\b"
    r"|\b[^\W\d_]{2,}ed\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that asks, with its clauses in order: one, or as many as ask for themselves.

    ``lead_in`` is what the message says before it without asking ("I read about the mill.").
    """

    text: str
    clauses: tuple[str, ...]
    lead_in: str = ""


@dataclass(frozen=True, slots=True)
class Segments:
    """The questions of a message; ``left_out`` are those that go beyond what is read of one."""

    sentences: tuple[Sentence, ...]
    left_out: tuple[str, ...] = ()


def segments(message: str) -> Segments:
    """Divide a message into the questions that it asks; it has at least one sentence.

    Sentences that ask nothing are lead-ins where others ask; where none asks, all of the message
    is one question, or each line of a numbered list.
    """
    text = folded(message)
    found = list(islice(_sentences(text), MOST_SENTENCES))
    is_list = sum(listed for _, listed in found) > 1
    asking = list(_asking([(each, is_list and listed) for each, listed in found]))
    one = shortened(" ".join(text.split("\n")))
    return _bounded(asking or [Sentence(one, (one,))])


def folded(message: str) -> str:
    """Return what is seen of a message, with a single blank or line end for all white space."""
    text = message[:LONGEST_MESSAGE]
    text = text if text.isprintable() else visible(text)
    return "\n".join(line for typed in text.splitlines() if (line := " ".join(typed.split())))


def shortened(question: str) -> str:
    """Return both ends of a question that is too long to be read."""
    if len(question) <= LONGEST_QUESTION:
        return question
    return f"{question[: LONGEST_QUESTION // 2]} {question[-LONGEST_QUESTION // 2 :]}"


def is_question(sentence: str) -> bool:
    """Tell whether a sentence asks: by its question mark, or by how it opens."""
    return sentence.rstrip("!.\"'”’)").endswith("?") or _OPENS.match(sentence) is not None


def items(sentence: str) -> list[str]:
    """Return what a short list of keywords names ("lead investor and amount raised"), if one.

    What ends in a full stop, or has an item of many words, is a statement and no list.
    """
    if _OPENS.match(sentence) or sentence.endswith(".") or len(sentence.split()) > LONGEST_LIST:
        return []
    found = [piece.strip() for piece in _LIST_JOINT.split(sentence)]
    found = [piece for piece in found if any(map(str.isalnum, piece))][:MOST_QUESTIONS]
    short = all(len(item.split()) <= LONGEST_ITEM for item in found)
    return found if short and len(found) > 1 else []


def _asking(found: Sequence[tuple[str, bool]]) -> Iterator[Sentence]:
    """Yield the sentences that ask, or that stand in a list of questions."""
    lead_in = ""
    for sentence, listed in found:
        if listed or is_question(sentence):
            text = shortened(sentence)
            yield Sentence(text, (text,), lead_in)
        else:
            lead_in = shortened(sentence)


def _bounded(asking: Sequence[Sentence]) -> Segments:
    """Keep the questions that are read: so many, and so long in all; the first in any case."""
    kept: list[Sentence] = []
    left_out: list[str] = []
    count = length = 0
    for sentence in asking:
        length += len(sentence.text)
        if left_out or count == MOST_QUESTIONS or (kept and length > LONGEST_READ):
            left_out.append(sentence.text)
            continue
        clauses = _clauses(sentence.text) or [sentence.text]
        room = MOST_QUESTIONS - count
        kept.append(replace(sentence, clauses=tuple(clauses[:room])))
        left_out += clauses[room:]
        count += len(kept[-1].clauses)
    return Segments(tuple(kept), tuple(left_out))


def _sentences(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the sentences of a message without the numbers of a list; those that had one say so."""
    for line in text.split("\n"):
        for part in _INLINE_MARK.split(line):
            listed = _ITEM_MARK.match(part) is not None
            for sentence in filter(None, map(str.strip, _split(_unmarked(part)))):
                yield sentence, listed
                listed = False


def _unmarked(line: str) -> str:
    mark = _ITEM_MARK.match(line)
    return line[mark.end() :].strip() if mark else line.strip()


def _split(line: str) -> Iterator[str]:
    """Split where a sentence ends; after a full stop, another must begin as one does."""
    start = 0
    for found in _MARK_END.finditer(line):
        before = line[max(start, found.start() - LONGEST_WORD) : found.start()]
        after = line[found.end() : found.end() + LONGEST_WORD]
        if found[0][0] in "?!;" or _ends_with_stop(before, after):
            yield line[start : found.end()]
            start = found.end()
    yield line[start:]


def _ends_with_stop(before: str, after: str) -> bool:
    """Tell whether a full stop here ends a sentence: after no abbreviation, before a beginning."""
    *_, last = before.split(" ")
    if last.strip("\"'“‘([") in _abbreviations() or (len(last) == 1 and last.isupper()):
        return False
    opens = _OPENS.match(after)
    return bool(opens) or (after[:1].isupper() and not (last.isdecimal() and len(last) < 3))


@cache
def _abbreviations() -> frozenset[str]:
    lists = en.read("sentences")
    known = " ".join(lists[name] for name in ("never_end", "before_numbers", "may_end")).split()
    # People type "mr." in lower case; "ill." ends a sentence, though it is short for a state too.
    in_lower_case = {word.lower() for word in known} - en.dictionary()
    return frozenset((*known, *in_lower_case))


def _clauses(sentence: str) -> list[str]:
    """Return the clauses of a sentence, parted where another question begins.

    Two that belong together stay one: "What about the mill, did it burn?", "When it broke the
    record, who said so?", where the first only says when, and "Which bank and which shop paid?",
    where the first has no verb of its own.
    """
    joints = [(0, 0), *(found.span() for found in _JOINT.finditer(sentence))]
    ends = [start for start, _ in joints[1:]]
    pieces = [
        (begin, end)
        for (_, begin), end in zip(joints, [*ends, len(sentence)], strict=True)
        if any(map(str.isalnum, sentence[begin:end]))
    ]
    found: list[tuple[int, int]] = []
    for begin, end in pieces:
        if found and _belongs(sentence[slice(*found[-1])], joint=sentence[found[-1][1] : begin]):
            begin = found.pop()[0]
        found.append((begin, end))
    return [sentence[begin:end].strip() for begin, end in found]


def _belongs(clause: str, joint: str) -> bool:
    """Tell whether a clause goes with the next: as its topic, a subordinate, or without a verb."""
    if _COMMA.fullmatch(joint) and _SUBORDINATE.match(clause):
        return len(clause.split()) > 1
    which = _BARE_WHICH.match(clause)
    things = clause[which.end() :].split() if which and not _VERB.search(clause) else []
    no_verb = 0 < len(things) < LONGEST_ITEM and things[0].lower() not in english().function_words
    return no_verb or not is_question(clause) or bool(_TURNS_TO.match(clause))
