"""Characters that are not seen: which they are, and how to name and show them."""

from __future__ import annotations

import unicodedata

# White space that is no plain space, and what takes no room at all, for a set in a pattern.
ODD = "\t\u00a0\u00ad\u1680\u2000-\u200f\u202a-\u202f\u205f-\u2064\u2066-\u2069\u3000\ufeff"

# Controls, formats such as direction marks, half surrogates, line and paragraph separators.
_UNSAFE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
# Some scripts and emoji are written with these.
_JOINERS = "\u200c\u200d"
_DIRECTIONS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def name_of(character: str) -> str:
    """Return what to call a character, such as "a no-break space (U+00A0)"."""
    name = "tab" if character == "\t" else unicodedata.name(character, "character").lower()
    article = "an" if name[0] in "aeio" else "a"
    return f"{article} {name} (U+{ord(character):04X})"


def turns_direction(text: str) -> str:
    """Return the first character that turns the direction of the text after it; empty if none."""
    if text.isprintable():
        return ""
    return next((character for character in text if character in _DIRECTIONS), "")


def spelt_out(text: str) -> str:
    """Return the text with each character that a terminal obeys or hides as ``<U+202E>``.

    Direction marks would show what follows as something else than it is.
    """
    return text if text.isprintable() else "".join(map(_spelt_out, text))


def _spelt_out(character: str) -> str:
    unsafe = unicodedata.category(character) in _UNSAFE and character not in _JOINERS
    return f"<U+{ord(character):04X}>" if unsafe else character
