"""The crawling child: one crawler a source, several hosts at a time, one source at a time on each host."""

from __future__ import annotations

import asyncio
import faulthandler
import gc
import logging
import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import IO

import msgspec
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import Settings
from scrapy.utils.misc import load_object

from crawler.addresses import site_of
from crawler.job import CrawlJob, Progress
from crawler.recall import program
from crawler.session import Session, session
from crawler.spiders.source import SourceSpider
from crawler.standby import PATIENCE
from domain.crawl import Outcome
from domain.errors import RegdeltaError
from domain.run import SourceHealth
from domain.source import Source
from storage.lock import CrawlLock, parent_gone

HOSTS_AT_ONCE = 16  # each has its own pace; the bound is for memory and open connections
WATCH = 0.5  # seconds between two looks for the parent
STALLED = 120.0  # seconds of a process that answers nobody, not even its own clock; the longest wait for the writer lock is 30
NEW_OBJECTS = 3000  # new objects between two looks for garbage; each answer makes thousands
PARTS = ("DOWNLOADER_MIDDLEWARES", "SPIDER_MIDDLEWARES", "EXTENSIONS", "ITEM_PIPELINES")
SINGLE_PARTS = (
    "SCHEDULER",
    "SCHEDULER_PRIORITY_QUEUE",
    "SCHEDULER_MEMORY_QUEUE",
    "DUPEFILTER_CLASS",
    "DOWNLOADER",
    "STATS_CLASS",
)
STARTED = b"{}\n"
"""The first line: the job was understood and the database is open."""


def main(jobs: IO[bytes], parent: int) -> int:
    """Do the job that comes from the parent. Returns the exit code; the last line of standard error says what went wrong."""
    voice = _take_stdout()
    process = _ready()
    gc.freeze()  # what is loaded stays: the collector need not look through it again and again
    gc.set_threshold(NEW_OBJECTS)
    gc.enable()
    if not (told := jobs.read()):  # there was none for us after all, or the parent is gone
        return 0
    try:
        job = CrawlJob.from_json(told)
        with CrawlLock(job.database.resolve()), session(job, lambda progress: _say(voice, progress)) as opened:
            os.write(voice, STARTED)
            _crawl(process, opened, parent)
            if opened.trouble:
                raise opened.trouble
    except RegdeltaError as error:
        sys.stderr.write(f"{error}\n")
        return error.exit_code
    return 0


def _take_stdout() -> int:
    """Standard output, as a file number, for ourselves alone: whatever prints goes to standard error."""
    voice = os.dup(sys.stdout.fileno())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return voice


def _say(voice: int, progress: Progress) -> None:
    with suppress(BrokenPipeError):  # nobody listens any more: what is in flight is finished all the same
        os.write(voice, msgspec.json.encode(progress) + b"\n")


def _ready() -> AsyncCrawlerProcess:
    """Scrapy with our settings and every part they name loaded: done before the job is known, it costs nobody time."""
    settings = Settings()
    settings.setmodule("crawler.settings", priority="project")
    process = AsyncCrawlerProcess(settings)  # it installs the reactor, which the parts expect
    logging.disable(logging.INFO)  # nobody is shown less than a warning, and Scrapy has something to say of every page
    parts = [part for name in PARTS for part in settings.get_component_priority_dict_with_base(name)]
    handlers = [part for part in settings.getwithbase("DOWNLOAD_HANDLERS").values() if part is not None]
    for part in (*parts, *handlers, *(settings[name] for name in SINGLE_PARTS)):
        load_object(part)
    program()
    return process


def _crawl(process: AsyncCrawlerProcess, opened: Session, parent: int) -> None:
    """Run all crawlers in one event loop until they are done or somebody asks to stop."""
    loop = asyncio.get_event_loop()
    walk = Walk(process, opened)
    walking = loop.create_task(walk.run())
    for number in (signal.SIGTERM, signal.SIGINT):
        with suppress(NotImplementedError):  # Windows; there the parent ends us
            loop.add_signal_handler(number, walk.stop)
    watch = loop.create_task(_watch(parent, walk.stop))
    process.start(stop_after_crawl=False, install_signal_handlers=False)
    watch.cancel()
    faulthandler.cancel_dump_traceback_later()
    walking.result()


async def _watch(parent: int, stop: Callable[[], None]) -> None:
    """Stop when the parent is gone, and leave hard if stopping takes too long: nobody listens any more.

    A page on which our own code hangs would keep this task from running as well. The alarm that each turn puts off is a thread of
    the interpreter that needs no lock of it: what hangs is ended hard, with a traceback in the log, and what is stored stays whole.
    """
    while not parent_gone(parent):
        faulthandler.dump_traceback_later(STALLED, exit=True)
        await asyncio.sleep(WATCH)
    faulthandler.dump_traceback_later(PATIENCE, exit=True)
    stop()


def spider_for(job: CrawlJob) -> type[SourceSpider]:
    """What walks the sources of a job; that of the daily run is loaded already."""
    if job.discover:
        from crawler.discovery.spider import DiscoverSpider

        return DiscoverSpider
    if job.again:
        from crawler.again import AgainSpider

        return AgainSpider
    if job.only:
        from crawler.discovery.row import RowSpider

        return RowSpider
    return SourceSpider


class Walk:
    """All sources of a job: those on different hosts side by side, those on one host one after another at its pace."""

    def __init__(self, process: AsyncCrawlerProcess, opened: Session) -> None:
        self.process = process
        self.opened = opened
        self.stopping: asyncio.Task[None] | None = None

    async def run(self) -> None:
        hosts: dict[str, list[Source]] = {}
        for source in self.opened.job.sources:
            hosts.setdefault(site_of(source.listing), []).append(source)
        gate = asyncio.Semaphore(HOSTS_AT_ONCE)
        try:
            await asyncio.gather(*(self._host(sources, gate) for sources in hosts.values()))
        finally:
            from twisted.internet import reactor  # importing it earlier would install another one

            reactor.stop()  # type: ignore[misc] # typed as an interface without self

    async def _host(self, sources: list[Source], gate: asyncio.Semaphore) -> None:
        async with gate:
            for source in sources:
                if self.stopping is None and self.opened.trouble is None:
                    await self._source(source)

    async def _source(self, source: Source) -> None:
        """One source; what keeps its crawl from going on is its own failure and nobody else's."""
        try:
            await self.process.crawl(spider_for(self.opened.job), source=source, session=self.opened)
        except Exception as error:
            logging.getLogger(__name__).exception("the crawl of %s broke off", source.id)
            if self.opened.job.again:
                return  # its source has its row, and the pages stay in doubt
            health = SourceHealth(source.id, source.name, Outcome.PARTIAL, f"抓取未能进行：{error}")
            self.opened.store.record_health(self.opened.job.run, health)

    def stop(self) -> None:
        """Begin nothing new; what is in flight is finished and recorded."""
        self.stopping = self.stopping or asyncio.get_running_loop().create_task(self.process.stop())
