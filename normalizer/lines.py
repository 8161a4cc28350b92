"""The paragraphs of a canonical text, each with the number that opens it.

Levels after GB/T 9704-2012 (一、 （一） 1. （1）) and those of laws (编 章 节 条).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from domain.text import Span
from normalizer import patterns
from normalizer.numerals import CN


class Level(Enum):
    """What kind of number opens a line, outermost first."""

    PART = "第一编"
    CHAPTER = "第一章"
    DIVISION = "第一节"
    ROMAN = "一、"
    PAREN = "（一）"
    DIGIT = "1."
    ARTICLE = "第一条"
    INNER = "（1）"
    PLAIN = ""


_CHAPTERS = {"编": Level.PART, "章": Level.CHAPTER, "分": Level.CHAPTER, "节": Level.DIVISION}
_PATTERNS = (
    (patterns.ARTICLE, Level.ARTICLE),
    (patterns.ROMAN, Level.ROMAN),
    (patterns.PAREN, Level.PAREN),
    (patterns.DIGIT, Level.DIGIT),
    (patterns.INNER, Level.INNER),
)
_OPENERS = frozenset(f"第（(0123456789①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩❶❷❸❹❺❻❼❽❾❿{CN}")
RANK = {level: rank for rank, level in enumerate(Level)}


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of the canonical text, with the number that opens it."""

    span: Span
    text: str
    level: Level
    number: str = ""
    rest: int = 0

    @property
    def heading(self) -> bool:
        """True if the line is a heading only: no sentence of its own."""
        return "。" not in self.text and len(self.text) <= 80 and not self.text.endswith(("；", "："))


def lines_of(text: str) -> tuple[Line, ...]:
    lines = []
    at = 0
    listing = False
    for raw in text.split("\n"):
        level, number, rest = mark(raw)
        listing = (raw[:1] == "附" and bool(patterns.ATTACHED.match(raw))) or (
            listing and level is Level.DIGIT and "。" not in raw
        )
        if listing and level is Level.DIGIT:
            level = Level.PLAIN
        lines.append(Line(Span(at, at + len(raw)), raw, level, number, rest))
        at += len(raw) + 1
    return tuple(lines)


def mark(line: str) -> tuple[Level, str, int]:
    """Level, number and length of the number that opens a line."""
    if line[:1] not in _OPENERS or "\t" in line:
        return Level.PLAIN, "", 0
    chapter = patterns.CHAPTER.match(line)
    if chapter and not patterns.REFERENCE.match(line, chapter.end()) and len(line) <= 60 and "。" not in line:
        return _CHAPTERS[chapter[0][-1]], chapter[0], chapter.end()
    for pattern, level in _PATTERNS:
        match = pattern.match(line)
        if match and not (level is Level.ARTICLE and patterns.REFERENCE.match(line, match.end())):
            return level, match[0].strip(), match.end()
    return Level.PLAIN, "", 0
