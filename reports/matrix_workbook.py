"""The 省际比较表 as an Excel workbook: the table on A3 landscape, and a sheet of the quotes that its cells lead to."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import datetime
from math import ceil
from typing import cast

from openpyxl.styles.alignment import Alignment
from openpyxl.styles.fills import PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.worksheet import Worksheet

from domain.card import Passage
from domain.comparison_table import ComparisonTable, Entry
from reports import citing, wording
from reports.language import N_, _
from reports.matrix_view import Square, Strip, View, view
from reports.matrix_words import columns, entry, fallen, legend, more, said, sign, turned
from reports.packaging import settle
from reports.safety import link
from reports.spreadsheet import A3, BODY, HEAD, book, for_paper, height, put
from reports.table import Cell

NUMBER, TOPIC, NAME = 6, 18, 22
"""Widths of the first columns in characters of Latin type."""

PROVINCES, WIDEST, NARROWEST, ACROSS = 224, 56, 24, 10
"""What the provinces share of a page of A3 in type of 8 points or more, how wide one of them is at most and at least, and how many stand on a page."""

QUOTES = (
    *(N_("编号"), N_("具体要求"), N_("省份"), N_("文件"), N_("文号"), N_("措施")),
    *(N_("指标"), N_("原句"), N_("引用"), N_("变动"), N_("原文链接")),
)
_ROOM = (6, 22, 8, 34, 20, 24, 6, 70, 24, 13, 36)
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
    """Put both sheets into a workbook of :func:`reports.spreadsheet.book`; a brief table is one sheet on one page."""
    shown, grid = view(table), made.create_sheet(_("省际比较表"))
    if table.brief:
        _grid(grid, table, shown, {})
        grid.page_setup.fitToHeight = 1
        return
    quotes = made.create_sheet(_("原句与出处"))
    places = _quoted(quotes, table, shown)
    _grid(grid, table, shown, {number: f"'{quotes.title}'!A{row}" for number, row in places.items()})


def _grid(sheet: Worksheet, table: ComparisonTable, shown: View, places: Mapping[int, str]) -> None:
    """One row a commitment, whose number leads to its quotes: a link on the cells themselves would keep LibreOffice from breaking their lines."""
    share = PROVINCES // max(len(table.columns), 1)
    room = (NUMBER, TOPIC, NAME, *[min(WIDEST, max(NARROWEST, share))] * len(table.columns))
    _head(sheet, (_("编号"), _("主题"), *columns(table)), room)
    for topic, strips in shown.topics:
        for strip in strips:
            words = (_words(one, table) for one in strip.squares)
            _line(sheet, strip.number + 1, (str(strip.number), _(topic) if topic else _("未归类"), strip.name, *words), room)
            _dress(sheet, strip, places)
    for number, sentence in enumerate((*said(table), *fallen(table)), len(table.rows) + 2):
        put(sheet, number, 1, sentence, BODY).alignment = Alignment(vertical="top", wrap_text=False)
    sheet.freeze_panes = "D2"
    for_paper(sheet, paper=A3, across=ceil(len(table.columns) / ACROSS) or 1, columns="A:C")
    _frame(sheet, f"{_('省际比较表 {day}').format(day=table.on)}　　{legend()}")


def _frame(sheet: Worksheet, head: str) -> None:
    """What stands over and under every printed page, and narrow margins, in inches."""
    over, under = cast(HeaderFooterItem, sheet.oddHeader), cast(HeaderFooterItem, sheet.oddFooter)  # every sheet has them
    over.left.text, under.right.text = head, _("第 {page} 页　共 {pages} 页").format(page="&P", pages="&N")
    sheet.page_margins = PageMargins(left=0.4, right=0.4, top=0.6, bottom=0.6, header=0.3, footer=0.3)


def _head(sheet: Worksheet, names: Sequence[str], room: Sequence[float]) -> None:
    for at, (name, width) in enumerate(zip(names, room, strict=True), 1):
        put(sheet, 1, at, name, HEAD)
        sheet.column_dimensions[get_column_letter(at)].width = width


def _line(sheet: Worksheet, number: int, line: Sequence[Cell], room: Sequence[float]) -> None:
    for at, words in enumerate(line, 1):
        if words:
            put(sheet, number, at, words, BODY)
    sheet.row_dimensions[number].height = height(zip(line, room, strict=True))


def _dress(sheet: Worksheet, strip: Strip, places: Mapping[int, str]) -> None:
    """Shade what changed, which its words say too, and link the row to its quotes."""
    row = strip.number + 1
    for at, square in enumerate(strip.squares, 4):
        if square.cell.turned:
            sheet.cell(row, at).fill = _CHANGED
    if strip.number in places:
        sheet.cell(row, 1).hyperlink = Hyperlink(ref=f"A{row}", location=places[strip.number])


def _words(square: Square, table: ComparisonTable) -> str:
    return ("\n".join(entry(one, table.on) for _number, one in square.entries) or sign(square.cell.mark)) + more(square.cell)


def _quoted(sheet: Worksheet, table: ComparisonTable, shown: View) -> dict[int, int]:
    """A row a quote, in the order of the table; the number of each commitment with the row where its quotes begin."""
    _head(sheet, [_(name) for name in QUOTES], _ROOM)
    places, number = {}, 1
    for strip in (one for _topic, strips in shown.topics for one in strips):
        places[strip.number] = number + 1
        for square in strip.squares:
            for _number, one in square.entries:
                number += 1
                _line(sheet, number, _quote(strip, square.province, one, table), _ROOM)
                if safe := link(table.sources[one.source].paper.url):
                    sheet.cell(number, len(QUOTES)).hyperlink = safe
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = sheet.dimensions
    for_paper(sheet, paper=A3)
    _frame(sheet, f"{_('省际比较表 {day}').format(day=table.on)}　　{sheet.title}")
    return places


def _quote(strip: Strip, province: str, one: Entry, table: ComparisonTable) -> tuple[Cell, ...]:
    cited = table.sources[one.source]
    return (
        str(strip.number),
        strip.name,
        province,
        wording.whole_name(cited.paper),
        cited.edition.document_number or "",
        f"{one.spot.number}{one.spot.title}",
        sign(one.mark),
        "\n".join(map(_shown, one.quotes)),
        _("；").join(dict.fromkeys(map(citing.label, one.quotes))),
        turned(one.turned, table.on) if one.turned else "",
        cited.paper.url or "",
    )


def _shown(passage: Passage) -> str:
    """The words of the page where it carries them, as they may be quoted; else the canonical ones."""
    return passage.quote or passage.text
