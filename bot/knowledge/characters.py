"""Characters that cannot be told from others by eye, and what to call them."""

from __future__ import annotations

import re
import unicodedata

# White space that is no plain space, and what takes no room at all.
ODD = "\t\u00a0\u00ad\u1680\u2000-\u200f\u202a-\u202f\u205f-\u2064\u2066-\u2069\u3000\ufeff"
# What turns the direction of the text around it and so shows it as something else.
DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")

_NAMES = {"\t": "a tab"}


def name_of(character: str) -> str:
    """Return what to call a character that is not seen, such as "a no-break space (U+00A0)"."""
    name = _NAMES.get(character)
    name = name or f"a {unicodedata.name(character, 'character').lower()}"
    return f"{name} (U+{ord(character):04X})"
