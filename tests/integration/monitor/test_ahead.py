"""Reading ahead changes when a page is read, and nothing else."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from domain.document import Document, RawDocument
from domain.errors import NoText
from domain.record import Pending
from monitor import ahead
from monitor.clock import SHANGHAI, clock_from
from monitor.project import make_project
from monitor.run import RunResult, run
from monitor.wiring import Rooms, open_rooms

from .list_site import ListSite, Paper

MORNING = datetime(2026, 11, 20, 8, 5, tzinfo=SHANGHAI)
TEXT = """\
海岭省第{n}号若干措施
一、服务
（一）优化受理。受理时限由{days}个工作日压缩为2个工作日，材料齐全的当场出具凭证。（省药监局负责）
（二）强化辅导。对重点品种实行专人辅导，每月回访一次企业的研发进展情况。（省药监局负责）
"""


@pytest.fixture
def site() -> Iterator[ListSite]:
    with ListSite() as site:
        site.papers = [
            Paper(f"/zcwj/202611/t20261102_{n}.html", f"海岭省第{n}号若干措施", "2026-11-02", TEXT.format(n=n, days=9 + n))
            for n in range(1, 41)
        ]
        yield site


@contextmanager
def rooms_reading(root: Path, read: Callable[[RawDocument], Document] | None = None) -> Iterator[Rooms]:
    """The rooms of a project, with another normalizer if one is given."""
    with open_rooms(root, clock_from(MORNING)) as rooms:
        yield replace(rooms, desk=replace(rooms.desk, normalize=read)) if read else rooms


def test_each_page_is_read_once_and_all_of_them_are_kept(site: ListSite, tmp_path: Path) -> None:
    """What was read during the crawl is not read again, whoever came to it first."""
    root, times = tmp_path / "watch", Counter[str]()
    make_project(root, site.source_files)
    with rooms_reading(root) as rooms:
        normalize = rooms.desk.normalize

        def counted(raw: RawDocument) -> Document:
            times[raw.listed_title or ""] += 1
            return normalize(raw)

        result = run(replace(rooms, desk=replace(rooms.desk, normalize=counted)), report=False)
        titles = {document.title for document in rooms.store.documents()}
    assert result.versions == 40
    assert times == Counter(dict.fromkeys(titles, 1))


def test_a_run_comes_to_the_same_without_it(site: ListSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Texts, places and order of the documents are equal."""

    def looked(root: Path) -> tuple[RunResult, list[tuple[object, ...]]]:
        make_project(root, site.source_files)
        with rooms_reading(root) as rooms:
            result = run(rooms, report=False)
            found = [(one.id, one.title, one.url, rooms.store.version(one.id)[1]) for one in rooms.store.documents()]
        return result, found

    first, with_it = looked(tmp_path / "ahead")
    monkeypatch.setattr(ahead, "PAUSE", 3600.0)
    second, without = looked(tmp_path / "in_turn")
    assert with_it == without
    assert (first.versions, first.changes) == (second.versions, second.changes)


def test_what_cannot_be_read_ahead_is_told_in_its_turn(site: ListSite, tmp_path: Path) -> None:
    """A fault while reading ahead harms neither the crawl nor the other pages."""
    root = tmp_path / "watch"
    make_project(root, site.source_files)
    with rooms_reading(root) as rooms:
        normalize = rooms.desk.normalize

        def picky(raw: RawDocument) -> Document:
            if raw.listed_title == "海岭省第7号若干措施":
                raise NoText("nothing legible")
            return normalize(raw)

        result = run(replace(rooms, desk=replace(rooms.desk, normalize=picky)), report=False)
    assert result.versions == 39


def test_who_stops_a_crawl_does_not_wait_for_a_page_that_takes_long(site: ListSite, tmp_path: Path) -> None:
    """The reading of a scan may take minutes; Ctrl-C ends the crawl at once all the same, and the next run reads it."""
    root, reading, finish = tmp_path / "watch", threading.Event(), threading.Event()
    make_project(root, site.source_files)
    with rooms_reading(root) as rooms:
        normalize = rooms.desk.normalize

        def slow(raw: RawDocument) -> Document:
            reading.set()
            finish.wait(60)
            return normalize(raw)

        def crawl(*arguments: object) -> None:
            rooms.crawl(*arguments)  # type: ignore[arg-type]
            assert reading.wait(60)
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            run(replace(rooms, crawl=crawl, desk=replace(rooms.desk, normalize=slow)), report=False)
        assert not finish.is_set()
        finish.set()
        assert run(rooms, report=False).versions == 40


def test_a_shelf_gives_each_document_once_and_only_for_the_same_bytes(site: ListSite, tmp_path: Path) -> None:
    """Another fetch of the page is another document, and so is the same one under another title in the list."""
    root = tmp_path / "watch"
    make_project(root, site.source_files)
    with rooms_reading(root) as rooms:
        run(rooms, report=False)
        (record, *_) = rooms.store.documents()
        version, document = rooms.store.version(record.id)
        fetches = tuple(rooms.store.fetch(number) for number in version.fetches)
    pending = Pending(fetches[0].page, fetches, version.fetches)
    shelf = ahead.Shelf()
    shelf.put(pending, document)
    renamed = replace(pending, page=replace(pending.page, title="另一标题"))
    later = replace(pending, parts=tuple(replace(part, id=part.id + 1) for part in fetches))
    assert [shelf.take(one) for one in (renamed, later, pending, pending)] == [None, None, document, None]
    shelf.close()
