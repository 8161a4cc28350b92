"""What an answer is worth before it is read, and rest for a host that shows a challenge or asks for a pause."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler.addresses import site_of
from crawler.failures import Refused
from crawler.marks import GUARD
from crawler.outcomes import Verdict, judge
from crawler.received import header, received
from domain.crawl import Outcome, Page

if TYPE_CHECKING:
    from crawler.spiders.source import SourceSpider

TOO_MANY_REQUESTS = 429


class VerdictMiddleware:
    """Puts the verdict into ``request.meta``. After a challenge or a 429 the host is left alone for the rest of the run."""

    def __init__(self, site_code: str | None) -> None:
        self.site_code = site_code
        self.resting: dict[str, Verdict] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        spider: SourceSpider = crawler.spider  # type: ignore[assignment] # our only spider
        return cls(spider.source.site_code)

    def process_request(self, request: Request) -> None:
        if why := self.resting.get(site_of(request.url)):
            raise Refused(why.outcome, f"该网站本轮已停止访问，没有发出请求：{why.detail}")

    def process_response(self, request: Request, response: Response) -> Response:
        page: Page | None = request.meta.get("page")
        if page is None or "verdict" in request.meta:
            return response
        verdict = judge(received(response, request), page.kind, self.site_code, page.title)
        request.meta["verdict"] = verdict
        if verdict.outcome is Outcome.CHALLENGE or response.status == TOO_MANY_REQUESTS:
            self.resting[site_of(response.url)] = verdict
        return response


class GateMiddleware:
    """Stands inside of redirects: one that leads to a guard's gate is not followed, so that its cookie is seen and judged."""

    def process_response(self, request: Request, response: Response) -> Response:
        if "Location" in response.headers and GUARD.search(header(response, "Set-Cookie") or ""):
            request.meta["dont_redirect"] = True
        return response
