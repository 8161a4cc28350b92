"""Excel: one row a change with typed dates, a frozen header and a filter; a second sheet says what was looked at.

Every text cell is stored as a string and marked as quoted, so that ``=HYPERLINK(…)`` in a crawled title stays those characters, also after somebody
has edited the cell.
"""

from __future__ import annotations

from domain.report import Report
from reports.renderers import register


@register("xlsx", ".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
def render(report: Report) -> bytes:
    from reports.workbook import write  # openpyxl is only loaded when somebody wants a workbook

    return write(report)
