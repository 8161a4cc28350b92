"""PDF: the archive copy of the report as sent, under a name that says its version; a correction is a new file beside it."""

from __future__ import annotations

from domain.report import Report
from reports import wording
from reports.renderers import register
from reports.renderers.html import page


def name(report: Report) -> str:
    """``药械日报_20261123_v1``."""
    return f"{wording.heading(report).replace('政策变动', '')}_{report.on:%Y%m%d}_v{report.revision}"


SHEETS = ("print.css",)
"""Plain blocks on A4, in black: what grids, flexible boxes and colours of the screen cost to lay out is two fifths of the time."""


@register("pdf", ".pdf", "application/pdf", name=name)
def render(report: Report) -> bytes:
    from reports.paper_copy import print_pages  # WeasyPrint is only loaded when somebody wants a PDF

    return print_pages(page(report, SHEETS), name(report))
