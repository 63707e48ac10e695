"""Wording about replies that the terminal and Telegram both show, so that they say the same.

Only :data:`NOT_STATED` claims that an article does not say something, and only a not-stated entry
may be shown with it. What stands in braces is filled in by whoever shows it, or by the functions
below.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.language.normalization import short

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST_LEFT_OUT = 80
"""Characters that are shown of a question that was not read."""

NOT_STATED = "The article does not say."
NOT_STATED_IN_ALL = "None of my articles says that."
NEAREST = "The nearest that it does say:"
NOTE = "Note: {note}"

NOT_FOUND = "I can't find that in the article."
NOT_FOUND_IN_ALL = "I can't find that in any of my articles."
UNMENTIONED = "The article doesn't mention {names}."
UNMENTIONED_IN_ALL = "None of my articles mentions {names}."

PASSAGES = "No ready answer to that. The article comes nearest here:"
PASSAGES_IN_ALL = "No ready answer to that. My articles come nearest here:"

CHOICES = "Did you mean one of these?"
ONE_CHOICE = "Did you mean this?"
PART_CHOICES = "I am not sure what is meant here; one of the questions below may be it."
RELATED = "Related:"
COULD_ASK = "You could ask:"

CONTROL_WORD = "In a chat, that is a command. Here, ask me something about the article."
NO_WORDS = "I need a few words to go by. Ask me something about the article."
WHICH_ONE = "Which one? Its number picks it, from 1 to {count}."
MORE_OF_WHAT = "More about what? Ask me something first."
SURE_OF_WHAT = "About what? Ask me something first."
ABOUT = "I answer questions about {titles}."
NO_MORE = "That is all that I have about it."
ONLY_ENGLISH = "I only read English. Please ask me in English."
LEFT_OUT = "That was a lot at once; please ask the rest once more, from here: {question}"


def not_found(articles: int) -> str:
    """Say that nothing was found in so many articles; never that they do not say it."""
    return NOT_FOUND_IN_ALL if articles > 1 else NOT_FOUND


def passages(articles: int) -> str:
    """Introduce the sentences that come nearest, in so many articles."""
    return PASSAGES_IN_ALL if articles > 1 else PASSAGES


def unmentioned(names: Sequence[str], articles: int) -> str:
    """Say which names and figures occur nowhere: "The article doesn't mention A, B or C."."""
    text = UNMENTIONED_IN_ALL if articles > 1 else UNMENTIONED
    *others, last = names
    return text.format(names=f"{', '.join(others)} or {last}" if others else last)


def left_out(questions: Sequence[str]) -> str:
    """Say that not all of a long message was read, and from where on."""
    return LEFT_OUT.format(question=short(questions[0], LONGEST_LEFT_OUT))


def choices(count: int) -> str:
    """Ask which of so many questions is meant."""
    return CHOICES if count > 1 else ONE_CHOICE
