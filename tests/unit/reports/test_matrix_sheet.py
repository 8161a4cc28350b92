"""The 省际比较表 on one sheet."""

from __future__ import annotations

import io
from dataclasses import replace
from zipfile import ZipFile

import openpyxl
import pytest

from domain.comparison_table import ComparisonTable
from domain.matrix import Mark
from reports.matrix_files import write
from reports.matrix_sheet import one_sheet
from reports.matrix_words import cell, said
from reports.word.fitting import SIZES, sheets
from tests.unit.reports.desk import MONDAY, Desk
from tests.unit.reports.matrices import table


@pytest.fixture(scope="module")
def made(monday_desk: Desk) -> ComparisonTable:
    return table(monday_desk)


@pytest.fixture(scope="module")
def long(made: ComparisonTable) -> ComparisonTable:
    """Two hundred rows, of which one in four has a changed cell and the last one a hard figure in each."""
    plain = tuple(replace(one, turned=None, mark=Mark.SOFT) for one in made.rows[2].cells[0].entries)
    soft = replace(
        made.rows[2],
        cells=(replace(made.rows[2].cells[0], entries=plain, mark=Mark.SOFT), *made.rows[2].cells[1:3], made.rows[2].cells[1]),
    )
    rows = [replace(made.rows[0] if at % 4 == 0 else soft, name=f"第{at}项", topic="检验检测") for at in range(200)]
    return replace(made, rows=tuple(rows), whole=200)


def test_a_cell_shows_its_strongest_entry_and_how_many_more_there_are(made: ComparisonTable) -> None:
    """Nothing is left out in silence."""
    whole, brief = made.rows[1].cells[0], one_sheet(made).rows[1].cells[0]
    assert (len(whole.entries), brief.entries, brief.more) == (2, whole.entries[:1], 1)
    assert cell(brief, made.on).endswith("（另1条）")
    assert [one.more for one in one_sheet(made).rows[0].cells] == [0, 0, 0, 0]


def test_the_entry_that_changed_is_the_one_that_is_shown(made: ComparisonTable) -> None:
    """A shaded cell says what it is shaded for, also where something stronger stands beside it."""
    first, second = made.rows[1].cells[0].entries
    assert first.turned is not None
    turned = replace(made.rows[1].cells[0], entries=(replace(first, turned=None), replace(second, turned=first.turned)))
    brief = one_sheet(replace(made, rows=(replace(made.rows[1], cells=(turned, *made.rows[1].cells[1:])),)))
    assert [one.phrase for one in brief.rows[0].cells[0].entries] == [second.phrase]


def test_a_table_that_has_room_keeps_all_its_rows(made: ComparisonTable) -> None:
    """In their order."""
    assert [row.name for row in one_sheet(made).rows] == [row.name for row in made.rows]


def test_of_a_long_table_the_changed_rows_come_first_and_the_sheet_is_full(long: ComparisonTable) -> None:
    """One row more would not go on it; what stays is in the order of the table."""
    brief = one_sheet(long)
    names = [row.name for row in brief.rows]
    assert 50 < len(names) < 200 and names == [row.name for row in long.rows if row.name in names]
    assert {f"第{at}项" for at in range(0, 200, 4)} <= set(names)
    assert sheets(brief, SIZES[-1]) == 1
    assert sheets(replace(brief, rows=(*brief.rows, *brief.rows[:2])), SIZES[-1]) == 2
    assert any(f"全表200行，列出{len(names)}行" in sentence for sentence in said(brief))


def test_word_and_excel_are_a_single_sheet(long: ComparisonTable) -> None:
    """No quotes behind it, and no link to one that is not there."""
    brief = one_sheet(long)
    with ZipFile(io.BytesIO(write(brief, "docx", MONDAY))) as package:
        document = package.read("word/document.xml").decode()
    assert document.count("<w:sectPr") == 1 and "w:anchor" not in document
    book = openpyxl.load_workbook(io.BytesIO(write(brief, "xlsx", MONDAY)))
    (sheet,) = book.worksheets
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 1)
    assert all(one.hyperlink is None for row in sheet.iter_rows() for one in row)
