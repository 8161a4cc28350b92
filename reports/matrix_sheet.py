"""The 省际比较表 on a single sheet of A3: what is strongest in each cell, and as many of the weightiest rows as can be read there."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace

from domain.comparison_table import ComparisonTable, TableCell, TableRow
from domain.matrix import Mark
from reports.matrix_part import part
from reports.word.fitting import SIZES, sheets


def one_sheet(table: ComparisonTable) -> ComparisonTable:
    """Rows with a changed cell go first, then those with a hard parameter, then those that more provinces say; they stay in the order of the table."""
    rows = [replace(row, cells=tuple(map(_strongest, row.cells))) for row in table.rows]
    ranked = sorted(rows, key=_weight)

    def of(count: int) -> ComparisonTable:
        kept = {id(row) for row in ranked[:count]}
        return replace(part(table, [row for row in rows if id(row) in kept]), brief=True)

    fitting = bisect_right(range(1, len(rows) + 1), 1, key=lambda count: sheets(of(count), SIZES[-1]))
    return of(fitting)


def _strongest(cell: TableCell) -> TableCell:
    """The first entry, or the one that made the cell a changed one."""
    shown = next((one for one in cell.entries if one.turned and one.turned == cell.turned), None) or next(
        iter(cell.entries), None
    )
    return replace(cell, entries=(shown,) if shown else (), more=max(len(cell.entries) - 1, 0))


def _weight(row: TableRow) -> tuple[bool, bool, int]:
    marks = [cell.mark for cell in row.cells]
    return not row.changed, Mark.HARD not in marks, -sum(mark in (Mark.HARD, Mark.SOFT) for mark in marks)
