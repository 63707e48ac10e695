"""Proposes a question for a sentence, by simple patterns, for a person to correct.

A sentence is taken apart at its first verb: "Alibaba | led | the round on Monday". What follows
says what can be asked: a sum, a number, a time, a place, or else who or what.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from bot.language import en

if TYPE_CHECKING:
    from collections.abc import Collection

LONGEST_SUBJECT = 7
"""Words; the verb of a longer one is hardly the sentence's."""

LONGEST_OBJECT = 7
"""Words of the object that a question repeats."""

_WORDS = {name: frozenset(value.split()) for name, value in en.read("draft_questions").items()}
_INNER_CAPITAL = re.compile(r"(?<=[a-z,;] )[A-Z][\w-]+")
_SAYING = frozenset({"say", "tell", "add", "announce"})
_ARTICLE = re.compile(r"(?:an?|the|one) ")
_OPENING = "\"“'‘("
# What is said of the subject between commas, before its verb: "Biscuit, a mongrel, found".
_ASIDE = re.compile(r"^((?:\S+ ){0,5}\S+), [^,]{2,80}, ")
_BARE = ' ,;:.!?"“”‘’()'
_TIMES = "|".join((*_WORDS["days"], *_WORDS["months"]))
_WHEN = re.compile(
    rf"\b(?:(?:on|in|by|since|until|from|before|after|at) )?(?:(?:early|late|mid-|the end of) ?)?"
    rf"(?:(?:last|next|this) (?:week|month|year|night|{_TIMES})|(?:the )?\d{{1,2}}(?:st|nd|rd|th)? "
    rf"(?:of )?(?:{_TIMES})|(?:{_TIMES})\b|(?:19|20)\d\d\b|\d{{1,2}}(?::\d\d)? ?[ap]\.m\.|"
    r"yesterday|today|tomorrow)"
)
_WHERE = re.compile(r"\b(?:in|at|near) (?=(?:the )?[A-Z])")
_MONEY = re.compile(
    r"^(?:about |around |some |nearly |more than |up to |at least |only )*"
    r"(?:[$€£¥]|[A-Z]{2,3}\$? ?\d|"
    r"\d[\d.,]* (?:[a-z]+ )?(?:dollars|euros|pounds|crowns|yuan|yen|francs))"
)
_NUMBER = re.compile(
    r"^(?:about |around |some |nearly |more than |up to |at least |only )*"
    r"(?:\d[\d.,]*(?: (?:hundred|thousand|million|billion))?|two|three|four|five|six|seven|eight|"
    r"nine|ten|twelve|twenty|thirty|dozens of|hundreds of) "
    r"(?P<noun>(?:[a-z-]+ )?(?:[a-z]+s|people|men|women|children))\b"
)
_OBJECT_END = re.compile(
    r"[,;:—–(]|\b(?:which|who|that|because|while|after|before|as|when|for|by|to|with|from)\b"
)


@dataclass(frozen=True, slots=True)
class _Clause:
    """A sentence at its verb; ``auxiliary`` is what stands before the subject when asked."""

    subject: str
    verb: str
    auxiliary: str
    base: str
    rest: str

    def ask(self, word: str, more: str = "") -> str:
        text = " ".join(
            part for part in (word, self.auxiliary, self.subject, self.base, more) if part
        )
        return f"{text}?"


def names_in(text: str) -> frozenset[str]:
    """Return the words that have a capital inside of sentences, and so are names."""
    return frozenset(_INNER_CAPITAL.findall(text))


def draft_question(sentence: str, names: Collection[str] = ()) -> str:
    """Return a question that the sentence answers, or an empty text where no pattern fits.

    ``names`` are words that keep their capital: the first word of a sentence has one anyhow.
    """
    clause = _clause(sentence.strip(), names)
    return _question(clause) if clause else ""


def _question(clause: _Clause) -> str:
    rest = clause.rest
    if clause.base and _MONEY.match(rest):
        return clause.ask("How much")
    if clause.base and (found := _NUMBER.match(rest)):
        return clause.ask(f"How many {found['noun']}")
    for word, pattern in (("When", _WHEN), ("Where", _WHERE)):
        found = pattern.search(rest) if clause.base and clause.base not in _SAYING else None
        if found and _is_short(rest[: found.start()]):
            return clause.ask(word, rest[: found.start()].strip(_BARE))
    if clause.verb in _WORDS["auxiliaries"]:
        return _about_state(clause)
    said = _object(rest)
    if clause.subject[:1].isupper() and said and clause.base not in _SAYING:
        return f"Who {clause.verb} {said}?"
    return clause.ask("What")


def _about_state(clause: _Clause) -> str:
    """Ask what the subject is where that is told, and else whether it is so."""
    if clause.verb in ("is", "are", "was", "were") and not clause.base:
        if clause.rest[:1].isupper():
            return clause.ask("Who")
        if _ARTICLE.match(clause.rest):
            return clause.ask("What")
    said = _object(clause.rest)
    question = clause.ask("", said) if said or clause.base else ""
    return question[:1].upper() + question[1:]


def _clause(sentence: str, names: Collection[str]) -> _Clause | None:
    words = _ASIDE.sub(r"\1 ", sentence.rstrip(_BARE)).split()
    if not words or words[0].strip(_BARE) in _WORDS["not_subjects"] or words[0][0] in _OPENING:
        return None
    for at in range(1, min(LONGEST_SUBJECT, len(words) - 2) + 1):
        if words[at - 1][-1] in _BARE:
            return None
        if parts := _verb(words[at], words[at + 1]):
            subject = _subject(words[:at], names)
            auxiliary, base = parts
            rest = words[at + 1 :]
            if not base and _follows_auxiliary(rest[0], auxiliary):
                base, rest = rest[0], rest[1:]
            return _Clause(subject, words[at], auxiliary, base, " ".join(rest))
    return None


def _follows_auxiliary(word: str, auxiliary: str) -> bool:
    """Tell a verb after an auxiliary: a participle, or what stands after "will" and "must"."""
    if auxiliary in ("is", "are", "was", "were", "has", "have", "had"):
        return word in _irregular() or bool(_regular(word)) or word.endswith("en")
    return word.islower() and word.isalpha() and word not in ("not", "be", "also", "only")


def _verb(word: str, following: str) -> tuple[str, str] | None:
    """Return what a question begins with and the verb's base, if the word is a verb.

    The base is empty after an auxiliary.
    """
    if word in _WORDS["auxiliaries"]:
        return word, ""
    if word in _WORDS["present"] or _is_present(word, following):
        return "does", _present_base(word)
    base = _irregular().get(word) or _regular(word)
    return ("did", base) if base else None


@cache
def _irregular() -> dict[str, str]:
    pairs = (pair.split("=") for pair in _WORDS["irregular"])
    return {past: base for past, base in pairs}  # noqa: C416, a pair is a list here


def _regular(word: str) -> str:
    """Return the verb of a regular past form; empty where the dictionary has none."""
    if not word.endswith("ed") or not word.islower():
        return ""
    stem, known = word[:-2], en.dictionary()
    doubled = stem[:-1] if len(stem) > 3 and stem[-1] == stem[-2] else ""
    by_y = f"{stem[:-1]}y" if stem.endswith("i") else ""
    tried = (by_y, f"{stem}e" if stem[-1:] in "svczgu" else "", stem, f"{stem}e", doubled)
    return next((one for one in tried if one and one in known), "")


def _is_present(word: str, following: str) -> bool:
    """Tell a verb such as "collects" from a noun by the object that begins after it."""
    object_begins = following in _WORDS["object_openers"] or following[0] in "0123456789$€£¥"
    return object_begins and word[-1:] == "s" and word[-2:] != "ss" and word[:-1] in en.dictionary()


def _present_base(word: str) -> str:
    special = {"has": "have", "goes": "go", "does": "do", "applies": "apply", "carries": "carry"}
    return special.get(word, word[:-1])


def _subject(words: list[str], names: Collection[str]) -> str:
    """Return the subject with a small letter where it begins with one inside a sentence."""
    first, *others = words
    plain = first == "A" or all(part in en.dictionary() for part in first.lower().split("-"))
    return " ".join((first.lower() if plain and first not in names else first, *others))


def _is_short(text: str) -> bool:
    return len(text.split()) <= LONGEST_OBJECT and not re.search(r"[,;:—–]", text)


def _object(rest: str) -> str:
    found = _OBJECT_END.search(rest)
    said = (rest[: found.start()] if found else rest).strip(_BARE)
    return said if said and len(said.split()) <= LONGEST_OBJECT else ""
