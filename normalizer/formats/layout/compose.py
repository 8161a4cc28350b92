"""Sheets -> text: tables out, furniture off, footnotes to the end, columns in order, lines to paragraphs."""

from __future__ import annotations

from domain.document import Repair
from normalizer.formats.layout import columns, edges, footnotes, paragraphs, tables
from normalizer.formats.layout.rows import rows
from normalizer.formats.layout.sheet import Line, Sheet, body_size


def compose(sheets: list[Sheet]) -> tuple[str, tuple[Repair, ...]]:
    """The text of some pages with a line for every paragraph and every row of a table, and what was taken off."""
    parted = [tables.split(sheet, page) for page, sheet in enumerate(sheets)]
    pages, repairs = edges.stripped(
        sheets, [_with_tables(rows(glyphs, page), found) for page, (found, glyphs) in enumerate(parted)]
    )
    size = body_size([line for page in pages for row in page for line in row if not line.table])
    regions = columns.numbers()
    body: list[Line] = []
    notes: list[Line] = []
    for page in pages:
        lines, found = footnotes.split(columns.in_order(page, regions), size)
        lines, marks = footnotes.unmarked(lines, found)
        body += lines
        notes += [line for note in found for line in note]
        repairs += marks
    return "\n".join([*paragraphs.join(body), *(f"【注：{note}】" for note in paragraphs.join(notes))]), repairs


def _with_tables(found: list[list[Line]], held: list[Line]) -> list[list[Line]]:
    """Rows and tables from the top."""
    return sorted([*found, *([table] for table in held)], key=lambda row: row[0].top)
