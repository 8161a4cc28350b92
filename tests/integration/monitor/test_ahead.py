"""Reading ahead changes when a page is read, and nothing else."""

from __future__ import annotations

import os
import signal
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from domain.document import Document, RawDocument
from domain.errors import NoText
from domain.record import Pending
from monitor import ahead
from monitor.clock import SHANGHAI, clock_from
from monitor.project import make_project
from monitor.reader import Reader
from monitor.run import RunResult, run
from monitor.shelf import Shelf
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


def no_process() -> Reader:
    """What a machine says that has no room for another process."""
    raise OSError("cannot allocate memory")


@contextmanager
def rooms_reading(root: Path) -> Iterator[Rooms]:
    """The rooms of a project whose pages are read in its own process."""
    with open_rooms(root, clock_from(MORNING)) as rooms:
        yield replace(rooms, begin_reading=no_process)


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


class Counted:
    """A process that reads, and how many documents came from it. ``ends_after`` so many answers it is ended from outside.

    ``served`` is set when it has been ended, or has answered where it is not to be.
    """

    def __init__(self, reader: Reader, ends_after: int) -> None:
        self.reader, self.answers, self.served, self._left = reader, 0, threading.Event(), ends_after

    def __getattr__(self, name: str) -> Any:
        return getattr(self.reader, name)

    def answer(self) -> bytes | None:
        if self._left == 0:
            os.kill(self.reader.pid, signal.SIGKILL)
            self.served.set()
        payload = self.reader.answer()  # it may have answered more before its end
        self._left -= 1
        self.answers += payload is not None
        if self._left < -1:
            self.served.set()
        return payload


Found = tuple[RunResult, list[tuple[object, ...]], list[Counted]]


def looked(root: Path, site: ListSite, ends_after: int = -1, processes: bool = True) -> Found:
    """What a first run comes to, the documents it finds, and the processes that read for it; the crawl lasts until one has done so."""
    make_project(root, site.source_files)
    begun: list[Counted] = []
    with open_rooms(root, clock_from(MORNING)) as rooms:

        def begin() -> Reader:
            if not processes:
                no_process()
            begun.append(Counted(rooms.begin_reading(), ends_after))
            return begun[-1]  # type: ignore[return-value] # it does all that a reader does

        def crawl(*arguments: object) -> None:
            rooms.crawl(*arguments)  # type: ignore[arg-type]
            assert not processes or begun[0].served.wait(60)

        result = run(replace(rooms, begin_reading=begin, crawl=crawl), report=False)
        found: list[tuple[object, ...]] = [
            (one.id, one.title, one.url, rooms.store.version(one.id)[1]) for one in rooms.store.documents()
        ]
    return result, found, begun


def test_a_run_comes_to_the_same_whoever_reads(site: ListSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Texts, places and order of the documents are equal: read by a process, in a thread, or each in its turn."""
    first, by_process, begun = looked(tmp_path / "beside", site)
    second, by_thread, _ = looked(tmp_path / "ahead", site, processes=False)
    monkeypatch.setattr(ahead, "PAUSE", 3600.0)
    third, in_turn, _ = looked(tmp_path / "in_turn", site, processes=False)
    assert [one.answers > 0 for one in begun] == [True]
    assert by_process == by_thread == in_turn
    assert len({(one.versions, one.changes) for one in (first, second, third)}) == 1


def test_a_reading_process_that_dies_costs_nothing_but_time(site: ListSite, tmp_path: Path) -> None:
    """What it had not read is read by its parent."""
    _, undisturbed, _ = looked(tmp_path / "whole", site)
    result, found, begun = looked(tmp_path / "killed", site, ends_after=3)
    assert len(begun) == 1 and 3 <= begun[0].answers < 40
    assert (result.versions, found) == (40, undisturbed)


def test_no_process_outlives_its_run(site: ListSite, tmp_path: Path) -> None:
    """It is ended, and its end was waited for."""
    *_, begun = looked(tmp_path / "watch", site)
    for one in begun:
        with pytest.raises(ProcessLookupError):
            os.kill(one.pid, 0)


def test_a_process_is_begun_for_a_first_crawl_or_when_the_thread_falls_behind(
    site: ListSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A morning with one changed page does not pay for it; one on which every page is another does."""
    root, begun = tmp_path / "watch", threading.Event()
    looked(root, site)
    for n, paper in enumerate(site.papers):
        site.papers[n] = replace(paper, text=paper.text.replace("压缩为2个", "压缩为1个"))
    with open_rooms(root, clock_from(MORNING + timedelta(days=1))) as rooms:

        def begin() -> Reader:
            begun.set()
            return rooms.begin_reading()

        def crawl(*arguments: object) -> None:
            rooms.crawl(*arguments)  # type: ignore[arg-type]
            assert begun.wait(60)

        watched = replace(rooms, begin_reading=begin)
        assert run(watched, report=False).versions == 40
        assert not begun.is_set()
        monkeypatch.setattr(ahead, "BEHIND", 1)
        for n, paper in enumerate(site.papers):
            site.papers[n] = replace(paper, text=paper.text.replace("压缩为1个", "压缩为3个"))
        assert run(replace(watched, crawl=crawl), force=True, report=False).versions == 40


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
        version, _ = rooms.store.version(record.id)
        fetches = tuple(rooms.store.fetch(number) for number in version.fetches)
    pending = Pending(fetches[0].page, fetches, version.fetches)
    renamed = replace(pending, page=replace(pending.page, title="另一标题"))
    later = replace(pending, parts=tuple(replace(part, id=part.id + 1) for part in fetches))
    with closing(Shelf()) as shelf:
        shelf.want(pending)
        assert shelf.begin() == pending
        shelf.put(b"text")
        assert [shelf.take(one) for one in (renamed, later, pending, pending)] == [None, None, b"text", None]
