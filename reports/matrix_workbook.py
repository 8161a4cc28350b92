"""The 省际比较表 as an Excel workbook: the table on A3 landscape, and a sheet of the quotes that its cells lead to."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime

from openpyxl.styles.alignment import Alignment
from openpyxl.styles.fills import PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from domain.card import Passage
from domain.comparison_table import Cited, ComparisonTable
from reports import citing, wording
from reports.language import N_, _
from reports.matrix_view import Quoted, Square, View, view
from reports.matrix_words import columns, entry, fallen, said, sign, turned
from reports.packaging import settle
from reports.safety import link
from reports.spreadsheet import A3, BODY, HEAD, book, for_paper, height, put
from reports.table import Cell

TOPIC, NAME, PROVINCE = 14, 22, 40
"""Widths of the columns in characters of Latin type; with four provinces a sheet of A3."""

QUOTES = (
    N_("编号"), N_("省份"), N_("文件"), N_("文号"), N_("措施"), N_("具体要求"), N_("指标"), N_("原句"), N_("引用"), N_("变动"), N_("原文链接"),
)  # fmt: skip
_ROOM = (6, 8, 34, 20, 24, 22, 6, 70, 24, 13, 36)
_CHANGED = PatternFill("solid", fgColor="FFE9B8")


def write(table: ComparisonTable, at: datetime) -> bytes:
    """The workbook; the same table and time give the same bytes."""
    made = book()
    add(made, table)
    made.properties.title = _("省际比较表 {day}").format(day=table.on)
    made.properties.creator = "regdelta"
    out = io.BytesIO()
    made.save(out)
    return settle(out.getvalue(), at)


def add(made: Workbook, table: ComparisonTable) -> None:
    """Put both sheets into a workbook of :func:`reports.spreadsheet.book`."""
    shown = view(table)
    quotes = _("原句与出处")
    _grid(made.create_sheet(_("省际比较表")), table, shown, quotes)
    _quoted(made.create_sheet(quotes), table, shown)


def _grid(sheet: Worksheet, table: ComparisonTable, shown: View, quotes: str) -> None:
    """One row a commitment; a changed cell is shaded and says so, and a cell leads to its first quote."""
    names = (_("主题"), *columns(table))
    room = (TOPIC, NAME, *[PROVINCE] * len(table.columns))
    for at, (name, width) in enumerate(zip(names, room, strict=True), 1):
        put(sheet, 1, at, name, HEAD)
        sheet.column_dimensions[get_column_letter(at)].width = width
    number = 1
    for topic, strips in shown.topics:
        for strip in strips:
            number += 1
            line = (_(topic) if topic else _("未归类"), strip.name, *(_words(one, table) for one in strip.squares))
            _line(sheet, number, line, room)
            for at, square in enumerate(strip.squares, 3):
                _dress(sheet, number, at, square, quotes)
    for sentence in (*said(table), *fallen(table)):
        number += 1
        put(sheet, number, 1, sentence, BODY).alignment = Alignment(vertical="top", wrap_text=False)
    sheet.freeze_panes = "C2"
    for_paper(sheet, paper=A3, columns="A:B")


def _line(sheet: Worksheet, number: int, line: Sequence[Cell], room: Sequence[float]) -> None:
    for at, words in enumerate(line, 1):
        put(sheet, number, at, words, BODY)
    sheet.row_dimensions[number].height = height(zip(line, room, strict=True))


def _words(square: Square, table: ComparisonTable) -> str:
    return "\n".join(entry(one, table.on) for _number, one in square.entries) or sign(square.cell.mark)


def _dress(sheet: Worksheet, row: int, column: int, square: Square, quotes: str) -> None:
    cell = sheet.cell(row, column)
    if square.cell.turned:
        cell.fill = _CHANGED
    if square.entries:
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{quotes}'!A{square.entries[0][0] + 1}")


def _quoted(sheet: Worksheet, table: ComparisonTable, shown: View) -> None:
    """A row a quote, in the order of its number: number 1 stands in row 2."""
    for at, (name, width) in enumerate(zip(QUOTES, _ROOM, strict=True), 1):
        put(sheet, 1, at, _(name), HEAD)
        sheet.column_dimensions[get_column_letter(at)].width = width
    for cited, quoted in shown.papers:
        for one in quoted:
            _line(sheet, one.number + 1, _quote(cited, one, table), _ROOM)
            if safe := link(cited.paper.url):
                sheet.cell(one.number + 1, len(QUOTES)).hyperlink = safe
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions
    for_paper(sheet, paper=A3)


def _quote(cited: Cited, one: Quoted, table: ComparisonTable) -> tuple[Cell, ...]:
    spot, quotes = one.entry.spot, one.entry.quotes
    return (
        str(one.number),
        cited.paper.province or "",
        wording.whole_name(cited.paper),
        cited.edition.document_number or "",
        f"{spot.number}{spot.title}",
        _("、").join(one.names),
        sign(one.entry.mark),
        "\n".join(map(_shown, quotes)),
        _("；").join(dict.fromkeys(map(citing.label, quotes))),
        turned(one.entry.turned, table.on) if one.entry.turned else "",
        cited.paper.url or "",
    )


def _shown(passage: Passage) -> str:
    """The words of the page where it carries them, as they may be quoted; else the canonical ones."""
    return passage.quote or passage.text
