"""robots.txt that could not be read is not "no rules": nothing is asked of such a host (RFC 9309, section 2.3.1.4)."""

from __future__ import annotations

import asyncio

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.robotstxt import RobotParser
from scrapy.utils.httpobj import urlparse_cached

from crawler.failures import Refused, of_failure
from crawler.outcomes import Verdict
from domain.crawl import Outcome

SERVER_ERROR = 500


class StrictRobotsMiddleware(RobotsTxtMiddleware):
    """Takes the place of Scrapy's, which lets everything out after an error. A missing file (4xx) means no rules, as the RFC says."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._unread: dict[str, Verdict] = {}
        self._turns: dict[str, asyncio.Lock] = {}

    async def process_request(self, request: Request) -> None:  # type: ignore[override] # without the spider Scrapy no longer passes
        await super().process_request(request)
        why = self._unread.get(urlparse_cached(request).netloc)
        if why and not request.meta.get("dont_obey_robotstxt"):
            raise Refused(why.outcome, f"robots.txt 读取失败，不访问该网站：{why.detail}")

    async def robot_parser(self, request: Request) -> RobotParser | None:
        """One request of a host at a time: where several wait for one file, Scrapy 2.19 gives its rules to the first alone and
        lets the others out, for ``Deferred.asFuture`` uses the result up."""
        async with self._turns.setdefault(urlparse_cached(request).netloc, asyncio.Lock()):
            return await super().robot_parser(request)

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        if response.status >= SERVER_ERROR:
            self._unread[netloc] = Verdict(Outcome.HTTP_ERROR, f"状态码 {response.status}")
        await super()._parse_robots(response, netloc, request)

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        if not isinstance(exc, IgnoreRequest):  # one of those is our own guard, which also stops the page itself
            self._unread[netloc] = of_failure(exc)
        super()._robots_error(exc, netloc)
