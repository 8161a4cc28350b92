"""Workbooks, new by openpyxl and old by bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

import pytest
from openpyxl import Workbook

from domain.errors import BrokenFile
from normalizer.formats import Extract

Read = Callable[..., Extract]


def book(**sheets: list[list[Any]]) -> bytes:
    """A workbook; a sheet whose name begins with ``hidden`` is."""
    made = Workbook()
    assert made.active is not None
    made.remove(made.active)
    for title, rows in sheets.items():
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(row)
        sheet.sheet_state = "hidden" if title.startswith("hidden") else "visible"
    held = io.BytesIO()
    made.save(held)
    return held.getvalue()


def test_values_are_written_as_a_reader_sees_them(read: Read) -> None:
    """Whole numbers without .0, fractions without noise, dates in ISO form."""
    rows = [["期限", 40.0, 0.1 + 0.2, date(2026, 5, 1), datetime(2026, 5, 1, 9, 30), time(9, 0), True]]  # noqa: DTZ001
    assert read(book(一=rows)).text == "期限\t40\t0.3\t2026-05-01\t2026-05-01T09:30:00\t09:00:00\t是"


def test_sheets_come_in_order_and_hidden_ones_not(read: Read) -> None:
    """The choices of drop-down lists are kept on hidden sheets."""
    assert read(book(乙=[["先"]], hidden=[["甲", "乙"]], 甲=[["后"]])).text == "先\n后"


def test_a_row_of_one_cell_is_text_and_of_several_a_row(read: Read) -> None:
    """Breaks in a lone cell are lines, in a table's cell they are blanks; empty cells keep the columns."""
    rows = [["（一）甲。\n第二行"], [], ["序号", None, "事项\n分工"], ["", "乙", ""]]
    assert read(book(一=rows)).text.split("\n") == ["（一）甲。", "第二行", "序号\t\t事项 分工", "乙"]


def test_a_formula_shows_no_code(read: Read) -> None:
    """A text that begins with = is a formula to openpyxl; its code is not what a reader sees."""
    assert read(book(一=[["合计", "=1+1"]])).text == "合计"


@pytest.mark.parametrize(
    "content",
    [book(一=[["甲"]])[:-200], b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "Workbook".encode("utf-16-le") + bytes(60)],
)
def test_a_damaged_workbook_is_named(read: Read, content: bytes) -> None:
    """New or old."""
    with pytest.raises(BrokenFile, match=r"a\.xls is a damaged"):
        read(content, "a.xls")


def test_a_bomb_is_not_opened(read: Read) -> None:
    """A sheet that declares far more than its file holds."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("xl/workbook.xml", "<workbook/>")
        file.writestr("xl/worksheets/sheet1.xml", bytes(100 << 20))
    with pytest.raises(BrokenFile, match=r"a\.xlsx unpacks to 2 members of 100 MB"):
        read(held.getvalue(), "a.xlsx")
