"""What reading the pages of a run adds to the lines of its sources."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from domain.crawl import Outcome, Page, PageKind
from domain.record import Visit
from domain.run import SourceHealth, Window
from monitor.remarks import Remarks
from storage.sqlite import open_store

AT = datetime(2026, 11, 23, tzinfo=UTC)
PAGE = Page("jia", PageKind.DOCUMENT, "k", "https://mpa.test.example/1.html")


def visit(*remarks: tuple[str, str], page: Page | None = PAGE) -> Visit:
    return Visit(1, AT, page, (), None, None, remarks=remarks)


def test_remarks_are_added_to_what_the_crawl_said(tmp_path: Path) -> None:
    """Three of a kind by name, each once, whatever else was written before; a source without remarks keeps its line."""
    store = open_store(tmp_path / "regdelta.db")
    run = store.begin_run(["jia", "yi"], AT, Window(AT, AT)).id
    for source in ("jia", "yi"):
        store.record_health(run, SourceHealth(source, source, Outcome.OK, "只读前 1 页"))
    remarks = Remarks(store, run)
    remarks.of(visit(("未能读出", "a.pdf is damaged"), page=None))
    remarks.of(visit(("未能读出", "a.pdf is damaged")))
    remarks.write()
    for name in "abcd":
        remarks.of(visit(("未能读出", f"{name}.pdf is damaged")))
    remarks.of(visit(("复查未成", "某通知")))
    remarks.write()
    remarks.write()
    lines = {health.source: health.detail for health in store.health(run)}
    named = "a.pdf is damaged；b.pdf is damaged；c.pdf is damaged"
    assert lines == {"jia": f"只读前 1 页；未能读出 4 处：{named} 等；复查未成 1 处：某通知", "yi": "只读前 1 页"}
    store.close()
