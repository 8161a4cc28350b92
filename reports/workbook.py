"""The Excel workbook: cells, looks and sheets. Imported by its renderer only when a workbook is asked for."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from domain.report import Report
from reports import matrix_workbook, subscription, wording
from reports.language import N_, _
from reports.packaging import settle
from reports.safety import link
from reports.spreadsheet import A3, A4, BODY, HEAD, book, for_paper, height, put
from reports.table import COLUMNS, Cell, rows

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
_LINK = "原文链接"
_HEADERS = {N_("快照时间"): N_("快照时间（北京时间）")}


def write(report: Report) -> bytes:
    """The workbook as a file; the same report gives the same bytes."""
    made = book()
    _fill(made.create_sheet(_("变动")), COLUMNS, rows(report))
    _fill(made.create_sheet(_("来源与说明")), (N_("项目"), N_("内容")), _about(report))
    if report.digest and report.digest.comparison and report.digest.comparison.rows:
        matrix_workbook.add(made, report.digest.comparison)
    made.properties.title = f"{wording.heading(report)} {report.on}"
    made.properties.creator = "regdelta"
    out = io.BytesIO()
    made.save(out)
    return settle(out.getvalue(), report.generated)


def _fill(sheet: Worksheet, columns: Sequence[str], lines: Iterable[Sequence[Cell]]) -> None:
    """A header that stays in sight and on every printed page, a filter, and a line a row."""
    for at, name in enumerate(columns, 1):
        put(sheet, 1, at, _(_HEADERS.get(name, name)), HEAD)
        sheet.column_dimensions[get_column_letter(at)].width = _WIDTHS.get(name, _NARROW)
    for number, line in enumerate(lines, 2):
        for at, (name, value) in enumerate(zip(columns, line, strict=True), 1):
            if value:
                cell = put(sheet, number, at, value, BODY)
                if name == _LINK and (safe := link(str(value))):
                    cell.hyperlink = safe
        room = (_WIDTHS.get(name, _NARROW) for name in columns)
        sheet.row_dimensions[number].height = height(zip(line, room, strict=True))
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    wide = len(columns) > 10  # on two sheets of A3 side by side, each with the id of the change
    for_paper(sheet, paper=A3 if wide else A4, across=2 if wide else 1, columns="A:A" if wide else None)


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
