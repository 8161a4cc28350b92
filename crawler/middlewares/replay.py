"""Going on after a kill: a page that this run has already looked at is answered from the archive.

Nothing else remembers where a crawl was. The spider walks the whole source again; what is kept costs no request, what is
missing or had failed is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler.outcomes import Verdict
from crawler.received import kept_response
from domain.crawl import Page

if TYPE_CHECKING:
    from crawler.session import Session
    from crawler.spiders.source import SourceSpider

REPLAYED = "replayed"


class ReplayMiddleware:
    """Answers carry the flag ``replayed``: they are neither archived nor recorded a second time."""

    def __init__(self, session: Session) -> None:
        self.session = session

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        spider: SourceSpider = crawler.spider  # type: ignore[assignment] # our only spider
        return cls(spider.session)

    def process_request(self, request: Request) -> Response | None:
        page: Page | None = request.meta.get("page")
        if page is None or "redirect_times" in request.meta:
            return None
        fetch = self.session.looked_at(page)
        kept = self.session.kept(fetch) if fetch else None
        if fetch is None or kept is None:
            return None
        request.meta["verdict"] = Verdict(fetch.outcome, fetch.detail)
        return kept_response(request, kept, REPLAYED)
