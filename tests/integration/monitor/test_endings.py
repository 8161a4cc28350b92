"""A document ended by another one's closing clause is told as repealed, once."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

from domain.change import EventKind
from domain.report import Report
from monitor import baselines, correcting
from monitor.clock import SHANGHAI, clock_from
from monitor.project import make_project
from monitor.publish import stored
from monitor.run import run
from monitor.wiring import Rooms, open_rooms

from .policy_site import PolicySite

OLD = """\
南岭省药品监督管理局关于优化医疗器械注册服务的若干规定
南药监规〔2023〕4号
（一）优化受理。受理时限由5个工作日压缩为3个工作日。（省药监局负责）
（二）强化辅导。对重点品种实行专人辅导，每季度走访企业一次。（省药监局负责）
"""
NEW = """\
南岭省药品监督管理局关于提升医疗器械注册服务的若干措施
南药监规〔2026〕9号
（一）推行并联审评。审评与体系核查同步启动，合计用时不超过60个工作日。（省药监局负责）
（二）开放预约检验。企业可提前30日预约检验席位。（省药监局负责）
本措施自2027年1月1日起施行。《南岭省药品监督管理局关于优化医疗器械注册服务的若干规定》（南药监规〔2023〕4号）同时废止。
南岭省药品监督管理局
2026年11月20日
"""
MORNING = datetime(2026, 11, 23, 8, 5, tzinfo=SHANGHAI)


def test_a_closing_clause_ends_the_document_it_names(tmp_path: Path) -> None:
    """The old document is repealed by the new one's words, stands so in the report of that morning, and not again the next."""
    root = tmp_path / "watch"
    (tmp_path / "old.txt").write_text(OLD, "utf-8")
    with PolicySite("提升医疗器械注册服务的若干措施", NEW) as site:
        make_project(root, site.source_files)
        with open_rooms(root, clock_from(MORNING - timedelta(days=1))) as rooms:
            baselines.import_files(rooms, [tmp_path / "old.txt"])
        with open_rooms(root, clock_from(MORNING)) as rooms:
            record = run(rooms).report
            assert record
            (old,) = [document for document in rooms.store.documents() if document.repealed]
            assert old.document_number == "南药监规〔2023〕4号"
            events = [one.event for one in rooms.store.events(old.id) if one.event.kind is EventKind.REPEALED]
            assert len(events) == 1
            assert "同时废止" in events[0].detail
            assert EventKind.REPEALED in {notice.kind for notice in stored(record).notices}
        with open_rooms(root, clock_from(MORNING + timedelta(days=1))) as rooms:
            again = run(rooms, force=True).report
            assert again
            assert stored(again).verdict.quiet


def test_a_false_repeal_taken_back_is_lifted(tmp_path: Path) -> None:
    """The document stands again, in dates, on the site and for a baseline; the clause is not told again; --restore ends it anew."""
    root = tmp_path / "watch"
    (tmp_path / "old.txt").write_text(OLD + "本规定自2024年1月1日起施行，有效期至2027年12月31日。\n", "utf-8")
    with PolicySite("提升医疗器械注册服务的若干措施", NEW) as site:
        make_project(root, site.source_files)
        with open_rooms(root, clock_from(MORNING - timedelta(days=1))) as rooms:
            baselines.import_files(rooms, [tmp_path / "old.txt"])
        with open_rooms(root, clock_from(MORNING)) as rooms:
            first = stored(run(rooms).report)  # type: ignore[arg-type]
            (notice,) = [one for one in first.notices if one.kind is EventKind.REPEALED]
            assert _ahead(first, notice.paper.id) == []
            correcting.correct(rooms, first.on, notice.id, "所指的是另一份文件")
            assert not rooms.store.document(notice.paper.id).repealed
            assert EventKind.REPEALED in {one.event.kind for one in rooms.store.events(notice.paper.id)}
        with open_rooms(root, clock_from(MORNING + timedelta(days=1))) as rooms:
            second = stored(run(rooms, force=True).report)  # type: ignore[arg-type]
            assert second.notices == () and [one.item for one in second.corrections] == [notice.id]
            assert _ahead(second, notice.paper.id) == [date(2027, 12, 31)]
            page = _page(rooms, notice.paper.id)
            assert "已废止" not in page and "见到废止" not in page and "已更正，不再有效" in page
            assert notice.paper.id in {member for member, _ in baselines.promote(rooms, (), "后来").members}
            correcting.correct(rooms, first.on, notice.id, "确是这份文件", restore=True)
            assert rooms.store.document(notice.paper.id).repealed
        with open_rooms(root, clock_from(MORNING + timedelta(days=2))) as rooms:
            assert _ahead(stored(run(rooms, force=True).report), notice.paper.id) == []  # type: ignore[arg-type]
            assert "已废止" in _page(rooms, notice.paper.id)


def _ahead(report: Report, paper: int) -> list[date]:
    return [one.on for one in report.upcoming if one.paper.id == paper]


def _page(rooms: Rooms, paper: int) -> str:
    return (rooms.project.reports / "site" / "documents" / f"{paper}.html").read_text("utf-8")
