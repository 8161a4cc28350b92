"""Records how each source fared. Scrapy leaves with code 0 whatever its callbacks raised: the parent believes these rows alone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.utils.defer import deferred_from_coro

from crawler.addresses import canonical, identity, site_of
from crawler.items import Looked
from crawler.job import Progress
from crawler.outcomes import Verdict
from crawler.pipelines import kept, lost
from crawler.rests import sentence
from domain.crawl import Page
from domain.run import SourceHealth

if TYPE_CHECKING:
    from crawler.spiders.source import SourceSpider


class RunRecorder:
    """Tells of every page, counts it, folds the address it moved to into it, and writes the source's health row when its spider ends by itself.

    A spider that was stopped leaves no row: the run will be gone on with, or the parent says that it ended early. Nor does one that looks at
    some pages once more: its source has its row.
    """

    def __init__(self, crawler: Crawler) -> None:
        spider: SourceSpider = crawler.spider  # type: ignore[assignment] # our only spider
        self.crawler = crawler
        self.spider = spider
        self.session = spider.session

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        extension = cls(crawler)
        crawler.signals.connect(extension.page_kept, kept)
        crawler.signals.connect(extension.pages_lost, lost)
        crawler.signals.connect(extension.source_done, signals.spider_closed)
        return extension

    def page_kept(self, item: Looked) -> None:
        self.spider.tally.note(item.page, item.verdict)
        if item.moved_to and identity(item.moved_to) != item.page.key:
            self.session.store.fold(item.page.source, item.page.key, identity(item.moved_to), canonical(item.moved_to))
        self._tell(item.page, item.verdict)

    def pages_lost(self, error: Exception) -> None:
        """Archive or database failed. Without them a crawl is of no use: all spiders of the process stop."""
        self.session.trouble = self.session.trouble or error
        deferred_from_coro(self.crawler.stop_async())

    def source_done(self, reason: str) -> None:
        if reason != "finished" or self.session.trouble or self.session.job.again:
            return
        health = self.spider.kept_out or self._fared()
        self.session.store.record_health(self.session.job.run, health)
        done = len(self.spider.tally.looks)
        self.session.tell(Progress(health.source, done, done, health.outcome, detail=health.detail))

    def _fared(self) -> SourceHealth:
        """The row of the run; a host that was good throughout starts anew, one that refused says until when it rests."""
        health = self.spider.tally.health()
        rests = self.spider.rests
        if health.listed:
            rests.over(site_of(self.spider.source.listing))
        said = "；".join(filter(None, [health.detail, *map(sentence, rests.begun.values())]))
        return replace(health, detail=said, rests_until=max((rest.until for rest in rests.begun.values()), default=None))

    def _tell(self, page: Page, verdict: Verdict) -> None:
        done = len(self.spider.tally.looks)
        planned = max(done, self.spider.planned)
        self.session.tell(Progress(page.source, done, planned, verdict.outcome, page.url, page.kind, verdict.detail))
