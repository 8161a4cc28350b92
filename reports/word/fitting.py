"""How large the type of the 省际比较表 may be, so that it stays on as few sheets of A3 as it can."""

from __future__ import annotations

import re
from math import ceil

from domain.comparison_table import ComparisonTable
from reports.matrix_view import Square, View, view
from reports.matrix_words import entry, fallen, more, said

ROOM, TALL, PADDING = 22677, 14700, 180
"""What the margins and the foot leave of A3 landscape, and what a cell keeps free at its sides, in twentieths of a point."""

FIRST = 0.42
"""How wide the column of commitments is, beside one of a province."""

SIZES = (9.0, 8.5, 8.0, 7.5, 7.0)
"""Points of type to choose from; smaller than the last is not read on paper."""

LINE, ABOVE, BORDER = 1.2, 12, 12
"""Height of a line by the size of its type, the same in every face that may stand in for 仿宋 (left to itself, Noto Serif CJK takes 1.45); what is
left free above a paragraph and what the borders of a row take, in twentieths of a point."""

ACROSS = 10
"""Provinces that stand side by side on a sheet; more of them go on in another table below."""

_SCRIPTS = re.compile(r"(?<=[\u2000-\uffff])(?=[!-~])|(?<=[!-~])(?=[\u2000-\uffff])")


def blocks(provinces: int) -> list[slice]:
    """Which provinces stand in one table: as few tables as can be, all about as wide."""
    tables = ceil(provinces / ACROSS) or 1
    wide = ceil(provinces / tables)
    return [slice(start, start + wide) for start in range(0, max(provinces, 1), max(wide, 1))]


def widths(provinces: int) -> list[int]:
    """Of the columns of a table of so many provinces, in twentieths of a point."""
    share = ROOM / (FIRST + provinces)
    return [int(share * FIRST), *([int(share)] * provinces)]


def size(made: ComparisonTable, shown: View) -> float:
    """Points of type for the tables: the largest of those that take the fewest sheets."""
    return min(SIZES, key=lambda points: (ceil(_height(made, shown, points) / TALL), -points))


def sheets(made: ComparisonTable, points: float) -> int:
    """How many sheets it takes in this type, about."""
    return ceil(_height(made, view(made), points) / TALL)


def _height(made: ComparisonTable, shown: View, points: float) -> float:
    """About how high it all is in this type, in twentieths of a point."""
    line = points * 20 * LINE
    told = [*said(made), *fallen(made)]
    tables = (_tall(made, shown, block, points) for block in blocks(len(made.columns)))
    return (2 + len(told)) * line + sum(tables)


def _tall(made: ComparisonTable, shown: View, block: slice, points: float) -> float:
    line = points * 20 * LINE
    total = (1 + len(shown.topics)) * (line + ABOVE + BORDER)
    for strip in (one for _topic, strips in shown.topics for one in strips):
        squares = strip.squares[block]
        cells = [[strip.name], *(_lines(square, made) for square in squares)]
        total += BORDER + max(
            sum(ceil(_wide(words) * points * 20 / (width - PADDING)) * line + ABOVE for words in lines)
            for lines, width in zip(cells, widths(len(squares)), strict=True)
        )
    return total


def _lines(square: Square, made: ComparisonTable) -> list[str]:
    lines = [entry(one, made.on) for _number, one in square.entries] or ["—"]
    return [*lines[:-1], lines[-1] + more(square.cell)]


def _wide(words: str) -> float:
    """In characters of Chinese, which are as wide as they are high; where the two scripts meet stands a quarter of one."""
    return sum(1.0 if ord(mark) > 0x2000 else 0.55 for mark in words) + len(_SCRIPTS.findall(words)) / 4
