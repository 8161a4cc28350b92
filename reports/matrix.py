"""省际比较表: a matrix of commitments with the words, sources and dates of its cells. No clock is read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from domain.comparison_table import Cited, ComparisonTable, Entry, TableCell, TableColumn, TableRow
from domain.matrix import Cell, Matrix, Said
from domain.run import Window
from reports.matrix_turns import Turns
from reports.passages import passage
from reports.shelf import Shelf, spot
from reports.text import SHANGHAI, local

DAYS = 30
"""A cell that changed no more than so many days before the day of the table is shaded and dated."""

Position = tuple[int, int]
"""What stands at one position of a call: the document's id and the sequence of its version."""


def until(on: date) -> Window:
    """The window of the table of a day: that day and the :data:`DAYS` before it, in Asia/Shanghai."""
    return Window(_midnight(on - timedelta(days=DAYS)), _midnight(on + timedelta(days=1)))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), SHANGHAI)


def tabled(shelf: Shelf, found: Matrix, positions: Sequence[Position], window: Window) -> ComparisonTable:
    """The table of what ``matrix`` made of the documents at ``positions``. What changed within ``window`` is dated."""
    filler = _Filler(shelf, positions, Turns(shelf, window))
    rows = tuple(TableRow(row.name, row.topic, tuple(map(filler.cell, row.cells))) for row in found.rows)
    return ComparisonTable(
        on=local(window.end - timedelta(seconds=1)).date(),
        since=local(window.start).date(),
        columns=tuple(TableColumn(one.province, len(one.documents), one.whole) for one in found.columns),
        rows=rows,
        sources=tuple(Cited(shelf.paper(document), shelf.edition(document, at)) for document, at in positions),
        whole=len(rows),
    )


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


@dataclass(frozen=True, slots=True)
class _Filler:
    """Puts the words into the cells."""

    shelf: Shelf
    positions: Sequence[Position]
    turns: Turns

    def cell(self, cell: Cell) -> TableCell:
        return TableCell(cell.mark, tuple(map(self._entry, cell.said)))

    def _entry(self, said: Said) -> Entry:
        document, sequence = self.positions[said.place.document]
        text = self.shelf.text(document, sequence)
        return Entry(
            mark=said.mark,
            spot=spot(text, said.place.ordinal),
            ordinal=said.place.ordinal,
            source=said.place.document,
            phrase=said.phrase.of(text.text),
            quotes=tuple(passage(text, span) for span in said.spans),
            turned=self.turns.of(document, sequence, said.place.ordinal, said.spans),
            newest=sequence == self.shelf.record(document).versions,
        )
