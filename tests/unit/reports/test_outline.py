"""A digest as headings, sentences and tables."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import docx
import pytest

from domain.card import Rank
from domain.digest import Digest, Fortune, Row, Step, Tally
from domain.handling import Assignment, Doing, Handling, Matter, assignments
from domain.report import Report, ReportKind
from reports import outline
from reports.figures import figures
from reports.matrix_part import only_changed
from reports.renderers import render
from reports.section import Cell, Section
from tests.unit.reports.matrices import table
from tests.unit.reports.mornings import busy


@pytest.fixture
def month(monday: Report, tmp_path: Path) -> Report:
    """The busy Monday told as a month: one change from its daily report, one told twice, one that came back."""
    first = monday.cards[0]
    step = Step(monday.on, 1, 3, first.id, first.what, first.value, first.tag)
    later = replace(step, on=date(2027, 1, 4), revision=2, number=1)
    row = Row(
        (step,),
        Rank.VALUE,
        "上海",
        first.paper.title,
        "（二）优化检验服务",
        first.what,
        first.value,
        first.tag,
        first.id,
        "检验",
    )
    came_back = replace(row, steps=(step, later), tag="复原", target="", reverted=True)
    end = monday.generated
    fortune = Fortune("sx", "山西省药监局", 4, 3, end - timedelta(days=3, hours=5), end)
    tallies = (Tally("检验", (1,)), Tally("", (1,)))
    compared = only_changed(table(busy(tmp_path)))
    digest = Digest(2, (row, came_back), (fortune,), figures(monday.cards), ("上海",), tallies, handled(monday), compared)
    return replace(monday, kind=ReportKind.MONTHLY, digest=digest, lines=())


def handled(monday: Report) -> tuple[Assignment, ...]:
    """One overdue, one taken back, one closed."""
    at, card = monday.generated, monday.cards[0]
    late = Matter(card.id, monday.on, 1, 3, "上海", card.paper.title, "（二）优化检验服务", card.what, card.value)
    folded = replace(late, item="C99", number=0, what="", value="")
    log = (
        Handling(late, Doing.ASSIGNED, at, "李某", "王某", monday.on - timedelta(days=3), "核对在审产品"),
        Handling(folded, Doing.ASSIGNED, at, "李某", "赵某"),
        Handling(replace(late, item="E9", number=1), Doing.ASSIGNED, at, "李某", "王某"),
        Handling(replace(late, item="E9", number=1), Doing.CLOSED, at, "王某", words="已通知"),
    )
    return tuple(replace(one, struck=one.matter.item == folded.item) for one in assignments(log))


def section(report: Report, id: str) -> Section:
    return next(one for one in outline.sections(report) if one.id == id)


def test_the_parts_of_a_month_and_of_a_week(month: Report) -> None:
    """In the order a boss and a desk read them; a week has no forecast either."""
    assert [one.id for one in outline.sections(month)] == [
        *(
            "conclusion",
            "comparison",
            "topics",
            "figures",
            "new",
            "endings",
            "changes",
            "corrections",
            "open",
            "dates",
            "health",
        )
    ]
    week = replace(month, kind=ReportKind.WEEKLY)
    assert [one.id for one in outline.sections(week)] == ["changes", "corrections", "open", "dates", "health"]


def test_the_table_shows_its_changed_rows(month: Report) -> None:
    """Shaded, dated in words and leading to the change where the digest has it; the whole table is pointed to."""
    part = section(month, "comparison")
    assert part.columns == ("具体要求", "上海", "山东", "山西", "浙江")
    assert [row[0].words for row in part.rows] == ["检验时限", "变更周期", "辅导窗口"]
    first = part.rows[0][1]
    assert first == Cell("●（二）检验时限由25个工作日压缩为15个工作日〔11-23 修改〕", month.cards[0].id, changed=True)
    assert all(("〔" in cell.words) == cell.changed for row in part.rows for cell in row)
    assert part.said[-1].startswith("全表 4 行，列出有变动的 3 行") and "site/matrix.html" in part.said[-1]


def test_a_month_in_which_the_table_stood_still_says_so(month: Report) -> None:
    """Silence is read as broken; a digest that was kept before there was a table has no such part."""
    assert month.digest and month.digest.comparison
    still = replace(month.digest.comparison, rows=())
    part = section(replace(month, digest=replace(month.digest, comparison=still)), "comparison")
    assert part.said[0] == "省际比较表本月没有变动。" and part.rows == ()
    old = replace(month, digest=replace(month.digest, comparison=None))
    assert "comparison" not in [one.id for one in outline.sections(old)]


def test_plain_text_names_the_province_of_each_cell(month: Report) -> None:
    """It has no columns to look up to."""
    drawn = render(month, "text").decode()
    assert "检验时限  上海 ●（二）检验时限由25个工作日压缩为15个工作日〔11-23 修改〕  山东 未收录  山西 —  浙江 ●1." in drawn


def test_a_changed_cell_is_shaded_in_word_and_in_the_page(month: Report) -> None:
    """And says the day in words there too."""
    page = render(month, "html").decode()
    assert page.count(' class="chg"') == 5
    tables = docx.Document(io.BytesIO(render(month, "docx"))).tables
    shaded = [cell for one in tables for row in one.rows for cell in row.cells if "FFE9B8" in cell._tc.xml]
    assert len(shaded) == 5 and all("〔11-23 " in cell.text for cell in shaded)


def test_a_daily_report_has_no_parts(monday: Report) -> None:
    """Only digests are drawn by the outline."""
    assert (outline.sections(monday), outline.conclusion(monday)) == ((), ())


def test_rows_name_day_and_line_with_year_and_revision_where_needed(month: Report) -> None:
    """A line of another year says so, and one of a second report of its day."""
    one, two = section(month, "changes").rows
    assert one[0] == Cell("11-23 第3条", month.cards[0].id)
    assert two[0].words == "11-23 第3条、2027-01-04 第1条（第2版）"
    assert two[3].words.startswith("改后复原：11-23 第3条 ")


def test_numbers_lead_to_their_sentence(month: Report) -> None:
    """Every figure is a link to the card whose sentence holds it, old and new as printed."""
    rows = section(month, "figures").rows
    assert [(row[0].words, row[3].words, row[4].words) for row in rows][:2] == [
        ("时限", "20个工作日", "15个工作日"),
        ("时限", "四个月", "三个月"),
    ]
    assert {row[2].target for row in rows} <= {card.id for card in month.cards}


def test_what_is_open_says_who_since_when_and_until_when(month: Report) -> None:
    """Overdue by a mark and a word; what a correction took back says so; what was closed stands in a sentence."""
    part = section(month, "open")
    card = month.cards[0]
    assert part.said == ("未处理 2 项，其中逾期 1 项（王某 1、赵某 1）。", "期内办结 1 项：E9 王某 11-23 08:30 办结：已通知")
    late, folded = part.rows
    assert [cell.words for cell in late[:3]] == [card.id, "11-23 第3条", "上海"]
    assert late[0].target == card.id
    assert [cell.words for cell in late[5:]] == ["王某", "11-23", "2026-11-20（▲逾期3天）", "核对在审产品"]
    assert late[7].strong
    assert (folded[1].words, folded[4].words, folded[7].words) == (
        "11-23 变动号 C99",
        "（已更正，不再有效）",
        "未定",
    )
    assert any(words.startswith("未处理 2 项") for words in outline.conclusion(month))


def test_a_spreadsheet_names_who_has_it(month: Report) -> None:
    """处理人 and 处理意见 of the row are those of the 未处理清单."""
    rows = list(csv.reader(io.StringIO(render(month, "csv").decode("utf-8-sig"))))
    row = next(row for row in rows if row[0] == month.cards[0].id)
    assert row[-3:] == ["王某", "核对在审产品", ""]


def test_modal_words_are_no_numbers(month: Report) -> None:
    """可 → 应当 stands in the same sentence as 四 → 三个月, and is not in the table of numbers."""
    assert not any("应当" in cell.words for row in section(month, "figures").rows for cell in row)


def test_what_has_no_topic_is_counted_as_such(month: Report) -> None:
    """未归类, last, so that the sum is the number of changes."""
    assert [[cell.words for cell in row] for row in section(month, "topics").rows] == [["检验", "1", "1"], ["未归类", "1", "1"]]


def test_the_longest_gap_and_the_rate(month: Report) -> None:
    """As days and hours, from when to when."""
    (row,) = section(month, "health").rows
    assert [cell.words for cell in row] == ["山西省药监局", "3/4（75%）", "3天5小时（11-20 03:30 → 11-23 08:30）"]


def test_repeals_and_expiries_stand_together(month: Report) -> None:
    """What ended, then what will."""
    words = [row[0].words for row in section(month, "endings").rows]
    assert words == ["废止", "2027-05-22"]


def test_empty_parts_say_that_they_are_empty(month: Report) -> None:
    """No heading stands over nothing."""
    bare = replace(month, cards=(), notices=(), new_papers=(), upcoming=(), digest=Digest(1))
    said = render(bare, "text").decode()
    for words in ("没有数值变动。", "没有新文件。", "没有更正。", "没有抓取记录。", "没有未处理的指派。"):
        assert words in said


@pytest.mark.parametrize("kind", [ReportKind.WEEKLY, ReportKind.MONTHLY])
def test_word_has_the_tables_of_the_page(month: Report, kind: ReportKind) -> None:
    """The same cells under the same heads, each table as wide as the page."""
    report = replace(month, kind=kind)
    page = docx.Document(io.BytesIO(render(report, "docx")))
    told = [[[cell.text for cell in row.cells] for row in table.rows] for table in page.tables]
    for part in outline.sections(report):
        if part.rows:
            assert [list(part.columns), *[[cell.words for cell in row] for row in part.rows]] in told


def test_a_net_effect_says_how_it_came_about(month: Report) -> None:
    """One row, the value of first and last text, and the steps."""
    assert month.digest
    row = month.digest.rows[1]
    net = replace(row, reverted=False, value="25 → 15个工作日", tag="提速", target="C1+C9")
    (cells,) = section(replace(month, digest=replace(month.digest, rows=(net,))), "changes").rows
    assert "25 → 15个工作日（经 11-23 第3条" in cells[3].words
