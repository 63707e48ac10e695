"""Puts a follow-up into a question of its own, in words: "and when?" to "when did it open?".

A sentence encoder reads it, so it must read as questions do. Where no rule fits, the question
before is appended.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from bot.answering.followup import context_words
from bot.language import en
from bot.language.english import english

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

MOST_WORDS_BEFORE_ASKING = 2
"""Words of "anchored with what" beyond which the asking word stays at the end."""

PRONOUNS_FOR_THINGS = frozenset(("it", "its", "they", "them", "their", "theirs"))
HAVE = frozenset(("has", "have", "had"))

LONGEST_TOPIC = 5
"""Words that are what a question turns to, where they have no verb."""

BE = frozenset(("is", "are", "was", "were", "be"))

_TOKEN = re.compile(r"[^\W_]+(?:['’.&-][^\W_]+)*")
_NOUN_PHRASE = re.compile(
    r"\b(?:the|an?|any|some|all|its|their|his|her|our|[^\W_]+['’]s)"
    r"((?: [^\W_]+(?:['’.-][^\W_]+)*){1,6})",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"(?:how many|which|what) ([^\W\d_]+(?: of the [^\W\d_]+)?) "
    r"(?:is|are|was|were|did|do|has|have)\b",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r" ?\([^()]*\)")
_ASKING_IS = re.compile(r"(who|what|when|where|why|how)(?:['’]?s|['’]re)")
_PAST = re.compile(r"[a-z]{2,}ed")
_ONE = re.compile(r"(?<![\w-])(?:the |an? )?([^\W_]++(?:-[^\W_]++)*+) ones?\b", re.IGNORECASE)


def corrected_request(question: str) -> str | None:
    """Return what somebody meant instead ("no, I meant Honda" gives "Honda"); None for others."""
    found = _correction().match(question.strip())
    return found["meant"].strip(" ?!.") if found else None


@cache
def _correction() -> re.Pattern[str]:
    data = en.read("context")
    before = "|".join(data["before_corrections"].split())
    phrases = "|".join(data["corrections"])
    return re.compile(
        rf"(?:(?:{before})\b[ ,.!]{{0,3}}){{0,3}}(?:{phrases})\b[ ,:]{{0,2}}(?P<meant>.+)$",
        re.IGNORECASE | re.DOTALL,
    )


def completed_text(question: str, before: str, answer: str, is_name: Callable[[str], bool]) -> str:
    """Return a follow-up as a question of its own.

    ``before`` is the question before it, ``answer`` what that was answered with; ``is_name`` tells
    of a word whether it names somebody or something.
    """
    asked = _without_openers(question)
    context = _BRACKETS.search(before)
    before = _BRACKETS.sub("", before).strip().rstrip("?!. ")
    topic = corrected_request(question) or _turned_to(asked)
    if topic is not None:
        return _about(topic, before, is_name)
    completed = _with_clause_of(asked, before) or _with_nouns_for_pronouns(
        asked, before, answer, is_name
    )
    # What an earlier follow-up was about goes on to the next one.
    return f"{completed[:-1]}{context[0]}?" if context and "(" not in completed else completed


def _plain(word: str) -> str:
    """Return a word in lower case, without marks, and "what" for "what's" or "whats"."""
    plain = word.lower().strip(",.:;!?'\"“”()")
    asking = _ASKING_IS.fullmatch(plain)
    return asking[1] if asking else plain


def _plain_words(text: str) -> list[str]:
    return [_plain(word) for word in text.split()]


def _without_openers(question: str) -> str:
    """Return a question without "and", "so" and the like before it."""
    words = question.strip().split()
    while len(words) > 1 and _plain(words[0]) in context_words().openers:
        words = words[1:]
    return " ".join(words).rstrip("?!. ")


def _turned_to(asked: str) -> str | None:
    """Return what a question turns to: "what about the carton" gives "the carton"."""
    lowered = asked.lower()
    for phrase in context_words().turns_to:
        opening = " ".join(phrase)
        if lowered.startswith(f"{opening} "):
            return asked[len(opening) + 1 :]
    words = _plain_words(asked)
    speaks = not (context_words().auxiliaries | context_words().asking).isdisjoint(words)
    return asked if not speaks and len(words) <= LONGEST_TOPIC else None


def _about(topic: str, before: str, is_name: Callable[[str], bool]) -> str:
    """Ask the question before about another topic."""
    return (
        _with_other_names(topic, before, is_name)
        or _with_other_adjective(topic, before)
        or _with_other_phrase(topic, before)
        or f"{before}: {topic}?"
    )


def _with_other_names(asked: str, before: str, is_name: Callable[[str], bool]) -> str | None:
    """Put a name for the one before: "with Qualcomm" for "with Honda"; None where it can't."""
    new = _name_run(asked, is_name)
    if new is None:
        return None
    runs = list(_name_runs(before, is_name))
    if not runs:
        return None
    # The last name is the topic more often than the first, which mostly is whom all is about.
    start, end = runs[-1]
    return f"{before[:start]}{asked[slice(*new)]}{before[end:]}?"


def _name_run(text: str, is_name: Callable[[str], bool]) -> tuple[int, int] | None:
    return next(iter(_name_runs(text, is_name)), None)


def _name_runs(text: str, is_name: Callable[[str], bool]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for found in _TOKEN.finditer(text):
        word = re.sub(r"['’]s?$", "", found[0])
        if not is_name(word):
            continue
        end = found.start() + len(word)
        if runs and text[runs[-1][1] : found.start()] == " ":
            runs[-1] = (runs[-1][0], end)
        else:
            runs.append((found.start(), end))
    return runs


def _with_other_adjective(topic: str, before: str) -> str | None:
    """Put "annual" for "monthly" where "the annual one" follows "the monthly pass"."""
    one = _ONE.search(topic)
    phrases = [found[1].split() for found in _NOUN_PHRASE.finditer(before)]
    phrases = [words for phrase in phrases if len(words := _until_function_word(phrase)) > 1]
    if one is None or not phrases:
        return None
    old = phrases[-1][0] if len(phrases[-1]) == 2 else " ".join(phrases[-1][:-1])
    return f"{before.replace(old, one[1], 1)}?"


def _with_other_phrase(topic: str, before: str) -> str | None:
    """Put "on the carton" for "on the box", "in July" for "in May"."""
    first = topic.split(" ")[0].lower()
    if first not in context_words().prepositions:
        return None
    at = before.lower().rfind(f" {first} ")
    return f"{before[:at]} {topic}?" if at > 0 else f"{before} {topic}?"


def _with_clause_of(asked: str, before: str) -> str | None:
    """Ask for another thing of the clause before: "in which month" of "... did it open"."""
    words = _plain_words(asked)
    lists = context_words()
    asks = [at for at, word in enumerate(words) if word in lists.asking]
    is_short_for_is = any(_ASKING_IS.fullmatch(word.lower()) for word in asked.split())
    has_verb = is_short_for_is or not lists.auxiliaries.isdisjoint(words)
    if not asks or has_verb or _has_verb(words, asks[0]):
        return None
    rest = _predicate(before)
    if asks[-1] == len(words) - 1 and len(words) > MOST_WORDS_BEFORE_ASKING:
        return f"{rest} {asked}?"
    return f"{asked} {rest}?"


def _has_verb(words: list[str], at: int) -> bool:
    """Tell whether a question has its own verb: "who led" has, "who else" and "what day" not."""
    after = words[at + 1 : at + 2]
    if words[at] == "who":
        return words[at + 1 :] not in ([], ["else"])
    return bool(after) and after[0] in context_words().pronouns - {"else", "other", "others"}


def _predicate(before: str) -> str:
    """Return a question without what it asks with: "did it open", "led the round"."""
    words = before.split()
    lists = context_words()
    for at, word in enumerate(words):
        is_past = word.lower() in lists.irregular_past or _PAST.fullmatch(word)
        if word.lower() in lists.auxiliaries or (at and is_past):
            return " ".join(words[at:])
    asks = [at for at, word in enumerate(words) if word.lower() in lists.asking]
    return " ".join(words[asks[0] + 1 :]) if asks else before


def _with_nouns_for_pronouns(
    asked: str, before: str, answer: str, is_name: Callable[[str], bool]
) -> str:
    """Put what the question before is about for the first pronoun; the rest is appended.

    "He" and "she" are a person of the answer, what follows "do" and "will" is who did it before.
    """
    words = asked.split()
    for at, word in enumerate(words):
        if words[at : at + 2] in (["it", "true"], ["it", "true,"]):
            continue
        noun = _noun_for(_plain(word), words[:at], before, answer, is_name)
        if noun:
            words[at] = noun
            return _with_missing_names(" ".join(words), before, is_name)
    context = _predicate(before).split(" ", 1)
    is_auxiliary = context[0].lower() in context_words().auxiliaries
    rest = context[1] if is_auxiliary and len(context) > 1 else " ".join(context)
    return f"{asked} ({rest})?" if rest else f"{asked}?"


def _noun_for(
    word: str, left: Sequence[str], before: str, answer: str, is_name: Callable[[str], bool]
) -> str:
    """Return what a pronoun stands for, in the same case; empty for any other word."""
    lists = context_words()
    owner = "'s" if word in ("its", "their", "his", "her", "hers") else ""
    if word in lists.persons:
        person = _name_run(answer, is_name)
        return answer[slice(*person)] + owner if person else ""
    if word not in PRONOUNS_FOR_THINGS:
        return ""
    is_subject = bool(left) and left[-1].lower() in lists.auxiliaries - BE
    noun = (_subject(before, is_name) if is_subject else "") or _topic(before, is_name)
    return noun + owner if noun else ""


def _subject(before: str, is_name: Callable[[str], bool]) -> str:
    """Return who or what a question says something of: what follows its first auxiliary."""
    words = before.split()
    at = next((n for n, w in enumerate(words) if w.lower() in context_words().auxiliaries), None)
    if at is None:
        return ""
    rest = " ".join(words[at + 1 :])
    if (phrase := _NOUN_PHRASE.match(rest)) is not None:
        return _noun_phrase(rest, phrase, after=words[at])
    named = _name_run(rest, is_name)
    return rest[: named[1]] if named and named[0] == 0 else ""


def _noun_phrase(text: str, found: re.Match[str], after: str) -> str:
    """Return the phrase up to a function word; empty where nothing is left of it.

    After "do" or "will" the last word of a question is its verb: "will the campus cost".
    """
    words = _until_function_word(found[1].split())
    ends = found.start(1) + len(" ".join(words)) + 1 >= len(text)
    if ends and after.lower() in context_words().auxiliaries - BE - HAVE:
        words = words[:-1]
    return f"{text[found.start() : found.start(1)]} {' '.join(words)}" if words else ""


def _topic(before: str, is_name: Callable[[str], bool]) -> str:
    """Return what a question is about: "its latest round", "bikes" of "how many bikes were"."""
    if counted := _COUNTED.match(before):
        return counted[1]
    for found in reversed(list(_NOUN_PHRASE.finditer(before))):
        *_, left = ("", *before[: found.start()].split())
        noun = _noun_phrase(before, found, after=left)
        is_time = english().kinds_of_nouns.get(noun.split(" ")[-1].lower()) == "time"
        if noun and not is_time:
            return noun
    runs = _name_runs(before, is_name)
    return before[slice(*runs[-1])] if runs else ""


def _until_function_word(words: Collection[str]) -> list[str]:
    kept: list[str] = []
    for word in words:
        if word.lower() in english().function_words:
            break
        kept.append(word)
    return kept


def _with_missing_names(text: str, before: str, is_name: Callable[[str], bool]) -> str:
    named = [before[start:end] for start, end in _name_runs(before, is_name)]
    missing = [name for name in named if name not in text]
    return f"{text} ({', '.join(missing)})?" if missing else f"{text}?"
