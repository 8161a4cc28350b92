"""The JSON of ``regdelta matrix``; other programs read it, so it only grows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import msgspec

from domain.document import Document
from domain.matrix import Cell, Matrix, Said


class QuoteShape(msgspec.Struct, frozen=True):
    """A whole sentence. ``published`` is byte for byte what the page carries, null where the text had to be repaired or converted."""

    text: str
    published: str | None


class SaidShape(msgspec.Struct, frozen=True):
    """What one measure says. ``document`` is its file, or its title where stored documents are compared; ``number`` as printed."""

    document: str
    ordinal: int
    number: str
    title: str
    mark: Literal["hard", "soft", "adjacent"]
    phrase: str
    quotes: tuple[QuoteShape, ...]


class CellShape(msgspec.Struct, frozen=True):
    """``absent``: read and not found. ``missing``: the province has no text here, or it was not read whole."""

    province: str
    mark: Literal["hard", "soft", "adjacent", "absent", "missing"]
    said: tuple[SaidShape, ...]


class RowShape(msgspec.Struct, frozen=True):
    """A commitment; its cells stand in the order of the columns."""

    name: str
    topic: str
    cells: tuple[CellShape, ...]


class ColumnShape(msgspec.Struct, frozen=True):
    province: str
    whole: bool
    documents: tuple[str, ...]


class MatrixShape(msgspec.Struct, frozen=True):
    columns: tuple[ColumnShape, ...]
    rows: tuple[RowShape, ...]


def shaped(matrix: Matrix, documents: Sequence[Document], names: Sequence[str]) -> MatrixShape:
    """``names`` are what to call the documents, position by position."""
    return MatrixShape(
        columns=tuple(
            ColumnShape(column.province, column.whole, tuple(names[number] for number in column.documents))
            for column in matrix.columns
        ),
        rows=tuple(
            RowShape(
                row.name,
                row.topic,
                tuple(
                    _cell(column.province, cell, documents, names)
                    for column, cell in zip(matrix.columns, row.cells, strict=True)
                ),
            )
            for row in matrix.rows
        ),
    )


def _cell(province: str, cell: Cell, documents: Sequence[Document], names: Sequence[str]) -> CellShape:
    return CellShape(province, cell.mark.value, tuple(_said(one, documents, names) for one in cell.said))


def _said(said: Said, documents: Sequence[Document], names: Sequence[str]) -> SaidShape:
    document = documents[said.place.document]
    measure = document.measure(said.place.ordinal)
    return SaidShape(
        document=names[said.place.document],
        ordinal=measure.ordinal,
        number=measure.number,
        title=measure.title,
        mark=said.mark.value,  # type: ignore[arg-type]  # never ABSENT or MISSING
        phrase=said.phrase.of(document.text),
        quotes=tuple(QuoteShape(span.of(document.text), document.quote(span)) for span in said.spans),
    )
