"""省际比较表: a matrix of commitments with the words, sources and dates of its cells. No clock is read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from differ.matrix import matrix
from domain.comparison_table import Cited, ComparisonTable, Entry, TableCell, TableColumn, TableRow, Turned
from domain.document import Document
from domain.matrix import Cell, Matrix, Said
from domain.run import Window
from domain.text import Span
from reports.matrix_papers import Member
from reports.matrix_past import Standing, before, lapses
from reports.matrix_turns import Turns
from reports.passages import passage
from reports.shelf import Shelf, spot
from reports.text import SHANGHAI, local

WIDE = 6
"""So many columns are shown whatever they hold; of more, those of provinces without any text are only named."""

DAYS = 30
"""A cell that changed no more than so many days before the day of the table is shaded and dated."""

Dated = Callable[[int, int, Sequence[Span]], Turned | None]
"""When some sentences of a measure changed, by position, ordinal and spans."""


def until(on: date) -> Window:
    """The window of the table of a day: that day and the :data:`DAYS` before it, in Asia/Shanghai."""
    return Window(_midnight(on - timedelta(days=DAYS)), _midnight(on + timedelta(days=1)))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), SHANGHAI)


def comparison_table(shelf: Shelf, now: Standing, window: Window) -> ComparisonTable:
    """The table of what stood at the end of ``window``, which ``now`` may be past; what changed within it is dated, and what fell away told.

    ``now`` is what :func:`reports.matrix_papers.columns` chose.
    """
    standing = before(shelf, now, window.end)
    found = matrix(standing[0], [shelf.text(*one) for one in standing[1]])
    turns = Turns(shelf, window)
    made = tabled(shelf, found, standing[1], turns, window)
    return replace(made, lapses=lapses(shelf, standing, turns, window.start, matrix))


def tabled(shelf: Shelf, found: Matrix, members: Sequence[Member], turns: Turns, window: Window) -> ComparisonTable:
    """The table of what ``matrix`` made of stored documents."""

    def turned(at: int, ordinal: int, spans: Sequence[Span]) -> Turned | None:
        return turns.of(*members[at], ordinal, spans)

    cited = [Cited(shelf.paper(document), shelf.edition(document, at)) for document, at in members]
    made = laid(found, [shelf.text(*one) for one in members], cited, local(window.end - timedelta(seconds=1)).date(), turned)
    return replace(made, since=local(window.start).date())


def laid(
    found: Matrix, texts: Sequence[Document], cited: Sequence[Cited], on: date, turned: Dated = lambda *_: None
) -> ComparisonTable:
    """The table of a matrix of any ``texts``, each with what is cited of it."""
    filler = _Filler(texts, turned)
    shown = [one for one in found.columns if one.documents or len(found.columns) <= WIDE]
    kept = [at for at, one in enumerate(found.columns) if one in shown]
    rows = tuple(TableRow(row.name, row.topic, tuple(filler.cell(row.cells[at]) for at in kept)) for row in found.rows)
    heads = tuple(TableColumn(one.province, len(one.documents), one.whole) for one in shown)
    unheard = tuple(one.province for one in found.columns if one not in shown)
    return ComparisonTable(on, on, heads, rows, tuple(cited), whole=len(rows), unheard=unheard)


@dataclass(frozen=True, slots=True)
class _Filler:
    """Puts the words into the cells."""

    texts: Sequence[Document]
    turned: Dated

    def cell(self, cell: Cell) -> TableCell:
        return TableCell(cell.mark, tuple(map(self._entry, cell.said)))

    def _entry(self, said: Said) -> Entry:
        text = self.texts[said.place.document]
        return Entry(
            mark=said.mark,
            spot=spot(text, said.place.ordinal),
            ordinal=said.place.ordinal,
            source=said.place.document,
            phrase=said.phrase.of(text.text),
            quotes=tuple(passage(text, span) for span in said.spans),
            turned=self.turned(said.place.document, said.place.ordinal, said.acts or said.spans),
        )
