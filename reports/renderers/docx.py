"""Word: the report with a 修订对照表 for each changed document, in the form that regulators and listed companies publish."""

from __future__ import annotations

from domain.report import Report
from reports.renderers import register


@register("docx", ".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document")
def render(report: Report) -> bytes:
    from reports.word.document import write  # python-docx is only loaded when somebody wants a Word file

    return write(report)
