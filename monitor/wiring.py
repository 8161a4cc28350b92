"""Which classes do the work, picked in one place; everything else receives them as :class:`Rooms`.

What is needed after a crawl, if at all, is loaded when it is called: the crawl does not wait for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from importlib import import_module
from pathlib import Path

from msgspec import structs

from crawler.process import CrawlJob, Progress, crawl
from crawler.sources import load_sources
from domain.change import Comparison
from domain.crawl import Page
from domain.document import Document, RawDocument
from domain.relation import Novelty
from domain.report import Report
from domain.run import Run, Window
from domain.source import Budget, Source
from monitor.clock import Clock, local_date, system_clock
from monitor.config import Project, load_project
from monitor.reader import Reader, ReadingTask
from monitor.second_look import chosen, remaining
from monitor.visits import Desk
from normalizer.version import NORMALIZER_VERSION
from reports.language import check as check_language
from reports.language import speaking
from storage.archive import Archive
from storage.lock import DeliveryLock, RunLock
from storage.protocol import Store
from storage.sqlite import open_store

Told = Callable[[str, int, int], None]
Crawl = Callable[[Run, Sequence[Source], bool, Told], None]
CrawlAgain = Callable[[Run, Sequence[Page], Told], None]
BeginReading = Callable[[], Reader]
Build = Callable[[Run, date, int], Report]
BuildWindow = Callable[[Window], Report]
Render = Callable[[Report, str], bytes]


@dataclass(frozen=True, slots=True)
class Rooms:
    """Everything a run needs. ``lock`` is held for the whole run, so that two runs never share a project.

    ``post`` is held for one pass over the outbox, after waiting that many seconds for another one.
    """

    project: Project
    sources: dict[str, Source]
    store: Store
    desk: Desk
    begin_reading: BeginReading
    clock: Clock
    crawl: Crawl
    build: Build
    build_window: BuildWindow
    render: Render
    crawl_again: CrawlAgain
    lock: Callable[[], AbstractContextManager[object]]
    post: Callable[[float], AbstractContextManager[object]]


@contextmanager
def open_rooms(root: Path, clock: Clock = system_clock, debug: bool = False) -> Iterator[Rooms]:
    """Open the project at ``root``. Raises ConfigError for a wrong file in it, StoreError if its database cannot be used."""
    project = load_project(root)
    if project.config.recipient:
        from monitor.recipients import check

        check(project)
    sources = load_sources(project.sources)
    store = open_store(project.database)
    archive = Archive(project.archive)
    desk = Desk(store, archive, sources, _normalize, NORMALIZER_VERSION, _compare, _novelty)
    try:
        yield Rooms(
            project=project,
            sources=sources,
            store=store,
            desk=desk,
            begin_reading=lambda: _begin_reading(ReadingTask(project.archive, sources)),
            clock=clock,
            crawl=_crawler(project, clock, debug),
            build=_builder(store, sources, clock),
            build_window=_window_builder(store, sources, clock),
            render=_renderer(project.config.report.lang),
            crawl_again=_second_crawler(project, sources, store, clock, debug),
            lock=lambda: RunLock(project.database),
            post=lambda wait: DeliveryLock(project.database, wait),
        )
    finally:
        store.close()


def _normalize(raw: RawDocument) -> Document:
    from normalizer.normalize import normalize

    return normalize(raw)


def _begin_reading(task: ReadingTask) -> Reader:
    """Start the process that reads; meanwhile load what its parent needs to help it at the end."""
    reader = Reader(task)
    import_module("normalizer.normalize")
    return reader


def _compare(old: Document, new: Document, *, confirmed: bool = False) -> Comparison:
    from differ.compare import compare

    return compare(old, new, confirmed=confirmed)


def _novelty(document: Document, baseline: Sequence[Document]) -> tuple[Novelty, ...]:
    from differ.relate import novelty

    return novelty(document, baseline)


def in_language(rooms: Rooms, lang: str | None) -> Rooms:
    """The same rooms for somebody who asks for another language than the project's. Raises InputError for one there is none of."""
    if lang is None:
        return rooms
    check_language(lang)
    config = rooms.project.config
    spoken = structs.replace(config, report=structs.replace(config.report, lang=lang))
    return replace(rooms, project=replace(rooms.project, config=spoken), render=_renderer(lang))


def _renderer(lang: str) -> Render:
    """Only drawing knows a language: a report is built and kept in Chinese whoever reads it."""

    def draw(report: Report, format: str) -> bytes:
        from reports.renderers import render

        with speaking(lang):
            return render(report, format)

    return draw


def _crawler(project: Project, clock: Clock, debug: bool) -> Crawl:
    def start(run: Run, sources: Sequence[Source], force: bool, told: Told) -> None:
        job = CrawlJob(
            database=project.database,
            archive=project.archive,
            run=run.id,
            sources=tuple(sources),
            at=clock(),
            force=force,
            contact=project.config.project.contact,
            budget=_budget(project),
        )

        def pass_on(progress: Progress) -> None:
            told(f"{progress.source} {progress.url}", progress.done, progress.planned)

        crawl(job, pass_on, debug)

    return start


def _second_crawler(project: Project, sources: dict[str, Source], store: Store, clock: Clock, debug: bool) -> CrawlAgain:
    """What asks for some pages of a run once more; it does nothing when the budget of the run is used up."""

    def start(run: Run, pages: Sequence[Page], told: Told) -> None:
        left = remaining(_budget(project), run, store.fetches(run.id), clock())
        wanted = chosen(pages, sources, left) if left else ()
        if left is None or not wanted:
            return
        told(f"second look at {len(wanted)} pages, after a pause", 0, len(wanted))
        job = CrawlJob(
            database=project.database,
            archive=project.archive,
            run=run.id,
            sources=tuple(sources[name] for name in dict.fromkeys(page.source for page in wanted)),
            at=clock(),
            contact=project.config.project.contact,
            budget=left,
            again=wanted,
        )
        crawl(job, lambda progress: told(f"{progress.source} {progress.url}", progress.done, progress.planned), debug)

    return start


def _budget(project: Project) -> Budget:
    table = project.config.budget
    return Budget(table.requests, table.megabytes, table.minutes)


def _builder(store: Store, sources: dict[str, Source], clock: Clock) -> Build:
    def start(run: Run, on: date, revision: int) -> Report:
        from reports.build import build

        looked_at = [sources[name] for name in run.sources if name in sources]
        return build(store, run=run, window=run.window, at=clock(), on=on, sources=looked_at, revision=revision)

    return start


def _window_builder(store: Store, sources: dict[str, Source], clock: Clock) -> BuildWindow:
    def start(window: Window) -> Report:
        from reports.build import build_window

        last = local_date(window.end - timedelta(seconds=1))
        return build_window(store, window, at=clock(), on=last, sources=tuple(sources.values()))

    return start
