"""Splits text into the word pieces that a BERT model was trained on.

Follows the uncased tokenizer of Devlin et al. 2019, "BERT: Pre-training of Deep Bidirectional
Transformers": words without case and accents, then the longest piece that the vocabulary has.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LONGEST_WORD = 100
"""Characters; a longer word is one unknown piece, as in the original."""

_CJK = (
    (0x4E00, 0x9FFF),
    (0x3400, 0x4DBF),
    (0x20000, 0x2A6DF),
    (0x2A700, 0x2B73F),
    (0x2B740, 0x2B81F),
    (0x2B820, 0x2CEAF),
    (0xF900, 0xFAFF),
    (0x2F800, 0x2FA1F),
)


class WordPieceTokenizer:
    """Turns text into token ids, ``[CLS] text [SEP]`` or ``[CLS] first [SEP] second [SEP]``."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self._ids = {piece: place for place, piece in enumerate(vocabulary)}
        self._unknown = self._ids["[UNK]"]
        self._start = self._ids["[CLS]"]
        self._end = self._ids["[SEP]"]

    def encode(self, text: str, limit: int) -> list[int]:
        """Return the ids of a text, cut off at ``limit`` tokens with the two that enclose it."""
        return [self._start, *self._pieces(text, limit - 2), self._end]

    def encode_pair(
        self, first: str, second: str, limit: int, first_limit: int
    ) -> tuple[list[int], int]:
        """Return the ids of two texts, and how many of the ids belong to the first.

        ``limit`` counts all tokens, the three that enclose the texts too; the first text is cut
        off at ``first_limit`` pieces, the second at what is left.
        """
        head = self.encode(first, first_limit + 2)
        return [*head, *self._pieces(second, limit - len(head) - 1), self._end], len(head)

    def rank(self, word: str) -> int | None:
        """Return the place of a whole word in the vocabulary, None where it has no such word.

        The vocabulary is ordered by frequency: a small rank is a common word. Case and accents
        don't matter.
        """
        words = list(basic_tokens(word))
        return self._ids.get(words[0]) if len(words) == 1 else None

    def _pieces(self, text: str, limit: int) -> list[int]:
        ids: list[int] = []
        for word in basic_tokens(text):
            if len(ids) >= limit:
                break
            ids.extend(self._word_pieces(word))
        return ids[: max(limit, 0)]

    def _word_pieces(self, word: str) -> list[int]:
        """Split greedily: the longest known piece first, and the same with what is left."""
        if len(word) > LONGEST_WORD:
            return [self._unknown]
        ids: list[int] = []
        begin = 0
        while begin < len(word):
            for end in range(len(word), begin, -1):
                piece = word[begin:end] if begin == 0 else "##" + word[begin:end]
                if piece in self._ids:
                    ids.append(self._ids[piece])
                    begin = end
                    break
            else:
                return [self._unknown]
        return ids


def basic_tokens(text: str) -> Iterator[str]:
    """Yield words and punctuation marks in lower case, without accents and control characters."""
    cleaned = "".join(map(_cleaned, text))
    # Letter by letter: lower() of a word knows a final sigma, which the model does not.
    decomposed = unicodedata.normalize("NFD", "".join(map(str.lower, cleaned)))
    for word in decomposed.split():
        plain = "".join(c for c in word if unicodedata.category(c) != "Mn")
        yield from _split_at_punctuation(plain)


def _cleaned(character: str) -> str:
    """Return what stands for a character: itself, a space, itself between spaces, or nothing."""
    code = ord(character)
    if 0x20 <= code < 0x7F:
        return character
    category = unicodedata.category(character)
    if character in "\t\n\r" or category in {"Zs", "Zl", "Zp"}:
        return " "
    # Control, format and private characters, and surrogates that have no partner.
    if character == "\ufffd" or category in {"Cc", "Cf", "Co", "Cs"}:
        return ""
    return f" {character} " if any(low <= code <= high for low, high in _CJK) else character


def _split_at_punctuation(word: str) -> Iterator[str]:
    begin = 0
    for place, character in enumerate(word):
        if _is_punctuation(character):
            if begin < place:
                yield word[begin:place]
            yield character
            begin = place + 1
    if begin < len(word):
        yield word[begin:]


def _is_punctuation(character: str) -> bool:
    """Tell whether BERT splits here: at Unicode's punctuation and all of ASCII's symbols."""
    if character.isascii():
        return not character.isalnum() and character.isprintable() and character != " "
    return unicodedata.category(character).startswith("P")
