"""The 省际比较表 as one self-contained HTML file: no script, no remote asset, on a phone, in print and without colour."""

from __future__ import annotations

from datetime import datetime

from domain.comparison_table import Cited, ComparisonTable, Entry
from reports.language import DEFAULT, language
from reports.matrix_view import view
from reports.renderers.html import environment

SHEETS = ("report.css", "matrix.css")


def write(table: ComparisonTable, _at: datetime) -> bytes:
    """The page; the quotes below the table lead to the official pages only."""
    sheets = (*SHEETS, *(() if language() == DEFAULT else ("latin.css",)))
    drawn = environment().get_template("matrix.html.j2").render(table=table, view=view(table), way=_nowhere, sheets=sheets)
    return drawn.encode()


def _nowhere(_cited: Cited, _entry: Entry) -> str:
    """A file that stands alone has no page of the whole text to lead to."""
    return ""
