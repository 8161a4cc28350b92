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

_WIDE = dict(zip(",:;?!()", "，：；？！（）", strict=True))
_NARROW = re.compile(r"[A-Za-z0-9] *([,:;?!()])(?= *[A-Za-z0-9])")
_BRACKET = re.compile("[()]")
_SPACE = re.compile(r"[ \t\f]+")
_PARTED = re.compile(r"(?<=[\u4e00-\u9fff])(?<![表图件录例注])\d+(?: \d+)+(?=[\u4e00-\u9fff%])")
"""A number that justified type has pulled apart: 自2 025年. Not the number of a table before a year: 表1 2025年."""
_YEAR = re.compile(r"(?:19|20)\d\d")


def fold(text: Traced) -> Traced:
    """Every full-width form of ASCII half-width, every kind of blank a plain space."""
    return text.rewrite(_replaced(text.text, _FOLD))


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
    return _numbers_joined(text.splice(splices))


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
    narrow = [match.start(1) for match in _NARROW.finditer(text.text)]
    wide = _replaced(text.text, _WIDE)
    if narrow:
        chars = list(wide)
        for at in {*narrow, *_partners(text.text, narrow)}:
            chars[at] = text.text[at]
        for at in _partners(text.text, [at for at, char in enumerate(text.text) if char == "(" and at not in narrow]):
            chars[at] = "）"
        wide = "".join(chars)
    return text.rewrite(wide)


def _partners(text: str, opened: list[int]) -> Iterator[int]:
    """The closing brackets of those opening ones: a pair has one width."""
    wanted = set(opened)
    stack: list[int] = []
    for match in _BRACKET.finditer(text):
        if match[0] == "(":
            stack.append(match.start())
        elif stack and stack.pop() in wanted:
            yield match.start()


def _replaced(text: str, pairs: dict[str, str]) -> str:
    """``text`` with single characters replaced; one ``str.replace`` each is many times faster than ``str.translate``."""
    for old in set(text) & pairs.keys():
        text = text.replace(old, pairs[old])
    return text
