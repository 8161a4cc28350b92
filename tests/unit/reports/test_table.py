"""Excel and CSV, read back."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils.escape import unescape
from openpyxl.worksheet.worksheet import Worksheet

from domain.card import Move, Spot
from domain.report import Report
from reports.renderers import render
from reports.renderers.csv import inert
from reports.table import COLUMNS
from tests.unit.reports.test_hostile import hostile

FORMULAS = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    '=HYPERLINK("http://x.example","点")',
    "=cmd|' /C calc'!A0",
    "#N/A",
    "_x003D_1",
    "＝1",
)


def opened(report: Report) -> Workbook:
    return load_workbook(io.BytesIO(render(report, "xlsx")))


def sheet_rows(report: Report) -> list[dict[str, object]]:
    sheet = opened(report)["变动"]
    return [dict(zip(COLUMNS, row, strict=True)) for row in sheet.iter_rows(min_row=2, values_only=True)]


def csv_rows(report: Report) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(render(report, "csv").decode("utf-8-sig"), newline="")))


@pytest.fixture(scope="module")
def evil(monday: Report) -> Report:
    """Monday with a formula for every title, number, sentence and unit."""
    card = monday.cards[0]
    cards = tuple(
        replace(
            card,
            id=f"C{at}",
            paper=replace(card.paper, title=words, document_number=words),
            value=f"{words} → {words}",
            new=(Spot(words, words, words),),
            units=replace(card.units, new=(words,)) if card.units else None,
        )
        for at, words in enumerate(FORMULAS)
    )
    return replace(monday, cards=cards)


def test_one_row_a_change_under_the_desk_s_own_columns(monday: Report) -> None:
    """Every card has one row, in the order of the report."""
    header = [cell.value for cell in opened(monday)["变动"][1]]
    assert header == ["快照时间（北京时间）" if name == "快照时间" else name for name in COLUMNS]
    assert [row["变动ID"] for row in sheet_rows(monday)] == [card.id for card in monday.cards]


def test_what_a_row_says(monday: Report) -> None:
    """The first change: place, kind, sentences without marks, values with their unit."""
    row = sheet_rows(monday)[0]
    assert (row["省份"], row["旧编号"], row["新编号"], row["标题"]) == ("上海", "（二）", "（二）", "优化检验服务")
    assert (row["类型"], row["性质"], row["严重度"]) == ("修改", "时限", "实质")
    assert (row["旧值"], row["新值"]) == ("20个工作日", "15个工作日")
    assert row["新句"] == "临床急需器械的检验时限由25个工作日压缩为15个工作日。"
    assert row["处理人"] is row["处理意见"] is row["备注"] is None


def test_several_sentences_are_numbered_on_both_sides(monday: Report) -> None:
    """② of the old ones belongs to ② of the new ones."""
    row = next(row for row in sheet_rows(monday) if row["标题"] == "合并办理变更事项")
    assert str(row["旧句"]).splitlines()[1] == "②同一品种的多项变更可一并申请。"
    assert str(row["新句"]).splitlines()[1] == "②同一品种的多项变更应当一并申请。"
    assert row["旧值"] == "四个月；可"


def test_dates_are_dates(monday: Report) -> None:
    """The day of the report, 施行日期 and the snapshot (Beijing time) are typed; the sheet can sort and filter by them."""
    card = replace(monday.cards[0], new_edition=replace(monday.cards[0].new_edition, effective_on=date(2026, 12, 1)))
    book = opened(replace(monday, cards=(card,)))
    cells = dict(zip(COLUMNS, book["变动"][2], strict=True))
    assert cells["日期"].value == datetime(2026, 11, 23) and cells["日期"].is_date  # noqa: DTZ001
    assert cells["施行日期"].value == datetime(2026, 12, 1)  # noqa: DTZ001
    assert cells["快照时间"].value == datetime(2026, 11, 23, 8, 30)  # noqa: DTZ001


def test_frozen_header_filter_and_no_merged_cells(monday: Report) -> None:
    """The header stays in sight, on screen and on paper."""
    for sheet in opened(monday).worksheets:
        assert isinstance(sheet, Worksheet)
        assert sheet.freeze_panes == "A2" and sheet.auto_filter.ref == sheet.dimensions
        assert sheet.print_title_rows == "$1:$1" and sheet.page_setup.orientation == "landscape"
        assert not sheet.merged_cells.ranges


def test_links_are_live_only_for_web_addresses(monday: Report, tmp_path: Path) -> None:
    """A ``javascript:`` address is text."""
    link = dict(zip(COLUMNS, opened(monday)["变动"][2], strict=True))["原文链接"]
    assert link.hyperlink is not None and link.hyperlink.target == "https://sh.example/art/1.html"
    bad = dict(zip(COLUMNS, opened(hostile(tmp_path))["变动"][2], strict=True))["原文链接"]
    assert bad.value == "javascript:alert(4)" and bad.hyperlink is None


def test_no_text_is_a_formula(evil: Report) -> None:
    """Read back each title is the same characters, of type string, and quoted, so that editing the cell does not wake it."""
    sheet = opened(evil)["变动"]
    at = COLUMNS.index("文件") + 1
    stored = [str(sheet.cell(row, at).value) for row in range(2, 2 + len(FORMULAS))]
    assert [unescape(words) for words in stored] == list(FORMULAS)  # as Excel reads them: ``_x005F_`` is an underscore
    for row in sheet.iter_rows(min_row=2):
        assert all(cell.data_type in "snd" for cell in row)
        assert all(cell.quotePrefix for cell in row if cell.data_type == "s")
    with ZipFile(io.BytesIO(render(evil, "xlsx"))) as package:
        assert all(b"<f>" not in package.read(name) and b't="e"' not in package.read(name) for name in package.namelist())


def test_the_second_sheet_says_what_was_looked_at(monday: Report) -> None:
    """Verdict and sources, also beside an empty list."""
    said = {str(row[0]): row[1] for row in opened(replace(monday, cards=()))["来源与说明"].iter_rows(values_only=True)}
    assert said["来源"] == "应查 4，成功 3，异常 1" and "返回错误页" in str(said["山西省药监局"])


def test_csv_is_rfc_4180_with_a_byte_order_mark(monday: Report) -> None:
    """CRLF between records, everything quoted, the same rows as the workbook."""
    page = render(monday, "csv")
    assert page.startswith(b'\xef\xbb\xbf"') and page.endswith(b'"\r\n')
    assert [row["变动ID"] for row in csv_rows(monday)] == [card.id for card in monday.cards]
    assert csv_rows(monday)[0]["快照时间"] == "2026-11-23 08:30:00 +08:00"
    assert len(list(csv.reader(io.StringIO(page.decode("utf-8-sig"), newline=""), strict=True))) == len(monday.cards) + 1


def test_csv_cells_calculate_nothing(evil: Report) -> None:
    """No cell begins like a formula, whichever of comma, semicolon, tab or line break parts the cells."""
    for row in csv_rows(evil):
        for cell in row.values():
            assert not cell.lstrip().startswith(tuple("=+-@＝＋－＠"))
    assert inert("甲;=1+1") == "甲;'=1+1" and inert("甲\t@A1") == "甲\t'@A1" and inert(" =1") == "' =1"
    assert inert("2026-11-23，25个工作日") == "2026-11-23，25个工作日"


def test_a_move_has_its_row(monday: Report) -> None:
    """Old place and new place; the content is said to be the same."""
    move = Move("C9", monday.cards[0].paper, Spot("（三）", "甲", "一、旧章"), Spot("（七）", "甲", "二、新章"))
    row = csv_rows(replace(monday, cards=(), moves=(move,)))[0]
    assert (row["类型"], row["严重度"], row["旧值"], row["新值"]) == (
        "移动",
        "内容未变",
        "一、旧章 › （三）甲",
        "二、新章 › （七）甲",
    )


def test_a_text_longer_than_a_cell_is_cut(monday: Report) -> None:
    """Excel would refuse to open the file."""
    card = replace(monday.cards[0], paper=replace(monday.cards[0].paper, title="甲" * 40_000))
    title = sheet_rows(replace(monday, cards=(card,)))[0]["文件"]
    assert isinstance(title, str) and len(title) <= 32_767 and title.endswith("…")
