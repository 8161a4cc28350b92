"""CSV by RFC 4180 with a byte order mark, without which Excel would read Chinese as another encoding.

A spreadsheet that opens the file must run nothing: a cell that it might take for a formula gets an apostrophe in front. So does one that
would become a cell of its own where the semicolon, the tab or a line break parts cells.
"""

from __future__ import annotations

import csv
import io
import re
from datetime import date, datetime

from domain.report import Report
from reports.language import _
from reports.renderers import register
from reports.safety import visible
from reports.table import COLUMNS, Cell, rows
from reports.text import stamp

_FORMULA = re.compile(r"^(?=[\t\n])|(^|[;|\t\n])(?=[\s\"']*[=+\-@＝＋－＠])")
"""The beginning of what a spreadsheet may calculate, in both widths, and of what it strips to get there (OWASP, CSV injection)."""


@register("csv", ".csv", "text/csv; charset=utf-8; header=present")
def render(report: Report) -> bytes:
    page = io.StringIO(newline="")
    writer = csv.writer(page, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(map(_, COLUMNS))
    writer.writerows([_cell(cell) for cell in row] for row in rows(report))
    return page.getvalue().encode("utf-8-sig")


def _cell(cell: Cell) -> str:
    if isinstance(cell, datetime):
        return stamp(cell)
    if isinstance(cell, date):
        return cell.isoformat()
    return inert(cell or "")


def inert(words: str) -> str:
    """Text that no spreadsheet calculates, whichever mark parts its cells."""
    return _FORMULA.sub(lambda found: f"{found[1] or ''}'", visible(words))
