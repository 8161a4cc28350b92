"""The index and the calendar."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from domain.record import ReportRecord
from domain.report import Report
from domain.run import Window
from reports.site.days import months_of
from reports.site.issues import Issue, days, issues
from reports.site.wording import brief, health
from tests.unit.reports.desk import Desk
from tests.unit.reports.mornings import busy
from tests.unit.reports.site.shelf import build, publish

WINDOW = Window(datetime(2026, 11, 22, tzinfo=UTC), datetime(2026, 11, 23, tzinfo=UTC))
DAY = date(2026, 11, 23)


def record(number: int, on: date = DAY, revision: int = 1, kind: str = "daily", data: bytes = b"{}") -> ReportRecord:
    return ReportRecord(number, on, revision, kind, WINDOW, WINDOW.end, data, (), ())


def test_files_belong_to_their_report(tmp_path: Path) -> None:
    """By day, revision and kind as their names tell, in whatever style; the page comes first."""
    names = ("2026-11-23.json", "2026-11-23.html", "2026-11-23-v2.html", "药械日报_20261123_v1.pdf", "2026-11-23-weekly.docx",
        "药械周报_20261123_v1.pdf", "note.html",
             "2026-13-45.html", "index.html", "2026-11-23.html.part")  # fmt: skip
    for name in names:
        (tmp_path / name).write_text("x")
    found = issues([record(1), record(2, revision=2), record(3, kind="weekly")], tmp_path)
    assert {(one.record.kind, one.record.revision): one.files for one in found} == {
        ("daily", 1): ("2026-11-23.html", "药械日报_20261123_v1.pdf", "2026-11-23.json"),
        ("daily", 2): ("2026-11-23-v2.html",),
        ("weekly", 1): ("2026-11-23-weekly.docx", "药械周报_20261123_v1.pdf"),
    }


def test_a_day_is_listed_once_with_its_revisions(tmp_path: Path) -> None:
    """Newest day first, first revision first; other kinds are no days."""
    found = days(
        issues([record(3, DAY + timedelta(days=1)), record(2, revision=2), record(1), record(4, kind="weekly")], tmp_path)
    )
    assert [(day.on, [one.record.revision for one in day.issues]) for day in found] == [
        (DAY + timedelta(days=1), [1]),
        (DAY, [1, 2]),
    ]


def test_a_report_of_another_program_is_still_listed(tmp_path: Path) -> None:
    """What it said is not known; that it was sent is."""
    (issue,) = issues([record(1, data=b"not json")], tmp_path)
    assert issue.report is None
    assert days([issue])[0].failed == 0


def test_a_change_in_two_revisions_counts_once(monday: Report) -> None:
    """The calendar counts changes, not how often they were told."""
    first = Issue(record(1, data=msgspec.json.encode(monday)), ())
    second = Issue(record(2, revision=2, data=msgspec.json.encode(replace(monday, revision=2, cards=monday.cards[:1]))), ())
    (day,) = days([second, first])
    assert day.substantive == len(monday.cards) > 1


def test_months_are_whole_weeks_from_monday(tmp_path: Path) -> None:
    """Every day of a month that has a report stands in its place; days of other months are empty."""
    known = days(issues([record(1, date(2026, 11, 2)), record(2, date(2026, 12, 31))], tmp_path))
    december, november = months_of(known)
    assert [month.first for month in (december, november)] == [date(2026, 12, 1), date(2026, 11, 1)]
    cells = [cell for week in november.weeks for cell in week]
    assert len(cells) % 7 == 0
    assert [cell[0].day for cell in cells if cell] == list(range(1, 31))
    assert all(cell is None or cell[0].weekday() == at % 7 for at, cell in enumerate(cells))
    assert [cell[0] for cell in cells if cell and cell[1]] == [date(2026, 11, 2)]


def test_the_verdict_in_one_line(monday: Report) -> None:
    """Its numbers without its zeros, and the failed source by name."""
    assert brief(monday) == "实质变动 5 项 · 新文件 1 份 · 效力提醒 2 件"
    assert health(monday) == "来源 3/4 成功，异常：山西省药监局"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    desk = busy(folder)
    publish(desk, folder / "reports")
    build(desk, folder / "reports")
    return folder / "reports"


def test_the_index_leads_to_every_file(site: Path) -> None:
    """And says what the newest report says, line by line."""
    page = (site / "index.html").read_text("utf-8")
    assert 'href="2026-11-23.html"' in page and 'href="2026-11-23.json"' in page
    assert "实质变动 5 项" in page and "▲" in page and 'href="2026-11-23.html#C1"' in page


def test_the_calendar_marks_the_day_in_words(site: Path) -> None:
    """Changes and failures are said in text, not by colour alone."""
    page = (site / "site/days/2026.html").read_text("utf-8")
    assert "项实质变动" in page and "1个来源异常" in page


def test_a_project_without_reports_has_an_index(tmp_path: Path) -> None:
    """It says that there is none yet."""
    build(Desk(tmp_path), tmp_path / "reports")
    assert "还没有日报。" in (tmp_path / "reports/index.html").read_text("utf-8")


def test_a_report_of_another_program_is_told_as_one(tmp_path: Path) -> None:
    """Its files are there to be opened; what it said is not read."""
    desk = Desk(tmp_path)
    desk.store.record_report(desk.on, "daily", desk.window, desk.at, b"{}", (), ())
    build(desk, tmp_path / "reports")
    assert "这份报告由其他版本的程序生成" in (tmp_path / "reports/index.html").read_text("utf-8")


def test_feeds_are_linked_where_the_project_writes_them(tmp_path: Path) -> None:
    """All changes and the dates on the index, a source's own feed on its page; without the files no link."""
    desk = busy(tmp_path)
    folder = tmp_path / "reports"
    build(desk, folder)
    assert "feeds/" not in (folder / "index.html").read_text("utf-8")
    (folder / "feeds").mkdir()
    for name in ("all.atom", "dates.ics", "source-sx.atom", "topic-a.atom"):
        (folder / "feeds" / name).write_text("x")
    build(desk, folder)
    page = (folder / "index.html").read_text("utf-8")
    assert 'href="feeds/all.atom"' in page and 'href="feeds/dates.ics"' in page and "topic-a" not in page
    assert 'href="../../feeds/source-sx.atom"' in (folder / "site/sources/sx.html").read_text("utf-8")
