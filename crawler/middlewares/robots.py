"""robots.txt, read once a host and run, and before anything else of the host.

Scrapy's own middleware lets everything out when the file could not be read, and (2.19) also when two requests wait for it at the same
time: the second is told that there are no rules.
"""

from __future__ import annotations

import asyncio
from time import monotonic
from typing import TYPE_CHECKING, Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.extensions.throttle import AutoThrottle
from scrapy.http.request import NO_CALLBACK
from scrapy.utils.httpobj import urlparse_cached

from crawler.addresses import site_of
from crawler.failures import Refused, of_failure
from crawler.received import received
from crawler.rests import TOO_MANY_REQUESTS, wish
from crawler.robots import NONE, Rules, refused, rules
from domain.crawl import Outcome, PageKind

if TYPE_CHECKING:
    from crawler.spiders.source import SourceSpider

DAY = 24 * 3600.0  # seconds; no rules are used for longer (RFC 9309, section 2.4)
FIRST = 1000  # priority: before every page
IS_ROBOTS = "is_robots"


class StrictRobotsMiddleware:
    """Takes the place of Scrapy's."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.spider: SourceSpider = crawler.spider  # type: ignore[assignment] # our only spider
        self._reading = self.spider.session.robots

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        if request.meta.get(IS_ROBOTS):
            return
        known = await self._rules(request)
        if known.refused:
            raise Refused(known.refused.outcome, known.refused.detail)
        if not known.allow(request.url):
            raise Refused(Outcome.ROBOTS_DENIED, "robots.txt 不允许访问")
        self._slow_down(request, known.delay)

    async def _rules(self, request: Request) -> Rules:
        """Those of the request's host; all who ask at the same time wait for the same answer."""
        url = urlparse_cached(request)
        begun, reading = self._reading.get(url.netloc, (0.0, None))
        if reading is None or monotonic() - begun > DAY:
            reading = asyncio.ensure_future(self._read(f"{url.scheme}://{url.netloc}/robots.txt"))
            self._reading[url.netloc] = monotonic(), reading
        return await asyncio.shield(reading)

    async def _read(self, url: str) -> Rules:
        request = Request(url, callback=NO_CALLBACK, priority=FIRST, meta={IS_ROBOTS: True})
        try:
            answer = received(await self.crawler.engine.download_async(request))
        except Exception as error:
            return _failed(error)
        found = rules(answer)
        if found.refused:
            asked = wish(answer.status, answer.headers, self.spider.session.now())
            throttled = answer.status == TOO_MANY_REQUESTS
            self.spider.rests.note(site_of(answer.url), found.refused, PageKind.DOCUMENT, asked, throttled=throttled)
        return found

    def _slow_down(self, request: Request, delay: float) -> None:
        """Make a Crawl-delay the least time between two requests to the host, whatever the throttle finds."""
        if delay <= self.spider.source.pace.delay:
            return
        downloader = self.crawler.engine.downloader
        key = downloader.get_slot_key(request)
        if key in downloader.per_slot_settings:
            return
        downloader.per_slot_settings[key] = {"delay": delay}
        if key in downloader.slots:
            downloader.slots[key].delay = delay
        if throttle := self.crawler.get_extension(AutoThrottle):
            throttle.mindelay = max(throttle.mindelay, delay)
            throttle.maxdelay = max(throttle.maxdelay, delay)


def _failed(error: Exception) -> Rules:
    """No answer: the rules are unreachable, and nothing may be asked. A redirect that never ends stands for a missing file (2.3.1.2)."""
    if isinstance(error, IgnoreRequest) and not isinstance(error, Refused) and "redirect" in str(error):
        return NONE
    return refused(of_failure(error))
