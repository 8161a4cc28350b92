"""The reading order of a page: from the top, but down each column where the text stands in two or more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import count, pairwise
from statistics import median

from normalizer.formats.layout.rows import joined
from normalizer.formats.layout.sheet import Line

_FEWEST = 4  # lines side by side that make columns; names signed beside each other have fewer
_NARROWEST = 8  # em; a narrower column is one of a table
_FILLED = 0.7  # of a column's width, that half of its lines reach at least: prose does, cells do not

Row = list[Line]


def in_order(rows: list[Row], regions: Iterator[int]) -> list[Line]:
    """The lines of a page in reading order, each with its region and that region's margins."""
    return [line for region, column in _regions(rows) for line in _placed(region, next(regions), column)]


def numbers() -> Iterator[int]:
    """Region numbers for one document."""
    return count()


def _placed(region: list[Row], number: int, column: bool) -> list[Line]:
    lines = [row[0] if len(row) == 1 else joined(row) for row in region]
    prose = [line for line in lines if not line.table] or lines
    margins = min(line.left for line in prose), max(line.right for line in prose)
    return [replace(line, region=number, margins=margins, column=column) for line in lines]


def _regions(rows: list[Row], column: bool = False) -> Iterator[tuple[list[Row], bool]]:
    """Cut at the best gutter, then go on with what stands above, left, right and below; what cannot be cut is one region.

    With each region goes whether it is a column beside another.
    """
    cut = _gutter(rows)
    if cut is None:
        if rows:
            yield rows, column
        return
    start, end, x = cut
    left = [side for row in rows[start:end] if (side := [line for line in row if line.right <= x])]
    right = [side for row in rows[start:end] if (side := [line for line in row if line.left >= x])]
    for region, beside in ((rows[:start], column), (left, True), (right, True), (rows[end:], column)):
        yield from _regions(region, beside)


def _gutter(rows: list[Row]) -> tuple[int, int, float] | None:
    """The longest stretch of rows ``[start, end)`` that a vertical gap at ``x`` cuts into two columns of prose."""
    best: tuple[int, int, float] | None = None
    for x in sorted({round((left + right) / 2) for left, right in _gaps(rows)}):
        for start, end in _stretches(rows, x):
            longer = best is None or end - start > best[1] - best[0]
            if longer and _is_prose(rows[start:end], x):
                best = start, end, float(x)
    return best


def _stretches(rows: list[Row], x: float) -> Iterator[tuple[int, int]]:
    """Runs of rows that nothing crosses ``x`` in, from the first to the last row with text on both sides or in one column."""
    start: int | None = None
    for at, row in enumerate([*rows, None]):
        clear = row is not None and not any(line.table or line.left < x < line.right for line in row)
        if clear and start is None:
            start = at
        elif not clear and start is not None:
            yield start, at
            start = None


def _gaps(rows: list[Row]) -> Iterator[tuple[float, float]]:
    """Gaps between neighbours in a row, and between a row and the next where the columns are not set line by line."""
    after: list[Row] = [*rows[1:], []][: len(rows)]
    for row, following in zip(rows, after, strict=True):
        for left, right in pairwise(row):
            yield left.right, right.left
        for left_row, right_row in ((row, following), (following, row)) if following else ():
            if left_row[-1].right < right_row[0].left:
                yield left_row[-1].right, right_row[0].left


def _is_prose(rows: list[Row], x: float) -> bool:
    """True if both sides of ``x`` have enough lines beside those of the other, and fill a column."""
    lines = [line for row in rows for line in row]
    left, right = [line for line in lines if line.right <= x], [line for line in lines if line.left >= x]
    if not left or not right:
        return False
    top, end = max(left[0].top, right[0].top), min(left[-1].base, right[-1].base)
    beside = [sum(line.base >= top and line.top <= end for line in side) for side in (left, right)]
    return min(beside) >= _FEWEST and _fills(left) and _fills(right)


def _fills(lines: list[Line]) -> bool:
    width = max(line.right for line in lines) - min(line.left for line in lines)
    usual = median(line.right - line.left for line in lines)
    return width >= _NARROWEST * median(line.em for line in lines) and usual >= _FILLED * width
