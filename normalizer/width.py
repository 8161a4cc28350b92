"""Width of characters and layout white space.

The canonical form does not depend on how the source was typed: everything full-width is folded first, and then the
marks of Chinese text are widened again by their neighbours alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from normalizer.trace import Splice, Traced

_FOLD = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_FOLD |= dict(zip("｡､｢｣﹐﹑﹒﹔﹕﹖﹗﹙﹚﹝﹞", "。、「」,、.;:?!()〔〕", strict=True))
_FOLD |= dict.fromkeys(map(chr, [*range(0x2000, 0x200B), 0x00A0, 0x202F, 0x205F, 0x3000, 0x0B, 0x85, 0x1680]), " ")

_FULL = re.compile(f"[{''.join(_FOLD)}]")
_WIDE = dict(zip(",:;?!()", "，：；？！（）", strict=True))
_HALF = re.compile(f"[{''.join(_WIDE)}]")
_NARROW = re.compile(r"[A-Za-z0-9] *([,:;?!()])(?= *[A-Za-z0-9])")
_BRACKET = re.compile("[()]")
_SPACE = re.compile(r"[ \t\f][ \t\f]*")  # not ``[…]+``: a search that begins with one set is three times as fast
_GAP = re.compile(r" (?<=\d )\d")
_PARTED = re.compile(r"(?<=[\u4e00-\u9fff])(?<![表图件录例注])\d+(?: \d+)+(?=[\u4e00-\u9fff%])")
"""A number that justified type has pulled apart: 自2 025年. Not the number of a table before a year: 表1 2025年."""
_YEAR = re.compile(r"(?:19|20)\d\d")


def fold(text: Traced) -> Traced:
    """Every full-width form of ASCII half-width, every kind of blank a plain space."""
    return text.rewrite(_replaced(text.text, _FULL, _FOLD))


def _latin(char: str) -> bool:
    return char.isascii() and char.isalnum()


def tighten(text: Traced) -> Traced:
    """Take layout white space out of each line: a space stays between two Latin words, a tab between two table cells."""

    def kept(match: re.Match[str]) -> str | None:
        start, end = match.span()
        before = text.text[start - 1] if start else "\n"
        after = text.text[end] if end < len(text) else "\n"
        if "\t" in match[0] and before != "\n" and after != "\n" and _is_row(text.text, start):
            return "\t"
        return " " if _latin(before) and _latin(after) else ""

    splices = []
    for match in _SPACE.finditer(text.text):
        word = kept(match)
        splices.append(Splice(match.start(), match.start() + 1, word or ""))
        if len(match[0]) > 1:
            splices.append(Splice(match.start() + 1, match.end()))
    tight = text.splice(splices)
    return _numbers_joined(tight) if _GAP.search(tight.text) else tight


def _numbers_joined(text: Traced) -> Traced:
    """Without the blanks inside of one number; a year of its own among the parts makes them several."""
    found = (match for match in _PARTED.finditer(text.text) if not any(map(_YEAR.fullmatch, match[0].split())))
    return text.splice(Splice(at, at + 1) for match in found for at in range(*match.span()) if text.text[at] == " ")


def _is_row(text: str, start: int) -> bool:
    """True if the line up to ``start`` reads as a table row: cells, not a number and its sentence."""
    head = text[text.rfind("\n", 0, start) + 1 : start]
    return not re.fullmatch(
        r"[（(]?[〇零一二三四五六七八九十百千\d]+[）)、.]|第[〇零一二三四五六七八九十百千\d]+[编章节条]", head.strip()
    )


def widen(text: Traced) -> Traced:
    """``, : ; ? ! ( )`` full-width, but where both neighbours are Latin letters or digits (``1,000``, ``12:30``, ``f(x)``)."""
    wide = _replaced(text.text, _HALF, _WIDE)
    narrow = {match.start(1) for match in _NARROW.finditer(text.text)}
    return text.rewrite(_put(wide, _narrowed(text.text, narrow)) if narrow else wide)


def _narrowed(text: str, narrow: set[int]) -> dict[int, str]:
    """What stands at the narrow marks and at the closing brackets: a pair has one width, that of the opening one."""
    marks = {at: text[at] for at in narrow}
    for opening, closing in _pairs(text):
        if opening in narrow:
            marks[closing] = ")"
        elif closing in narrow:
            marks[closing] = "）"
    return marks


def _pairs(text: str) -> Iterator[tuple[int, int]]:
    """The places of the brackets that belong together."""
    stack: list[int] = []
    for match in _BRACKET.finditer(text):
        if match[0] == "(":
            stack.append(match.start())
        elif stack:
            yield stack.pop(), match.start()


def _put(text: str, marks: dict[int, str]) -> str:
    """``text`` with other characters at some places."""
    parts: list[str] = []
    last = 0
    for at in sorted(marks):
        parts += (text[last:at], marks[at])
        last = at + 1
    return "".join([*parts, text[last:]])


def _replaced(text: str, known: re.Pattern[str], pairs: dict[str, str]) -> str:
    """``text`` with single characters replaced: those ``known``, which ``pairs`` maps to others that are not. A ``str.replace`` for
    each one that is there is many times as fast as ``str.translate``."""
    found = known.search(text)
    while found:
        text = text.replace(found[0], pairs[found[0]])
        found = known.search(text, found.start())
    return text
