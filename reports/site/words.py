"""Search words: text folded to one script, width and case, and cut into pairs of Han characters and whole Latin words.

Both sides of a search must fold alike, and one of them is a browser. So the folding is a table from single characters, made once from the
normalizer's own (through :class:`~.shelves.Tools`) and sent along with the index; the script only looks characters up.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

Table = dict[str, str]

# Every block a policy text or a person's keyboard brings: Latin-1, punctuation, enclosed and CJK, compatibility and full-width forms.
_BLOCKS = (
    (0x20, 0x250),
    (0x370, 0x400),
    (0x2000, 0x2200),
    (0x2460, 0x2500),
    (0x2E80, 0x3100),
    (0x3200, 0xA000),
    (0xF900, 0xFB00),
    (0xFE10, 0xFFEF),
)

HAN = "㐀-䶿一-鿿〇"
LATIN = "0-9a-zß-ÿͰ-Ͽ"
"""The two kinds of characters that are searched, as ranges of a regular expression that Python and the browser read alike."""

_RUN = re.compile(f"[{HAN}]+|[{LATIN}]+")


def table(fold: Callable[[str], str]) -> Table:
    """What each character becomes, for those that become another (or nothing, or several)."""
    singles = [chr(code) for start, end in _BLOCKS for code in range(start, end)]
    found = {}
    for one, plain in zip(singles, _each(fold, singles), strict=True):
        becomes = " " if one.isspace() else plain
        if becomes != one:
            found[one] = becomes
    return found


def _each(fold: Callable[[str], str], singles: list[str]) -> list[str]:
    """Fold character by character, in one call: a mark that folds to itself keeps them apart."""
    mark = "\ue000"
    parts = fold(mark.join(singles)).lower().split(mark)
    return parts if len(parts) == len(singles) else [fold(one).lower() for one in singles]


def folded(text: str, table: Table) -> str:
    return "".join(table.get(one, one) for one in text)


def tokens(text: str) -> set[str]:
    """The search words of folded text: each pair of neighbouring Han characters, the last one of each run alone (so that
    every character begins a word), and each Latin word or number whole."""
    found: set[str] = set()
    for run in _RUN.findall(text):
        if run[0] < "〇":
            found.add(run)
        else:
            found.update(run[at : at + 2] for at in range(len(run)))
    return found


def postings(numbers: Iterable[int]) -> str:
    """Ascending numbers as differences in base 36: ``1 4 z``."""
    before, parts = 0, []
    for number in numbers:
        parts.append(_base36(number - before))
        before = number
    return " ".join(parts)


def _base36(number: int) -> str:
    digits = ""
    while number:
        number, rest = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[rest] + digits
    return digits or "0"
