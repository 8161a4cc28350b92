"""Width of characters and layout white space.

The canonical form does not depend on how the source was typed: everything full-width is folded first, and then the
marks of Chinese text are widened again by their neighbours alone.
"""

from __future__ import annotations

import re

from normalizer.trace import Splice, Traced

_FOLD = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_FOLD |= {ord(a): ord(b) for a, b in zip("｡､｢｣﹐﹑﹒﹔﹕﹖﹗﹙﹚﹝﹞", "。、「」,、.;:?!()〔〕", strict=True)}
_FOLD |= dict.fromkeys([*range(0x2000, 0x200B), 0x00A0, 0x202F, 0x205F, 0x3000, 0x0B, 0x85, 0x1680], ord(" "))

_WIDE = dict(zip(",:;?!()", "，：；？！（）", strict=True))
_MARK = re.compile(r"[,:;?!()]")
_SPACE = re.compile(r"[ \t\f]+")


def fold(text: Traced) -> Traced:
    """Every full-width form of ASCII half-width, every kind of blank a plain space."""
    return text.rewrite(text.text.translate(_FOLD))


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
    return text.splice(splices)


def _is_row(text: str, start: int) -> bool:
    """True if the line up to ``start`` reads as a table row: cells, not a number and its sentence."""
    head = text[text.rfind("\n", 0, start) + 1 : start]
    return not re.fullmatch(
        r"[（(]?[〇零一二三四五六七八九十百千\d]+[）)、.]|第[〇零一二三四五六七八九十百千\d]+[编章节条]", head.strip()
    )


def widen(text: Traced) -> Traced:
    """``, : ; ? ! ( )`` full-width, but where both neighbours are Latin letters or digits (``1,000``, ``12:30``, ``f(x)``)."""
    chars = list(text.text)
    opened: list[bool] = []
    for match in _MARK.finditer(text.text):
        at, mark = match.start(), match[0]
        wide = not (_latin(_neighbour(text.text, at, -1)) and _latin(_neighbour(text.text, at, 1)))
        if mark == "(":
            opened.append(wide)
        elif mark == ")" and opened:
            wide = opened.pop()
        if wide:
            chars[at] = _WIDE[mark]
    return text.rewrite("".join(chars))


def _neighbour(text: str, at: int, step: int) -> str:
    at += step
    while 0 <= at < len(text) and text[at] == " ":
        at += step
    return text[at] if 0 <= at < len(text) else "\n"
