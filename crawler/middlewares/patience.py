"""A host that asks for a short pause gets it within the run, and is asked once more; a longer one is the business of :mod:`crawler.rests`."""

from __future__ import annotations

import asyncio
from time import monotonic
from typing import TYPE_CHECKING, Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler.addresses import site_of
from crawler.received import lower_headers
from crawler.rests import PATIENCE, wish

if TYPE_CHECKING:
    from crawler.session import Session
    from crawler.spiders.source import SourceSpider

WAITED = "waited"


class PatienceMiddleware:
    """While one request of a host waits, all of them do."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.until: dict[str, float] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        spider: SourceSpider = crawler.spider  # type: ignore[assignment] # our only spider
        return cls(spider.session)

    async def process_request(self, request: Request) -> None:
        left = self.until.get(site_of(request.url), 0.0) - monotonic()
        if left > 0:
            await asyncio.sleep(left)

    def process_response(self, request: Request, response: Response) -> Request | Response:
        asked = wish(response.status, lower_headers(response), self.session.now())
        if asked is None or asked > PATIENCE or request.meta.get(WAITED):
            return response
        self.until[site_of(request.url)] = monotonic() + asked.total_seconds()
        return request.replace(meta={**request.meta, WAITED: True}, priority=request.priority + 1, dont_filter=True)
