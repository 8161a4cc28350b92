"""The comparison form of a text: what two printings of the same words have in common.

Width, white space, zero-width characters and the style of quotes say nothing about a measure, so they are folded away before
anything is compared. Every folded character remembers the place it came from: what a reader is shown is cut from the text itself.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache

_ALIKE = {
    '"': "“”„‟〝〞〟「」『』«»‘’‚‛'`´",
    "-": "‐‑‒–—―−─",
    "·": "•・‧∙⋅",
    "~": "〜～∼",
    "[": "〔［",
    "]": "〕］",
    "〇": "○◯",
    "着": "著",  # the one frequent word that every Traditional-to-Simplified table leaves open
}
_TABLE = {character: target for target, characters in _ALIKE.items() for character in characters}
_BLANK = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})


@cache
def _fold_character(character: str) -> str:
    if unicodedata.category(character) in _BLANK:
        return ""
    if character in _TABLE:
        return _TABLE[character]
    folded = "".join(_TABLE.get(part, part) for part in unicodedata.normalize("NFKC", character))
    return "".join(part for part in folded if not part.isspace())


@dataclass(frozen=True, slots=True)
class Folded:
    """``text`` is the comparison form; ``places[i]`` is the offset in the original of the character that ``text[i]`` came from."""

    text: str
    places: tuple[int, ...]
    length: int

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The original range of the folded range ``[start, end)``; an empty one lies just behind what stands before it."""
        if start < end:
            return self.places[start], self.places[end - 1] + 1
        here = self.places[start - 1] + 1 if start > 0 else 0
        return here, here

    def folded(self, start: int, end: int) -> tuple[int, int]:
        """The folded range of the original range ``[start, end)``."""
        return bisect_left(self.places, start), bisect_left(self.places, end)


def fold(text: str) -> Folded:
    """The comparison form of ``text``, with the way back."""
    pieces: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        folded = _fold_character(character)
        if folded:
            pieces.append(folded)
            places.extend([place] * len(folded))
    return Folded("".join(pieces), tuple(places), len(text))


def key(text: str) -> str:
    """The comparison form alone: two texts with one key say the same words."""
    return "".join(map(_fold_character, text))
