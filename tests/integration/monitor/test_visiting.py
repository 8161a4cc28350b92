"""From crawl to report: papers posted late, papers taken down, papers that moved, hosts and hours that are left alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from domain.change import EventKind
from domain.report import Report
from monitor.clock import SHANGHAI, clock_from
from monitor.project import make_project
from monitor.publish import stored
from monitor.run import run
from monitor.wiring import open_rooms
from reports.renderers import render

from .list_site import ListSite, Paper

MORNING = datetime(2026, 11, 23, 8, 5, tzinfo=SHANGHAI)
TEXT = """\
{title}
（一）推行并联审评。审评与体系核查同步启动，合计用时不超过60个工作日。（省药监局负责）
（二）开放预约检验。企业可提前30日预约检验席位。（省药监局负责）
"""


def paper(number: int, on: str, subject: str, folder: str = "/zcwj") -> Paper:
    title = f"南岭省药品监督管理局关于{subject}的若干措施"
    return Paper(f"{folder}/202511/t20251103_{7000 + number}.html", title, on, TEXT.format(title=title))


FIRST, SECOND, THIRD = "提升医疗器械注册服务", "支持中药传承创新", "规范药品网络销售"


@pytest.fixture
def site() -> Iterator[ListSite]:
    with ListSite() as opened:
        opened.papers = [paper(1, "2025-11-03", FIRST), paper(2, "2025-11-04", SECOND)]
        yield opened


def live(root: Path, site: ListSite, day: float) -> Report | None:
    """The report of the run of a day."""
    if not root.exists():
        make_project(root, site.source_files)
    with open_rooms(root, clock_from(MORNING + timedelta(days=day))) as rooms:
        record = run(rooms).report
        return stored(record) if record else None


def events(root: Path, kind: EventKind) -> list[str]:
    with open_rooms(root) as rooms:
        return [one.event.detail for one in rooms.store.events() if one.event.kind is kind]


def test_a_paper_posted_late_says_so_with_both_dates(tmp_path: Path, site: ListSite) -> None:
    """Printed in March, posted in November: a new paper of that morning, 补发, in every form of the report; one of the day is not."""
    root = tmp_path / "watch"
    live(root, site, 0)
    site.papers += [paper(3, "2026-03-02", THIRD), paper(4, "2026-11-23", "加强疫苗流通管理")]
    report = live(root, site, 1)
    assert report
    late = {one.paper.title: one.late for one in report.new_papers}
    assert len(late) == 2
    (mark,) = filter(None, late.values())
    assert (mark.listed_on, mark.absent_on) == (date(2026, 3, 2), date(2026, 11, 23))
    assert [line.note for line in report.lines if line.tag == "新增"].count("补发") == 1
    for kind in ("html", "markdown", "text"):
        words = render(report, kind).decode()
        assert "补发：列表所载日期 2026-03-02，2026-11-23 查看时列表中尚无" in words
    (told,) = [detail for detail in events(root, EventKind.FIRST_SEEN) if "补发" in detail]
    assert "2026-03-02" in told and "2026-11-23" in told


def test_the_first_read_tells_nothing_late(tmp_path: Path, site: ListSite) -> None:
    """Nor does one that follows a first read that failed."""
    root = tmp_path / "watch"
    site.down = True
    live(root, site, 0)
    site.down = False
    live(root, site, 1)
    found = events(root, EventKind.FIRST_SEEN)
    assert len(found) == 2 and not any("补发" in detail for detail in found)


def test_a_paper_that_is_gone_is_told_once_and_late_and_never_as_repealed(tmp_path: Path, site: ListSite) -> None:
    """404 on three runs and over a week, the list fine each time; the source is well all the while, and the text is kept."""
    root = tmp_path / "watch"
    live(root, site, 0)
    site.papers[0].gone = True
    site.unlisted.add(site.papers[0].path)
    told = []
    for day in (1, 4, 7, 8, 9, 40):
        report = live(root, site, day)
        told.append(report is not None and EventKind.WITHDRAWN in {notice.kind for notice in report.notices})
        if day == 7:
            assert report and not report.sources.bad and "是否撤下待确认" in report.sources.rows[0].detail
        if day == 9:
            assert report and not report.sources.bad
        if day == 8:
            assert report and "疑似撤下" in render(report, "text").decode()
    assert told == [False, False, False, True, False, False]
    (detail,) = events(root, EventKind.WITHDRAWN)
    assert "自 2026-11-24 起 4 轮" in detail and "不等于废止" in detail
    with open_rooms(root) as rooms:
        assert [document.repealed for document in rooms.store.documents()] == [False, False]
        assert rooms.store.changes() == []


def test_a_paper_that_comes_back_was_never_gone(tmp_path: Path, site: ListSite) -> None:
    """A page that answered 404 for six days and then as before (incident 1 of the reference): nothing is told, and counting starts anew."""
    root = tmp_path / "watch"
    live(root, site, 0)
    for day, gone in ((1, True), (4, True), (7, True), (7.5, False), (9, True), (12, True)):
        site.papers[0].gone = gone
        live(root, site, day)
    assert events(root, EventKind.WITHDRAWN) == []


def test_days_on_which_the_list_failed_do_not_count(tmp_path: Path, site: ListSite) -> None:
    """The whole site answers 404 for two weeks: the source fails, and no paper is called withdrawn."""
    root = tmp_path / "watch"
    live(root, site, 0)
    kept, site.papers = site.papers, []
    for day in (1, 5, 9, 14):
        live(root, site, day)
    assert events(root, EventKind.WITHDRAWN) == []
    site.papers = kept
    report = live(root, site, 17)
    assert report and report.verdict.quiet and not report.sources.bad


def test_a_site_that_moved_keeps_its_papers_and_their_history(tmp_path: Path, site: ListSite) -> None:
    """New addresses in the list, old ones redirecting for good: no second document, no change; a later edit amends the paper known."""
    root = tmp_path / "watch"
    live(root, site, 0)
    new = paper(1, "2025-11-03", FIRST, folder="/zwgk")
    site.papers[0].moved = new.path
    site.unlisted.add(site.papers[0].path)
    site.papers.append(new)
    for day in (1, 2):
        report = live(root, site, day)
        assert report and report.verdict.quiet and not report.notices and not report.sources.bad
    new.text = new.text.replace("60个工作日", "40个工作日")
    report = live(root, site, 3)
    assert report and report.verdict.substantive == 1
    with open_rooms(root) as rooms:
        assert len(rooms.store.documents()) == 2
        (moved,) = [one for one in rooms.store.documents() if one.versions == 2]
        assert moved.url and moved.url.endswith(new.path)
        assert [one.event.kind for one in rooms.store.events(moved.id)] == [EventKind.FIRST_SEEN]


def test_a_host_at_rest_says_until_when_on_the_first_screen(tmp_path: Path, site: ListSite) -> None:
    """Refused at five past eight, run again an hour later: nothing is asked, and the reader is told."""
    root = tmp_path / "watch"
    live(root, site, 0)
    site.down = True
    report = live(root, site, 1)
    assert report and re.search(r"已暂停访问至 .*10:05", render(report, "text").decode())
    site.down = False
    with open_rooms(root, clock_from(MORNING + timedelta(days=1, hours=1))) as rooms:
        run(rooms)
        again = rooms.store.runs()[0].id
        (row,) = rooms.store.health(again)
        assert row.rests_until and not row.good and rooms.store.fetches(again) == []


def test_a_source_in_its_quiet_hours_is_left_out_without_alarm(tmp_path: Path, site: ListSite) -> None:
    """The report says that it was left out and why; it counts neither as looked at nor as failed."""
    root = tmp_path / "watch"
    live(root, site, 0)
    file = root / "sources" / "one_mpa.toml"
    file.write_text('quiet = "08:00-09:00"\n' + file.read_text("utf-8"), "utf-8")
    report = live(root, site, 1)
    assert report and (report.sources.planned, report.sources.bad) == (0, ())
    assert "本轮未安排：正值安静时段 08:00-09:00" in render(report, "markdown").decode()
    with open_rooms(root, clock_from(MORNING + timedelta(days=1, minutes=20))) as rooms:
        assert run(rooms).report is None
