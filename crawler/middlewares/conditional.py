"""Conditional requests of our own: each page with the validators of its last good look, and never a cache in between.

Scrapy's cache would call a page fresh without asking, and would serve a stored 200 for a 503. Here a 304 is the only thing
that means "unchanged", and it is recorded as such.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler.outcomes import Verdict
from crawler.received import kept_response
from domain.crawl import Fetch, Outcome, Page, PageKind

if TYPE_CHECKING:
    from crawler.recall import Recall
    from crawler.session import Session
    from crawler.spiders.source import SourceSpider

KEPT = "kept"
RECALLED = "recalled"
"""Keys of ``request.meta``: the last good look at this very address, and what :mod:`crawler.recall` knows of it."""
WHOLE = "whole"
NOT_MODIFIED = 304
VALIDATORS = ("If-None-Match", "If-Modified-Since")
LONGEST_VALIDATOR = 1024  # characters; servers refuse a request whose head is too long, and then would each day anew


class ConditionalMiddleware:
    """Asks "has it changed?" where the answer "no" is of use: the page was good before, and all of it is still kept."""

    def __init__(self, session: Session, recall: Recall) -> None:
        self.session = session
        self.recall = recall

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        spider: SourceSpider = crawler.spider  # type: ignore[assignment] # our only spider
        return cls(spider.session, spider.recall)

    def process_request(self, request: Request) -> None:
        _forget(request)
        page: Page | None = request.meta.get("page")
        if page is None or self.session.job.force or request.meta.get(WHOLE):
            return
        fetch = self.session.whole(page)
        if fetch and fetch.final_url == request.url:
            request.meta[KEPT] = fetch
            for name, value in zip(VALIDATORS, (fetch.etag, fetch.last_modified), strict=True):
                if value and len(value) <= LONGEST_VALIDATOR:
                    request.headers[name] = value.encode("latin-1")  # as it was read, byte for byte

    def process_response(self, request: Request, response: Response) -> Response | Request:
        """A 304 gets the body it stands for, so that the links of an unchanged page are still followed; not where there are none to find.

        One that nobody asked for stands for nothing, and stays the error that it is.
        """
        fetch: Fetch | None = request.meta.get(KEPT)
        if response.status != NOT_MODIFIED or fetch is None or not any(name in request.headers for name in VALIDATORS):
            return response
        read = fetch.page.kind is not PageKind.ATTACHMENT and self.recall.of_unchanged(request, response) is None
        kept = self.session.kept(fetch, body=read)
        if kept is None:  # the archive was tidied or damaged: "unchanged" is of no use, so the page is asked for whole
            return request.replace(meta={**request.meta, WHOLE: True}, dont_filter=True)
        request.meta["verdict"] = Verdict(Outcome.NOT_MODIFIED, f"与第 {fetch.id} 次抓取相比未变")
        request.meta["received"] = response
        return kept_response(request, kept, KEPT)


def _forget(request: Request) -> None:
    """What was known for the address before this one: a redirect, and a page that is asked for once more, carry it on."""
    for name in VALIDATORS:
        request.headers.pop(name, None)
    request.meta.pop(KEPT, None)
    request.meta.pop(RECALLED, None)
