"""The 省际比较表 as files: HTML, Markdown, JSON, Word and Excel."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from xml.etree.ElementTree import Element, fromstring
from zipfile import ZipFile

import docx
import msgspec
import openpyxl
import pytest
from bs4 import BeautifulSoup
from docx.enum.section import WD_ORIENT

from domain.comparison_table import ComparisonTable, Lapse, Turn, Turned
from domain.errors import InputError
from reports.language import speaking
from reports.matrix_files import FORMATS, write
from reports.matrix_view import view
from reports.matrix_words import cell, entry, fallen, said
from reports.word.fitting import SIZES, size
from tests.unit.reports.desk import MONDAY, Desk
from tests.unit.reports.matrices import table

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def made(monday_desk: Desk) -> ComparisonTable:
    gone = Turned(date(2026, 11, 20), Turn.DELETED, "C9")
    lapse = Lapse(
        "变更周期", "审评审批与前置服务", "山西", "山西省优化药械审评服务若干措施（试行）", "（四）", "平均五个月内", gone
    )
    return replace(table(monday_desk), lapses=(lapse, replace(lapse, name="变更时限")))


def page(made: ComparisonTable) -> BeautifulSoup:
    return BeautifulSoup(write(made, "html", MONDAY), "html.parser")


def body(made: ComparisonTable) -> Element:
    with ZipFile(io.BytesIO(write(made, "docx", MONDAY))) as package:
        return fromstring(package.read("word/document.xml"))  # noqa: S314 - written by us a line ago


def words(element: Element) -> str:
    return "".join(one.text or "" for one in element.iter(f"{W}t"))


@pytest.mark.parametrize("kind", FORMATS)
def test_the_same_table_gives_the_same_bytes(made: ComparisonTable, kind: str) -> None:
    """Whenever it is written."""
    assert write(made, kind, MONDAY) == write(made, kind, MONDAY)


def test_another_ending_is_refused(made: ComparisonTable) -> None:
    """With the endings there are."""
    with pytest.raises(InputError, match="html, md, docx, xlsx, json"):
        write(made, "pptx", MONDAY)


def test_a_cell_says_mark_number_and_words(made: ComparisonTable) -> None:
    """No room after a full-width bracket, one after 14.; the change is dated in words."""
    faster, missing, absent, trials = made.rows[0].cells
    assert cell(faster, made.on) == "●（二）检验时限由25个工作日压缩为15个工作日〔11-23 修改〕"
    assert (cell(missing, made.on), cell(absent, made.on)) == ("未收录", "—")
    assert entry(trials.entries[0], date(2027, 1, 2)) == "●1. 临床试验启动前的整体用时压缩至20周以内〔2026-11-23 新文件〕"


def test_what_fell_away_is_told_once_a_measure(made: ComparisonTable) -> None:
    """With every commitment it stood for."""
    assert fallen(made) == (
        "11-20 删除：山西（四）（《山西省优化药械审评服务若干措施（试行）》）平均五个月内［变更周期、变更时限］",
    )


def test_the_legend_names_every_mark_and_who_was_not_read_whole(made: ComparisonTable) -> None:
    """Absent and not there are two things."""
    legend, _shading, unread = said(made)
    assert legend == "● 有硬指标　○ 同方向无指标　◇ 仅相关　— 已读未见　未收录 未入库"
    assert unread == "未读全，空格记为“未收录”：浙江。"


def test_every_cell_of_the_page_leads_to_its_quote(made: ComparisonTable) -> None:
    """The sentence stands in the quote as the page has it, with the official address over it."""
    soup = page(made)
    links = soup.select("td .say a")
    assert len(links) == sum(len(one.entries) for row in made.rows for one in row.cells)
    for link in links:
        quote = soup.find(id=str(link["href"])[1:])
        assert quote is not None and quote.find("q") is not None
    published = {one.text for one in soup.select("q")}
    assert published == {one.quote for row in made.rows for cell in row.cells for e in cell.entries for one in e.quotes}
    assert {str(one["href"]) for one in soup.select(".quoted h3 + p a")} == {one.paper.url for one in made.sources}


def test_the_page_has_real_tables(made: ComparisonTable) -> None:
    """One a topic, with headers of rows and columns."""
    tables = page(made).select("table")
    assert len(tables) == 3
    for one in tables:
        assert [th.text for th in one.select("thead th[scope=col]")] == ["具体要求", "上海", "山东", "山西", "浙江"]
        assert all(len(row.select("th[scope=row]")) == 1 and len(row.select("td")) == 4 for row in one.select("tbody tr"))


def test_a_change_is_shaded_and_said(made: ComparisonTable) -> None:
    """Never by colour alone."""
    shaded = page(made).select("td.chg")
    assert len(shaded) == sum(bool(one.turned) for row in made.rows for one in row.cells) == 5
    assert all(one.select(".dated") for one in shaded)


def test_absent_and_missing_are_told_apart_by_ear(made: ComparisonTable) -> None:
    """A dash says nothing to a screen reader."""
    assert {one.text for one in page(made).select("td.m-absent")} == {"—已读未见"}
    assert {one.text for one in page(made).select("td.m-missing")} == {"未收录"}


def test_a_table_without_rows_says_so(made: ComparisonTable) -> None:
    """In every format that a person reads."""
    empty = replace(made, rows=(), sources=(), lapses=())
    assert "还没有两个省份" in page(empty).text and "还没有两个省份" in words(body(empty))
    assert openpyxl.load_workbook(io.BytesIO(write(empty, "xlsx", MONDAY))).sheetnames == ["省际比较表", "原句与出处"]


def test_markdown_has_a_table_a_topic(made: ComparisonTable) -> None:
    """And what fell away under its own heading."""
    text = write(made, "md", MONDAY).decode()
    assert text.count("| 具体要求 | 上海 | 山东 | 山西 | 浙江 |") == 3 and "## 近30天内不再有的" in text


def test_json_is_the_whole_table(made: ComparisonTable) -> None:
    """And reads back as it."""
    assert msgspec.json.decode(write(made, "json", MONDAY), type=ComparisonTable) == made


# -- Word -----------------------------------------------------------------------------------------------------------


def test_word_is_a3_landscape(made: ComparisonTable) -> None:
    """The table and the quotes behind it."""
    for section in docx.Document(io.BytesIO(write(made, "docx", MONDAY))).sections:
        assert section.orientation is WD_ORIENT.LANDSCAPE and section.page_width and section.page_height
        assert (round(section.page_width.mm), round(section.page_height.mm)) == (420, 297)


def test_the_header_stands_on_every_sheet_and_rows_are_not_torn(made: ComparisonTable) -> None:
    """tblHeader on the first row, cantSplit on all."""
    rows = list(body(made).iter(f"{W}tr"))
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True] + [False] * (len(rows) - 1)
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)


def test_the_table_fills_the_sheet(made: ComparisonTable) -> None:
    """Within its margins, whatever the number of provinces."""
    grid = body(made).find(f".//{W}tblGrid")
    assert grid is not None
    room = round((420 - 20) / 25.4 * 1440)
    assert room - 10 <= sum(int(one.get(f"{W}w") or 0) for one in grid) <= room


def test_every_number_in_word_leads_to_its_quote(made: ComparisonTable) -> None:
    """By a bookmark of the same document, which needs no network."""
    drawn = body(made)
    marks = {one.get(f"{W}name") for one in drawn.iter(f"{W}bookmarkStart")}
    jumps = [one.get(f"{W}anchor") for one in drawn.iter(f"{W}hyperlink") if one.get(f"{W}anchor")]
    assert len(jumps) == sum(len(one.entries) for row in made.rows for one in row.cells) and set(jumps) == marks


def test_shading_in_word_is_said_too(made: ComparisonTable) -> None:
    """A shaded cell names the day."""
    shaded = [
        one
        for one in body(made).iter(f"{W}tc")
        if (s := one.find(f"{W}tcPr/{W}shd")) is not None and s.get(f"{W}fill") == "FFE9B8"
    ]
    assert len(shaded) == 5 and all("〔11-23 " in words(one) for one in shaded)


def test_type_is_as_large_as_the_fewest_sheets_allow(made: ComparisonTable) -> None:
    """Large for a few rows; a hundred rows are not set smaller than they need to be."""
    assert size(made, view(made)) == SIZES[0]
    many = replace(made, rows=made.rows * 20)
    assert SIZES[-1] <= size(many, view(many)) < SIZES[0]


# -- Excel ----------------------------------------------------------------------------------------------------------


def sheets(made: ComparisonTable) -> tuple[list[list[object]], list[list[object]]]:
    book = openpyxl.load_workbook(io.BytesIO(write(made, "xlsx", MONDAY)))
    grid, quotes = ([[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book)
    return grid, quotes


def test_excel_fits_one_a3_landscape_page_wide(made: ComparisonTable) -> None:
    """Frozen header and first columns, both on every printed page."""
    sheet = openpyxl.load_workbook(io.BytesIO(write(made, "xlsx", MONDAY))).worksheets[0]
    setup = sheet.page_setup
    assert (setup.orientation, setup.paperSize, setup.fitToWidth, setup.fitToHeight) == ("landscape", 8, 1, 0)
    assert sheet.sheet_properties.pageSetUpPr is not None and sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.freeze_panes, sheet.print_title_rows, sheet.print_title_cols) == ("D2", "$1:$1", "$A:$C")


def test_excel_rows_are_the_commitments(made: ComparisonTable) -> None:
    """With marks and dates in words, and what a cell holds on lines of its own."""
    grid, _quotes = sheets(made)
    assert grid[0][:4] == ["编号", "主题", "具体要求", "上海"]
    assert grid[2][3] == "●（三）变更事项平均周期压缩至三个月内〔11-23 修改〕\n○（三）多项变更应当一并申请〔11-23 修改〕"
    assert [row[0] for row in grid[1:5]] == ["1", "2", "3", "4"]


def test_a_row_in_excel_leads_to_its_quotes(made: ComparisonTable) -> None:
    """The place it names is the first quote of the same commitment."""
    book = openpyxl.load_workbook(io.BytesIO(write(made, "xlsx", MONDAY)))
    grid, quotes = book.worksheets
    for row in range(2, 2 + len(made.rows)):
        link = grid.cell(row, 1).hyperlink
        assert link is not None and link.target is None and link.location is not None
        title, _mark, place = link.location.rpartition("!")
        assert title == f"'{quotes.title}'" and quotes[place].value == grid.cell(row, 1).value
        above = quotes.cell(quotes[place].row - 1, 1).value
        assert above != grid.cell(row, 1).value


def test_quotes_in_excel_hold_the_words_of_the_page(made: ComparisonTable) -> None:
    """One a row, labelled, with the official address as a link."""
    _grid, quotes = sheets(made)
    assert [row[6:9] for row in quotes[1:2]] == [["●", "临床急需器械的检验时限由25个工作日压缩为15个工作日。", "原文"]]
    assert all(str(row[10]).startswith("https://") for row in quotes[1:])


# -- English --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["html", "md"])
def test_the_frame_in_english(made: ComparisonTable, kind: str) -> None:
    """Our words are English, those of the texts stay."""
    with speaking("en"):
        drawn = write(made, kind, MONDAY).decode()
    assert "Comparison across provinces" in drawn and "with a hard figure" in drawn and "具体要求" not in drawn
    assert "检验时限由25个工作日压缩为15个工作日" in drawn
