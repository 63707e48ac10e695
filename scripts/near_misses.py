"""Makes questions that a sentence does not answer out of questions that it answers.

Each rule changes one thing (whose it is, when, how much, who, whether) and leaves all other words,
as near-misses of people do. A rule returns None where it does not apply, or where the sentence
might answer what it made.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from random import Random

    Rule = Callable[[str, str, Sequence[str], Random], str | None]

_WH = ("when", "where", "why", "how")
_AUXILIARIES = (
    "did",
    "does",
    "do",
    "was",
    "were",
    "is",
    "are",
    "will",
    "has",
    "have",
    "had",
    "can",
)
_NEGATED = {
    "did": "didn't", "does": "doesn't", "do": "don't", "was": "wasn't", "were": "weren't",
    "is": "isn't", "are": "aren't", "will": "won't", "has": "hasn't", "have": "haven't",
    "had": "hadn't", "can": "can't",
}  # fmt: skip
_ANSWERS = {
    "when": r"\d|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tues|wednes|thurs|"
    r"fri|"
    r"satur|sun|today|year|week|month|day|spring|summer|autumn|winter|after|before|when|until|since)",
    "where": r"\b(?:in|at|near|from|to|on|of)\s+(?:the\s+)?[A-Z]|"
    r"\b(?:here|room|hall|street|site)\b",
    "why": r"\b(?:because|since|due|after|so|for|to|as|reason|cause|blam|said|by)",
    "how": r"\b(?:by|with|using|through|via|under|per|in)\b",
}
_ROLES = (
    "chief executive", "chair", "chairman", "chairwoman", "president", "founder", "owner", "mayor",
    "manager", "director", "head", "captain", "coach", "judge", "lawyer", "prosecutor", "inspector",
    "curator", "conductor", "engineer", "editor", "author", "minister", "secretary", "treasurer",
    "spokesman", "spokeswoman", "spokesperson", "investor", "sponsor", "architect", "buyer",
    "seller", "winner", "chef", "doctor", "professor", "pilot", "driver", "teacher", "landlord",
)  # fmt: skip
_OTHER_ROLE = (
    "deputy {}",
    "former {}",
    "assistant {}",
    "{}'s predecessor",
    "{}'s wife",
    "{}'s lawyer",
)
_OTHER_TIME = ("previous", "next", "last", "second", "other", "earlier", "first")
_AFTERTHOUGHTS = (
    "before that", "after that", "the time before", "last time", "the year before", "in the end",
    "afterwards", "originally", "per month", "in other countries", "elsewhere", "by now",
)  # fmt: skip
_NUMBER = re.compile(r"\d[\d.,]*\d|\d")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z]\w+(?: [A-Z]\w+)*")


def wh_word(question: str, sentence: str, _text: Sequence[str], random: Random) -> str | None:
    """Ask when, where, why or how instead of one another: "Why was it sold?" for "When …?"."""
    first, _, rest = question.partition(" ")
    if first.lower() not in _WH or rest.split(" ")[0] not in _AUXILIARIES:
        return None
    others = [w for w in _WH if w != first.lower() and not re.search(_ANSWERS[w], sentence, re.I)]
    return f"{random.choice(others).capitalize()} {rest}" if others else None


def role(question: str, sentence: str, _text: Sequence[str], random: Random) -> str | None:
    """Ask for somebody else's role: the deputy, the predecessor, or one that is not mentioned."""
    found = [r for r in _ROLES if re.search(rf"\b{r}\b", question, re.I)]
    if not found:
        return None
    there = max(found, key=len)
    absent = [r for r in _ROLES if r not in sentence.lower()]
    new = random.choice([random.choice(_OTHER_ROLE).format(there), random.choice(absent)])
    if new.split(" ")[0] in sentence.lower():
        return None
    return re.sub(rf"\b{there}\b", new, question, count=1, flags=re.I)


def time(question: str, sentence: str, _text: Sequence[str], random: Random) -> str | None:
    """Ask for the one before or after: "Who led the previous round?"."""
    places = [m.end() for m in re.finditer(r"\bthe (?=[a-z])", question)]
    new = random.choice(_OTHER_TIME)
    if not places or new in sentence.lower() or yes_or_no(question):
        return None
    place = random.choice(places)
    return f"{question[:place]}{new} {question[place:]}"


def afterthought(question: str, sentence: str, _text: Sequence[str], random: Random) -> str | None:
    """Ask for it at another time or place: "Who led the round the time before?"."""
    new = random.choice(_AFTERTHOUGHTS)
    if yes_or_no(question) or new.split()[-1] in sentence.lower():
        return None
    return f"{question.rstrip('?. ')} {new}?"


def negation(question: str, sentence: str, _text: Sequence[str], _random: Random) -> str | None:
    """Ask for what is not so: "Why wasn't it sold?"."""
    words = question.split(" ")
    if yes_or_no(question) or re.search(r"n't\b|n’t\b|\b(?:not?|never|none|nobody)\b", sentence):
        return None
    for place, word in enumerate(words[:4]):
        if word in _NEGATED:
            return " ".join([*words[:place], _NEGATED[word], *words[place + 1 :]])
    return None


def number(question: str, sentence: str, text: Sequence[str], random: Random) -> str | None:
    """Ask about another number of the text: "Who left after 30 years?" for 12."""
    there = _NUMBER.findall(question)
    if not there or yes_or_no(question):
        return None
    old = random.choice(there)
    pattern = _NUMBER.findall(" ".join(text))
    others = sorted({n for n in pattern if n not in sentence and abs(len(n) - len(old)) < 2})
    return question.replace(old, random.choice(others), 1) if others else None


def name(question: str, sentence: str, text: Sequence[str], random: Random) -> str | None:
    """Ask about another name of the text: "How much did Temasek invest?" for Alibaba."""
    there = _NAME.findall(question)
    if not there or yes_or_no(question):
        return None
    old = random.choice(there)
    others = sorted({n for s in text for n in _NAME.findall(s) if not _shares_word(n, sentence)})
    return question.replace(old, random.choice(others), 1) if others else None


RULES: tuple[Rule, ...] = (wh_word, role, role, time, afterthought, negation, number, name, name)
"""A rule is drawn at random; names and roles twice as often, as people's near-misses are."""


def near_miss(question: str, sentence: str, text: Sequence[str], random: Random) -> str | None:
    """Return a question like this one that the sentence does not answer, or None."""
    for rule in random.sample(RULES, len(RULES)):
        made = rule(question, sentence, text, random)
        if made and made != question:
            return made
    return None


def yes_or_no(question: str) -> bool:
    """Tell whether a question asks for a yes or a no: a changed detail is then just a no."""
    words = re.findall(r"[a-z']+", question.lower())
    return not any(
        word in {"who", "whose", "what", "which", "when", "where", "why", "how"}
        for word in words[:6]
    )


def _shares_word(one: str, sentence: str) -> bool:
    return any(word in sentence for word in one.split())
