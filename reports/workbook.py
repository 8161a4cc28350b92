"""The Excel workbook: cells, looks and sheets. Imported by its renderer only when a workbook is asked for."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import cast

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.styles import NamedStyle
from openpyxl.styles.alignment import Alignment
from openpyxl.styles.fills import PatternFill
from openpyxl.styles.fonts import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from domain.report import Report
from reports import subscription, wording
from reports.language import N_, _
from reports.packaging import settle
from reports.safety import link, visible
from reports.table import COLUMNS, Cell, rows
from reports.text import cut, local

LONGEST = 32_767
"""Characters a cell holds (Microsoft, Excel specifications and limits)."""

_WIDTHS = {
    "旧句": 46,
    "新句": 46,
    "文件": 34,
    "标题": 22,
    "他省对应": 30,
    "原文链接": 30,
    "章": 20,
    "快照时间": 17,
    "文本指纹": 36,
    "主题": 20,
    "内容": 110,
}
_NARROW = 13
_LINE, _TALLEST = 15.5, 409.0  # points of a line of 10.5 and of the tallest row (Microsoft, Excel specifications and limits)
_LINK = "原文链接"
_HEADERS = {N_("快照时间"): N_("快照时间（北京时间）")}
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_BODY = NamedStyle("regdelta", font=Font(name="宋体", size=10.5), alignment=Alignment(vertical="top", wrap_text=True))
_HEAD = NamedStyle(
    "regdelta header",
    font=Font(name="宋体", size=10.5, bold=True),
    alignment=Alignment(vertical="center", wrap_text=True),
    fill=PatternFill("solid", fgColor="E7ECE9"),
)


def write(report: Report) -> bytes:
    """The workbook as a file; the same report gives the same bytes."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for style in (_BODY, _HEAD):
        book.add_named_style(style)
    _fill(book.create_sheet(_("变动")), COLUMNS, rows(report))
    _fill(book.create_sheet(_("来源与说明")), (N_("项目"), N_("内容")), _about(report))
    book.properties.title = f"{wording.heading(report)} {report.on}"
    book.properties.creator = "regdelta"
    out = io.BytesIO()
    book.save(out)
    return settle(out.getvalue(), report.generated)


def _fill(sheet: Worksheet, columns: Sequence[str], lines: Iterable[Sequence[Cell]]) -> None:
    """A header that stays in sight and on every printed page, a filter, and a line a row."""
    for at, name in enumerate(columns, 1):
        _put(sheet, 1, at, _(_HEADERS.get(name, name)), _HEAD.name)
        sheet.column_dimensions[get_column_letter(at)].width = _WIDTHS.get(name, _NARROW)
    for number, line in enumerate(lines, 2):
        for at, (name, value) in enumerate(zip(columns, line, strict=True), 1):
            if value:
                cell = _put(sheet, number, at, value, _BODY.name)
                if name == _LINK and (safe := link(str(value))):
                    cell.hyperlink = safe
        sheet.row_dimensions[number].height = _height(columns, line)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    _for_paper(sheet, wide=len(columns) > 10)


def _height(columns: Sequence[str], line: Sequence[Cell]) -> float:
    """Points that the longest cell of a row takes: not every program works it out when it opens the file."""
    tall = 1
    for name, value in zip(columns, line, strict=True):
        if isinstance(value, str):
            room = _WIDTHS.get(name, _NARROW)
            tall = max(tall, sum(-(-(len(part) + len(part.encode()) >> 1) // room) or 1 for part in value.split("\n")))
    return min(tall * _LINE + 2, _TALLEST)


def _put(sheet: Worksheet, row: int, column: int, value: Cell, style: str) -> SheetCell:
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


def _for_paper(sheet: Worksheet, *, wide: bool) -> None:
    """Header on every page; a wide sheet on two sheets of A3 side by side, each with the id of the change."""
    sheet.print_title_rows = "1:1"
    sheet.print_title_cols = "A:A" if wide else None
    sheet.print_options.gridLines = True
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 8 if wide else 9  # A3, A4 (ECMA-376, part 1, 18.3.1.63)
    sheet.page_setup.fitToWidth = 2 if wide else 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _about(report: Report) -> Iterator[tuple[str, str]]:
    """What the rows are of, and what was looked at: 无变动 is only to be believed beside it."""
    yield _("报告"), f"{wording.heading(report)} {wording.day(report)}"
    yield _("监测区间"), _("{window}（北京时间）").format(window=wording.window(report))
    yield _("结论"), wording.verdict(report)
    yield from [(_("订阅"), subscription.words(report.hidden))] if report.hidden else []
    yield _("来源"), wording.sources(report)
    yield from ((row.name, wording.result(row)) for row in report.sources.rows)
    yield from (
        (_("可疑页面"), _("{title}：未采用，旧版仍有效，不报删除").format(title=one.paper.title)) for one in report.suspects
    )
    yield _("说明"), _("自动比对，以官方文本为准。旧值、新值为变动处原有文字，单位不换算。改号的措施不列行。")
