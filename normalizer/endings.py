"""Where a measure ends: its bracket of responsible units, or the lines that can only stand after the last one."""

from __future__ import annotations

import re

from normalizer import patterns
from normalizer.lines import Level, Line

_DUTY_END = re.compile(r"[（(][^（()）]*(?:责任|负责|牵头|配合)[^（()）]*(?:[（(][^（()）]*[）)][^（()）]*)*[）)][。；;]?$")
_DUTY_LINE = re.compile(r"(?:牵头|责任|主办|配合|落实)(?:单位|部门)[：:]")
_BRACKET_ENDS = tuple(bracket + mark for bracket in "）)" for mark in ("", "。", "；", ";"))
_LONGEST_DUTY = 400  # characters; the longest bracket of the baseline has 64


def own(lines: tuple[Line, ...], level: Level) -> tuple[Line, ...]:
    """The lines of a measure: up to the responsible units where they close it, else up to the first line of a document's end."""
    end = next((i for i, line in enumerate(lines) if i and _is_tail(line, level)), len(lines))
    lines = lines[:end]
    owned = [i for i, line in enumerate(lines) if closes(line)] if level is not Level.ARTICLE else []
    return with_inner(lines, owned[-1]) if owned else lines


def with_inner(lines: tuple[Line, ...], last: int = 0) -> tuple[Line, ...]:
    """The lines up to ``last`` and the numbered sub-items that follow it directly."""
    end = last + 1
    while end < len(lines) and lines[end].level is not Level.PLAIN:
        end += 1
    return lines[:end]


def closes(line: Line) -> bool:
    """True for a line that ends with a bracket of responsible units, or says 责任单位：… on its own."""
    if _DUTY_LINE.match(line.text):
        return True
    return line.text.endswith(_BRACKET_ENDS) and bool(_DUTY_END.search(line.text, max(0, len(line.text) - _LONGEST_DUTY)))


def _is_tail(line: Line, level: Level) -> bool:
    """True for a line that can only stand after the last measure."""
    text = line.text
    if patterns.NOTE.match(text) or patterns.ANNEX.match(text) or patterns.ATTACHED.match(text) or patterns.COPIES.match(text):
        return True
    if patterns.DATE.fullmatch(text) or text.startswith("特此") or (patterns.BODY.match(text) and "，" not in text):
        return True
    return level is not Level.ARTICLE and bool(
        re.match(r"本[\u4e00-\u9fff（）]{1,12}自.{0,30}(?:施行|实施|执行|试行|生效)", text)
    )
