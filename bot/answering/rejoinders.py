"""Replies to what needs nothing looked up.

Picks among choices, control words, small talk and remarks, "tell me more" and "are you sure?",
signs and figures alone, and questions in other languages.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from bot.answering import suggestions, texts
from bot.answering.control_words import control_word
from bot.answering.phrase_book import PhraseBook
from bot.answering.smalltalk import small_talk, small_talk_kind
from bot.language import en
from bot.language.normalization import phrasing_key
from bot.language.other_languages import language_of
from bot.language.tokenizer import words, words_of_all

if TYPE_CHECKING:
    from bot.answering.conversation import Conversation
    from bot.knowledge.model import Knowledge

LONGEST_PICK = 60
"""Characters of a message that picks one of several things."""

MOST_PICKED = 99
"""Numbers above this are no pick, however few things there are to pick from."""


@dataclass(frozen=True, slots=True)
class Rejoinder:
    """A word to say, or an entry to give; ``why`` tells in a sentence what was understood."""

    why: str
    word: str | None = None
    entry_id: str | None = None


class Rejoinders:
    """Finds rejoinders with one state of the knowledge; threads can share it."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._ids = frozenset(entry.id for entry in knowledge.entries)
        self._asked = frozenset(
            phrasing_key(text) for entry in knowledge.entries for text in entry.phrasings
        )
        self._words = frozenset(words_of_all((article.text for article in knowledge.articles), ""))

    def find(self, message: str, conversation: Conversation) -> Rejoinder | None:
        """Return what to reply to a message that is no question to look up; else None."""
        if (picked := self._pick(message, conversation)) is not None:
            return picked
        if phrasing_key(message) in self._asked:
            return None
        if control_word(message):
            return Rejoinder("it is a control word", texts.CONTROL_WORD)
        if small_talk_kind(message) == "about":
            titles = " and ".join(f"“{article.title}”" for article in self._knowledge.articles)
            return Rejoinder("it asks about the article", texts.ABOUT.format(titles=titles))
        if (about_last := self._about_last(message, conversation)) is not None:
            return about_last
        if (word := small_talk(message)) is not None:
            return Rejoinder("it is small talk", word)
        if not any(map(str.isalpha, message)):
            return Rejoinder("it has no words", texts.NO_WORDS)
        return self._in_other_language(message)

    def _pick(self, message: str, conversation: Conversation) -> Rejoinder | None:
        """Take a number, "the second one", or a yes to the only one, where choices were offered."""
        offered = [fact_id for fact_id in conversation.offered if fact_id in self._ids]
        if not offered:
            return None
        if small_talk_kind(message) == "assent":
            place = 1 if len(offered) == 1 else None
        elif (place := _place(message)) is None:
            return None
        place = len(offered) if place == -1 else place
        if place is None or not 1 <= place <= len(offered):
            return Rejoinder("it picks none", texts.WHICH_ONE.format(count=len(offered)))
        return Rejoinder("it picks one of the choices", entry_id=offered[place - 1])

    def _about_last(self, message: str, conversation: Conversation) -> Rejoinder | None:
        """Go on from the last answer, or give it again."""
        kind = _followups().kind(message)
        last = [entry_id for entry_id in conversation.entry_ids if entry_id in self._ids]
        if kind is None or (not last and small_talk_kind(message)):
            return None
        if not last:
            word = texts.MORE_OF_WHAT if kind == "more" else texts.SURE_OF_WHAT
            return Rejoinder("it is about an answer, and there is none", word)
        if kind == "sure":
            return Rejoinder("it asks for the proof once more", entry_id=last[-1])
        after = self._next(last[-1], conversation)
        if after is None:
            return Rejoinder("nothing more is related", texts.NO_MORE)
        return Rejoinder("it asks for more of the same", entry_id=after)

    def _next(self, entry_id: str, conversation: Conversation) -> str | None:
        """Return the next fact that goes with an entry and was not given yet."""
        entry = next(each for each in self._knowledge.entries if each.id == entry_id)
        facts = suggestions.related(self._knowledge, entry, len(self._knowledge.entries))
        given = {*conversation.shown, *conversation.entry_ids}
        return next((fact.id for fact in facts if fact.id not in given), None)

    def _in_other_language(self, message: str) -> Rejoinder | None:
        language = language_of(message, self._words)
        if language is None:
            return None
        word = f"{language.reply} {texts.ONLY_ENGLISH}".strip()
        return Rejoinder(f"it is in {language.name}", word)


@cache
def _picks() -> tuple[dict[str, int], frozenset[str]]:
    """Return the places by their words, and the words that may stand around one."""
    data = en.read("picks")
    places = {word: int(place) for word, place in data["places"].items()}
    return places, frozenset(data["around"].split())


def _place(message: str) -> int | None:
    """Return which of several a message picks, counted from 1, or -1 for the last; or None."""
    places, around = _picks()
    typed = words(message[:LONGEST_PICK])
    said = [word for word in typed if word not in around]
    if not said and typed == ["one"]:
        return 1
    if len(said) != 1:
        return None
    if said[0].isdecimal() and int(said[0]) <= MOST_PICKED:
        return int(said[0])
    return places.get(said[0])


@cache
def _followups() -> PhraseBook:
    return PhraseBook.of(en.read("followups"))
