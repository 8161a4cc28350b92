"""What all crawlers of one process share: the job, the store, the archive and the clock of the run."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from time import monotonic

from crawler.budget import Purse
from crawler.job import CrawlJob, Progress
from crawler.robots import Rules
from domain.crawl import Fetch, Outcome, Page, PageKind
from domain.errors import StoreError
from storage.archive import Archive, ArchivedResponse, ArchiveWriter
from storage.protocol import Store
from storage.sqlite import open_store


def _nothing(_: Progress) -> None:
    """Told to nobody."""


@dataclass(slots=True)
class Session:
    """``tell`` is called with every step; ``trouble`` is the first error that makes going on senseless (disk full, database gone).

    ``resumed``: an earlier process of this run has looked at pages. ``purse`` is what the run has spent of its budget, ``robots`` the
    rules of each host with the (monotonic) time they were asked for.
    """

    job: CrawlJob
    store: Store
    archive: Archive
    writer: ArchiveWriter
    tell: Callable[[Progress], None] = _nothing
    trouble: Exception | None = None
    started: float = field(default_factory=monotonic)
    purse: Purse = field(init=False)
    resumed: bool = field(init=False)
    robots: dict[str, tuple[float, asyncio.Future[Rules]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.purse = Purse(self.job.budget)
        self.resumed = bool(self.store.fetches(self.job.run))

    def now(self) -> datetime:
        """The time by the clock of the run, aware UTC."""
        return self.job.at + timedelta(seconds=monotonic() - self.started)

    def looked_at(self, page: Page) -> Fetch | None:
        """The good look at a page that an earlier process of this run recorded; None if there is none, or if it is not to count."""
        known = self.resumed and not self.job.force and not self.job.again
        return self.store.fetched_in(self.job.run, page.source, page.key) if known else None

    def whole(self, page: Page) -> Fetch | None:
        """The last good look at a page in any run, if every attachment it was seen to carry was also got.

        None after a look whose text was not believed: whether a second one agrees must be seen, not said by a 304.
        """
        fetch = self.store.last_good(page.source, page.key)
        if fetch is None or self.store.doubted(page.source, page.key):
            return None
        parts = self.store.attachments(page.source, page.key) if page.kind is not PageKind.LISTING else []
        return fetch if all(self.store.last_good(part.source, part.key) for part in parts) else None

    def kept(self, fetch: Fetch, *, body: bool = True) -> ArchivedResponse | None:
        """The answer of a fetch as it was received, or None where the archive no longer has it.

        Without its ``body`` it is not unpacked: that it is there and whole is made sure of all the same.
        """
        with suppress(StoreError):
            if fetch.record and body:
                return self.archive.read(fetch.record)
            if fetch.record and self.archive.original(fetch.record):
                headers = (("Content-Type", fetch.content_type),) if fetch.content_type else ()
                return ArchivedResponse(fetch.final_url or fetch.page.url, fetch.status or 0, headers, b"", fetch.at)
        return None

    def skipped(self, source: str) -> frozenset[str]:
        """Keys of the external pages that an earlier process of this run already noted."""
        fetches = self.store.fetches(self.job.run, source)
        return frozenset(fetch.page.key for fetch in fetches if fetch.outcome is Outcome.EXTERNAL_SKIPPED)


@contextmanager
def session(job: CrawlJob, tell: Callable[[Progress], None] = _nothing) -> Iterator[Session]:
    """Open store and archive for a job."""
    store = open_store(job.database)
    try:
        archive = Archive(job.archive)
        with archive.writer(job.run) as writer:
            yield Session(job, store, archive, writer, tell)
    finally:
        store.close()
