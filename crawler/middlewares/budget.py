"""Counts what goes out and comes in, next to the network, and lets nothing out when a budget is used up or quiet hours begin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler.failures import Refused
from crawler.hours import quiet
from domain.crawl import Outcome

if TYPE_CHECKING:
    from crawler.spiders.source import SourceSpider


class BudgetMiddleware:
    """Every hop of a redirect, every retry and every robots.txt counts; an answer from the archive does not."""

    def __init__(self, spider: SourceSpider) -> None:
        self.session = spider.session
        self.purses = {"本轮": spider.session.purse, "本来源": spider.purse}
        hours = quiet(spider.source.quiet)
        self.quiet_from = hours.begins(spider.session.now()) if hours else None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        spider: SourceSpider = crawler.spider  # type: ignore[assignment] # our only spider
        return cls(spider)

    def process_request(self, request: Request) -> None:  # noqa: ARG002 - as Scrapy calls it
        if self.quiet_from and self.session.now() >= self.quiet_from:
            raise Refused(Outcome.PARTIAL, "安静时段已开始，没有发出请求，留待下一轮")
        for name, purse in self.purses.items():
            if words := purse.empty():
                raise Refused(Outcome.PARTIAL, f"{name}预算用完（{words}），没有发出请求，留待下一轮")
        for purse in self.purses.values():
            purse.requests += 1

    def process_response(self, request: Request, response: Response) -> Response:  # noqa: ARG002 - as Scrapy calls it
        for purse in self.purses.values():
            purse.received += len(response.body)
        return response
