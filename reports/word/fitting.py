"""How large the type of the 省际比较表 may be, so that it stays on as few sheets of A3 as it can."""

from __future__ import annotations

from math import ceil

from domain.comparison_table import ComparisonTable
from reports.matrix_view import View
from reports.matrix_words import entry, fallen, said

ROOM, TALL = 22677, 14100
"""What the margins leave of A3 landscape, less the head and the foot of the first sheet, in twentieths of a point."""

FIRST = 0.6
"""How wide the column of commitments is, beside one of a province."""

SIZES = (9.0, 8.5, 8.0, 7.5, 7.0)
"""Points of type to choose from; smaller than the last is not read on paper."""

LINE, BORDER = 1.45, 12
"""Height of a line by the size of its type in the tallest face that stands in for 仿宋 (Noto Serif CJK; measured in LibreOffice 7.4), and what the
borders of a row take, in twentieths of a point."""


def size(made: ComparisonTable, shown: View) -> float:
    """Points of type for the table: the largest of those that take the fewest sheets."""
    return min(SIZES, key=lambda points: (ceil(_height(made, shown, points) / TALL), -points))


def _height(made: ComparisonTable, shown: View, points: float) -> float:
    """About how high the table is in this type, in twentieths of a point; a Chinese character is as wide as it is high."""
    room = widths(made)
    line = points * 20 * LINE
    told = [*said(made), *fallen(made)]
    total = (2 + len(told)) * line + len(shown.topics) * (line + BORDER)
    for strip in (one for _topic, strips in shown.topics for one in strips):
        cells = [[strip.name], *([entry(one, made.on) for _number, one in square.entries] or [""] for square in strip.squares)]
        total += BORDER + line * max(
            sum(-(-_wide(words) * points * 20 // (width - 200)) for words in lines)
            for lines, width in zip(cells, room, strict=True)
        )
    return total


def _wide(words: str) -> float:
    return sum(1.0 if ord(mark) > 0x2000 else 0.55 for mark in words) or 1.0


def widths(made: ComparisonTable) -> list[int]:
    """Of the columns, in twentieths of a point."""
    share = ROOM / (FIRST + len(made.columns))
    return [int(share * FIRST), *([int(share)] * len(made.columns))]
