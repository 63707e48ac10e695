"""Where a message may fall into several questions; whether it does, the matches decide."""

from __future__ import annotations

import re

MOST_PIECES = 8
"""Pieces of a message that are tried as questions of their own."""

LONGEST_MESSAGE = 1000
"""Characters; a longer message is read as one question, and only at both its ends.

So reading a message takes bounded time, whatever it holds.
"""

LONGEST_LIST = 12
"""Words of a list of keywords; what is longer is a sentence."""

# Every pattern is put to text of single blanks and line ends alone (see folded), and repeats
# nothing but blanks that cannot follow each other: so none takes longer than linear time.
_SENTENCE_END = re.compile(r"(?<=[?!;]) |(?<=[^\W\d_]{3}\.) |\n")
_OPENERS = (
    r"(?:(?:by|in|on|at|for|to|from|with|since|of|under|about|until|till|before|after) )?"
    r"(?:who|whom|whose|what|when|where|why|how|which)\b"
    r"|(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should) \w"
    r"|(?:tell|give|show|name|list|explain|describe)\b"
)
_JOINT = re.compile(
    rf"(?:(?: ?[,;–—])? ?\b| )(?:and|also|plus|then|or|&) (?:also |then )?(?={_OPENERS})"
    rf"| ?[,:–—] (?={_OPENERS})",
    re.IGNORECASE,
)
_OPENS = re.compile(
    rf"(?:and|also|but|so|ok|okay|then|plus|please)?[ ,]*+(?:{_OPENERS})", re.IGNORECASE
)
_TURNS_TO = re.compile(r"(?:and|but|so|ok|okay)?[ ,]*+(?:what|how) about\b[^,]*$", re.IGNORECASE)
_SUBORDINATE = re.compile(
    r"(?:when|where|while|since|if|as|although|after|before)\b", re.IGNORECASE
)
_BARE_COMMA = re.compile(r" ?, ?")
_LIST_JOINT = re.compile(r",? (?:and|plus|&|as well as) | ?[,;+/] ", re.IGNORECASE)


def folded(message: str) -> str:
    """Return a message with one blank for each run of white space, and one line end for lines."""
    return "\n".join(line for typed in message.splitlines() if (line := " ".join(typed.split())))


def shortened(message: str) -> str:
    """Return both ends of a message that is too long to be read: what it asks stands there."""
    if len(message) <= LONGEST_MESSAGE:
        return message
    return f"{message[: LONGEST_MESSAGE // 2]} {message[-LONGEST_MESSAGE // 2 :]}"


def sentences(message: str) -> list[str]:
    """Return the sentences of a message, without the lead-ins where some of them are questions.

    "I read about it. Who led the round?" is one question; the first sentence is a lead-in.
    """
    message = folded(message)
    if len(message) > LONGEST_MESSAGE:
        return [message]
    found = [piece.strip() for piece in _SENTENCE_END.split(message) if piece.strip()]
    asking = [sentence for sentence in found if is_question(sentence)]
    return (asking or [message])[:MOST_PIECES]


def is_question(sentence: str) -> bool:
    """Tell whether a sentence asks: by its question mark, or by how it opens."""
    return sentence.endswith("?") or _OPENS.match(sentence) is not None


def clauses(sentence: str) -> list[str]:
    """Return the clauses of a sentence, parted where another question may begin.

    Two that belong together stay one: "What about Qualcomm, did they invest?", and "When it
    broke the record, who said so?", where the first only says when.
    """
    if len(sentence) > LONGEST_MESSAGE:
        return []
    found: list[str] = []
    begin = end = 0
    for clause in _parted(_JOINT, sentence):
        start = sentence.index(clause, end)
        if found and _belongs(found[-1], joint=sentence[end:start]):
            found[-1] = sentence[begin : start + len(clause)]
        else:
            found.append(clause)
            begin = start
        end = start + len(clause)
    return found


def items(sentence: str) -> list[str]:
    """Return what a short list of keywords names ("lead investor and amount raised"), if one."""
    if _OPENS.match(sentence) or len(sentence.split()) > LONGEST_LIST:
        return []
    return _parted(_LIST_JOINT, sentence)


def _belongs(clause: str, joint: str) -> bool:
    """Tell whether a clause goes with the next one: as its topic, or as a subordinate clause."""
    subordinate = _SUBORDINATE.match(clause) and _BARE_COMMA.fullmatch(joint)
    return bool(_TURNS_TO.match(clause) or subordinate)


def _parted(joint: re.Pattern[str], sentence: str) -> list[str]:
    found = [piece.strip() for piece in joint.split(sentence, maxsplit=MOST_PIECES)]
    return [piece for piece in found if re.search(r"\w", piece)]
