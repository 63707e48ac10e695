"""From a text to words: folded in case and spelling variants, figures in one form."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from bot.language.english import english
from bot.language.figures import full_date, in_one_form, plain_number
from bot.language.normalization import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Set

LONGEST_TEXT = 4096
"""Characters of a text that are looked at; Telegram lets nobody type more in one message."""

LONGEST_CACHED = 40
"""Characters of a piece between spaces whose words are cached; hardly any longer one comes back."""

# Marks that belong to the letter before them; those of Latin letters are folded away before.
# Without the Indic vowel signs, say, a word of Hindi would fall to pieces.
_MARKS = (
    "\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f"
    "\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0711\u0730-\u074a\u0900-\u0963"
    "\u0971-\u0de5\u0df2\u0df3\u0e30-\u0e3a\u0e47-\u0e4e\u0eb0-\u0ebc\u0ec8-\u0ecd\u102b-\u103e"
    "\u17b4-\u17d3\u3099\u309a"
)
# Of an accented Latin, Greek or Cyrillic letter; of other scripts marks tell words apart.
_ACCENTS = dict.fromkeys([*range(0x300, 0x370), *range(0x1AB0, 0x1B00), *range(0x1DC0, 0x1E00)])
_LETTERS = rf"(?:(?![\d_])[\w{_MARKS}])+"

# A figure with a single letter is one word ("room 5C", "3D"); so is "9th", "C++" and "C#".
_WORD_PATTERN = (
    r"\d++(?:st|nd|rd|th)(?![^\W_])|\d++(?:[.,]\d++)*(?:[^\W\d_](?![^\W_]))?"
    r"|(?<![^\W_])[^\W\d_](?:\+\+|\#)(?![\w+\#])|{letters}(?:'{letters})*|[$€£¥%]"
)
_WORD = re.compile(_WORD_PATTERN.replace("{letters}", r"[^\W\d_]+"))
_WORD_WITH_MARKS = re.compile(_WORD_PATTERN.replace("{letters}", _LETTERS))
# Nothing is tried twice, so that a text of nothing but figures takes no longer than another.
_NUMBER_WITH_UNIT = re.compile(
    r"(?<![^\W_])(?<!\d[.,])(\d[\d.,]*+)(k|m|mn|mln|b|bn|bln|tn|trn)(?![^\W_])"
)
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_SHORT_PREFIX = re.compile(r"\b([^\W\d_]{1,2})-(?=[^\W\d_]{3})")
_AMPERSAND = re.compile(r"\b([^\W\d_])&([^\W\d_])\b")
_APOSTROPHES = str.maketrans(dict.fromkeys("’‘`´ʼ′", "'"))
_UNITS = {"k": "thousand", "m": "million", "b": "billion", "t": "trillion"}
_SIGNS = {"$": "dollar", "€": "euro", "£": "pound", "¥": "yen", "%": "percent"}
_CUT_AFTER_APOSTROPHE = frozenset(("s", "ll", "re", "ve", "d", "m"))
_AROUND_WORDS = ".,;:!?…\"'“”‘’«»()[]"
_OPENS_SENTENCE = (".", "!", "?", "…", ":", '."', '!"', '?"', ".”", "!”", "?”")
_NAME = "\x00"
"""Stands before a piece that is a name; no visible text has it."""

NO_NAMES: frozenset[str] = frozenset()


def words(text: str, names: Set[str] = NO_NAMES) -> list[str]:
    """Return the words and figures of a text, in lower case, in order.

    Accents and width variants are folded, "600m" reads "600 million", "U.S." is one word, so are
    "e-commerce", "O'Brien" and "C++"; possessive endings go. Of the ``names`` that are spelt like
    function words ("WHO"), those written with their capitals keep them. At most
    :data:`LONGEST_TEXT` characters are read.
    """
    return in_one_form(list(chain.from_iterable(map(_read, _pieces(text[:LONGEST_TEXT], names)))))


def words_of_all(texts: Iterable[str], end: str, names: Set[str] = NO_NAMES) -> list[str]:
    """Return the words of all the texts as :func:`words` does, with ``end`` after each text.

    Thousands of texts are read several times as fast as one by one, and each in its whole length.
    """
    pieces: list[str] = []
    for text in texts:
        pieces += _pieces(text, names)
        pieces.append(end)
    read = {piece: _read_anew(piece) for piece in set(pieces)}
    read[end] = (end,)
    return in_one_form(list(chain.from_iterable([read[piece] for piece in pieces])))


def names_like_function_words(texts: Iterable[str]) -> frozenset[str]:
    """Return the names in running text that are spelt like function words: "WHO", "US", "May".

    A capital tells them within a sentence, and capitals alone also where one begins.
    """
    found: set[str] = set()
    for text in texts:
        found.update(name for name in _capitalised(text) if name is not None)
    return frozenset(found)


def _pieces(text: str, names: Set[str]) -> list[str]:
    """Return what stands between spaces, with the names among it marked."""
    if not text.isprintable():
        text = visible(text)
    pieces = text.split()
    if not names:
        return pieces
    return [
        _NAME + name if name and name in names else piece
        for name, piece in zip(_capitalised(text), pieces, strict=True)
    ]


def _capitalised(text: str) -> list[str | None]:
    """Return for each piece of a text the name it may be, spelt like a function word; or None."""
    found: list[str | None] = []
    before = "."
    shouted = text.isupper()
    for piece in text.split():
        found.append(None if shouted else _capitalised_piece(piece, before))
        before = piece
    return found


def _capitalised_piece(piece: str, before: str) -> str | None:
    name = piece.translate(_APOSTROPHES).strip(_AROUND_WORDS).partition("'")[0]
    dotted = len(name) > 2 and name[1::2] == "." * (len(name) // 2)
    name = name.replace(".", "").upper() if dotted else name
    if name.lower() not in english().function_words or name.lower() in english().never_names:
        return None
    if name.isupper() and len(name) > 1:
        return name
    begins = before.endswith(_OPENS_SENTENCE) or piece[0] in "\"“‘'«"
    return name if name.istitle() and not begins else None


def _read(piece: str) -> tuple[str, ...]:
    return _cached(piece) if len(piece) <= LONGEST_CACHED else _read_anew(piece)


def _read_anew(piece: str) -> tuple[str, ...]:
    plain = piece.rstrip(".,!?")
    if plain.isascii() and plain.isalpha():
        return _in_full(plain.lower())
    if piece.startswith(_NAME):
        return (piece[1:],)
    folded = _folded(piece)
    if (date := full_date(folded)) is not None:
        return date
    pattern = _WORD if folded.isascii() else _WORD_WITH_MARKS
    return tuple(word for typed in pattern.findall(folded) for word in _in_full(typed))


_cached = lru_cache(maxsize=20_000)(_read_anew)


def _folded(text: str) -> str:
    """Fold case, accents, apostrophes, and what is written short."""
    text = text.translate(_APOSTROPHES)
    folded = unicodedata.normalize("NFKD", text)[:LONGEST_TEXT].casefold()
    if not folded.isascii():
        folded = unicodedata.normalize("NFC", folded.translate(_ACCENTS))
    folded = folded.replace("us$", "$")
    folded = _NUMBER_WITH_UNIT.sub(lambda m: f"{m[1]} {_UNITS[m[2][0]]}", folded)
    folded = _DOTTED.sub(lambda m: m[0].replace(".", ""), folded)
    folded = _AMPERSAND.sub(r"\1\2", folded)
    return _SHORT_PREFIX.sub(r"\1", folded)


def _in_full(typed: str) -> tuple[str, ...]:
    """Read a word as it was typed: contractions in full, signs by name, no possessives."""
    contraction = english().contractions.get(typed)
    if contraction is not None:
        return contraction
    if typed.endswith("n't") and len(typed) > 3:
        return (typed[:-3], "not")
    if typed[0].isdigit():
        return (plain_number(typed),)
    if "'" not in typed:
        return (_SIGNS.get(typed, typed),)
    name, _, ending = typed.rpartition("'")
    return ((name if ending in _CUT_AFTER_APOSTROPHE else typed).replace("'", ""),)
