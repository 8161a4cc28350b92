"""What an answer is worth before it is read, and rest for a host that shows a challenge or asks for a pause."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler.addresses import site_of
from crawler.failures import Refused
from crawler.marks import GUARD
from crawler.outcomes import OK, judge
from crawler.recall import Recall
from crawler.received import header, received
from crawler.rests import TOO_MANY_REQUESTS, Rests, sentence, wish
from domain.crawl import Page

if TYPE_CHECKING:
    from crawler.spiders.source import SourceSpider


class VerdictMiddleware:
    """Puts the verdict into ``request.meta``. A host that refuses us is left alone for the rest of the run, and longer (crawler.rests)."""

    def __init__(self, site_code: str | None, rests: Rests, recall: Recall) -> None:
        self.site_code = site_code
        self.rests = rests
        self.recall = recall

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        spider: SourceSpider = crawler.spider  # type: ignore[assignment] # our only spider
        return cls(spider.source.site_code, spider.rests, spider.recall)

    def process_request(self, request: Request) -> None:
        if rest := self.rests.begun.get(site_of(request.url)):
            raise Refused(rest.outcome, f"该网站{sentence(rest)}，没有发出请求：{rest.why}")

    def process_response(self, request: Request, response: Response) -> Response:
        page: Page | None = request.meta.get("page")
        if page is None or "verdict" in request.meta:
            return response
        if self.recall.of(request, response):
            request.meta["verdict"] = OK
            self.rests.note(site_of(response.url), OK, page.kind)
            return response
        answer = received(response, request)
        verdict = judge(answer, page.kind, self.site_code, page.title)
        request.meta["verdict"] = verdict
        asked = wish(answer.status, answer.headers, self.rests.session.now())
        throttled = answer.status == TOO_MANY_REQUESTS
        self.rests.note(site_of(response.url), verdict, page.kind, asked, throttled=throttled)
        return response


class GateMiddleware:
    """Stands inside of redirects: one that leads to a guard's gate is not followed, so that its cookie is seen and judged."""

    def process_response(self, request: Request, response: Response) -> Response:
        if "Location" in response.headers and GUARD.search(header(response, "Set-Cookie") or ""):
            request.meta["dont_redirect"] = True
        return response
