"""What a run means to do at a source, made of what the store knows."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from crawler.job import ARCHIVE, DATABASE, CrawlJob
from crawler.road import Road
from crawler.session import session
from domain.crawl import Outcome, Page, PageKind
from domain.document import RawDocument, RawPart
from domain.record import Visit
from domain.run import RunState, Window
from domain.source import Source
from normalizer.normalize import normalize
from storage.sqlite import open_store

AT = datetime(2026, 1, 5, tzinfo=UTC)
SOURCE = Source("one", "某局", "某省", "某局", "文件", "trs_wcm", "https://mpa.test.example/zcwj/index.html")
PAGE = Page("one", PageKind.DOCUMENT, "https://mpa.test.example/1.html", "https://mpa.test.example/1.html", "关于某事项的通知")
TEXT = normalize(RawDocument((RawPart("关于某事项的通知\n（一）压缩时限。由20日压缩为10日。".encode(), "a.txt"),)))


@pytest.mark.parametrize(("doubt", "due"), [(False, False), (True, True)], ids=["seen", "in doubt"])
def test_a_page_in_doubt_is_due_whatever_its_age(tmp_path: Path, doubt: bool, due: bool) -> None:
    """After two months a page is due every ninth day; the day after a look it is only asked for when what that showed was not believed."""
    store = open_store(tmp_path / DATABASE)
    document = None
    for days in (0, 30, 60):
        at = AT + timedelta(days=days)
        run = store.begin_run(["one"], at, Window(at, at)).id
        fetch = store.record_fetch(run, PAGE, at=at, outcome=Outcome.OK, status=200, sha256=f"{days:064}", record="a#0").id
        refused = doubt and days == 60
        version = TEXT if document is None else None
        record = store.record_visit(Visit(run, at, PAGE, (fetch,), document, version, suspect=refused))
        document = record.document if record else document
        store.advance_run(run, RunState.REPORTED, at)
    store.close()
    at = AT + timedelta(days=61)
    job = CrawlJob(tmp_path / DATABASE, tmp_path / ARCHIVE, 4, (SOURCE,), at)
    with session(job) as opened:
        road = Road.of(SOURCE, opened)
        plan = road.plan([PAGE], accepted=True, whole=True)
    assert bool(plan.pages) is due
