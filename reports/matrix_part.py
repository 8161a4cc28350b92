"""A part of a 省际比较表: some of its rows, with the sources that these cite."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from domain.comparison_table import ComparisonTable, TableCell, TableRow


def only_changed(table: ComparisonTable) -> ComparisonTable:
    """The rows with a changed cell, and the sources they cite; :attr:`ComparisonTable.whole` still counts them all."""
    return part(table, table.changed)


def part(table: ComparisonTable, rows: Sequence[TableRow]) -> ComparisonTable:
    """Some rows of a table with the sources they cite."""
    cited = sorted({entry.source for row in rows for cell in row.cells for entry in cell.entries})
    places = {was: now for now, was in enumerate(cited)}

    def moved(cell: TableCell) -> TableCell:
        return replace(cell, entries=tuple(replace(one, source=places[one.source]) for one in cell.entries))

    return replace(
        table,
        rows=tuple(replace(row, cells=tuple(map(moved, row.cells))) for row in rows),
        sources=tuple(table.sources[at] for at in cited),
    )
