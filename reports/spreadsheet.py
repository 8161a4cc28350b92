"""Cells and rows of a workbook: texts that never calculate, dates as dates, links that may be links. Only imported where one is written."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import cast

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.styles import NamedStyle
from openpyxl.styles.alignment import Alignment
from openpyxl.styles.fills import PatternFill
from openpyxl.styles.fonts import Font
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from reports.safety import visible
from reports.table import Cell
from reports.text import cut, local

LONGEST = 32_767
"""Characters a cell holds (Microsoft, Excel specifications and limits)."""

BODY = "regdelta"
HEAD = "regdelta header"
_LINE, _TALLEST = 15.5, 409.0  # points of a line of 10.5 and of the tallest row (Microsoft, Excel specifications and limits)
_SIZE = 10.5
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
A3, A4 = 8, 9  # ECMA-376, part 1, 18.3.1.63


def book() -> Workbook:
    """A workbook without a sheet, with the styles :data:`BODY` and :data:`HEAD`."""
    made = Workbook()
    made.remove(made.worksheets[0])
    body = NamedStyle(BODY, font=Font(name="宋体", size=_SIZE), alignment=Alignment(vertical="top", wrap_text=True))
    head = NamedStyle(
        HEAD,
        font=Font(name="宋体", size=_SIZE, bold=True),
        alignment=Alignment(vertical="center", wrap_text=True),
        fill=PatternFill("solid", fgColor="E7ECE9"),
    )
    for style in (body, head):
        made.add_named_style(style)
    return made


def height(cells: Iterable[tuple[Cell, float]]) -> float:
    """Points that the longest of some cells takes, each given with the width of its column: not every program works it out when it opens the file."""
    tall = 1
    for value, room in cells:
        if isinstance(value, str):
            lines = (-(-(len(part) + len(part.encode()) >> 1) // room) or 1 for part in value.split("\n"))
            tall = max(tall, int(sum(lines)))
    return min(tall * _LINE + 2, _TALLEST)


def put(sheet: Worksheet, row: int, column: int, value: Cell, style: str) -> SheetCell:
    """A date as a date, a time as Beijing time, and every other thing as the string it is, never a formula or an error."""
    cell = cast(SheetCell, sheet.cell(row, column))  # none is merged
    cell.style = style
    if isinstance(value, datetime):
        cell.value = local(value).replace(tzinfo=None, microsecond=0)
        cell.number_format = "yyyy-mm-dd hh:mm:ss"
    elif isinstance(value, date):
        cell.value = value
        cell.number_format = "yyyy-mm-dd"
    else:
        cell.value = _text(value or "")
        cell.data_type = "s"
        cell.quotePrefix = True
    return cell


def _text(words: str) -> str:
    """What a cell can hold. ``_x0041_`` in a text is no escape of ours and is kept as those characters (ECMA-376, ST_Xstring)."""
    return cut(_ESCAPE.sub("_x005F_", visible(words)), LONGEST)


def for_paper(sheet: Worksheet, *, paper: int, across: int = 1, columns: str | None = None) -> None:
    """Landscape, the first row on every page, and ``columns`` (``A:A``) too; as many pages ``across`` as said, and as long as it is."""
    sheet.print_title_rows = "1:1"
    sheet.print_title_cols = columns
    sheet.print_options.gridLines = True
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = paper
    sheet.page_setup.fitToWidth = across
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
