"""Pages of sources with ``browser = true`` are read after their scripts ran."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Self
from urllib.parse import urldefrag

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from crawler.addresses import same_site
from crawler.chromium import Chromium, Got, Wanted, lacking
from crawler.failures import Refused
from crawler.middlewares.conditional import KEPT, WHOLE
from crawler.middlewares.hops import SEEN
from crawler.middlewares.replay import REPLAYED
from crawler.outcomes import OK, judge
from crawler.received import header, received
from domain.crawl import Outcome, Page, PageKind
from domain.errors import ConfigError

if TYPE_CHECKING:
    from crawler.spiders.source import SourceSpider

RENDERED = "rendered"


class BrowserMiddleware:
    """Opens an accepted page in Chromium and puts what it then shows in its place. Challenges were refused before: they are not opened."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.spider: SourceSpider = crawler.spider  # type: ignore[assignment] # our only spider
        self.chromium = Chromium()
        self._turn = asyncio.Lock()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Raises NotConfigured for the sources that need no browser, ConfigError where there is none."""
        spider: SourceSpider = crawler.spider  # type: ignore[assignment] # our only spider
        if not spider.source.browser:
            raise NotConfigured
        if why := lacking():
            raise ConfigError(why)
        middleware = cls(crawler)
        crawler.signals.connect(middleware.chromium.close, signals.spider_closed)
        return middleware

    def process_request(self, request: Request) -> None:
        """A page that is the same as before may still show another list: it is asked for whole."""
        if "page" in request.meta:
            request.meta[WHOLE] = True

    async def process_response(self, request: Request, response: Response) -> Response:
        page: Page | None = request.meta.get("page")
        if page is None or page.kind is PageKind.ATTACHMENT or {REPLAYED, KEPT} & set(response.flags):
            return response
        answer = received(response)
        if request.meta.get("verdict") != OK or not answer.is_html:
            return response
        shown = await self._render(request, response)
        rendered = response.replace(body=shown.encode("utf-8", "replace"), flags=[*response.flags, RENDERED])
        rendered.headers["Content-Type"] = "text/html; charset=utf-8"
        request.meta["verdict"] = judge(received(rendered), page.kind, self.spider.source.site_code, page.title)
        return rendered

    async def _render(self, request: Request, response: Response) -> str:
        """One page at a time. Raises Refused if it cannot be had."""
        limit = self.spider.source.timeout

        async def fetch(wanted: Wanted) -> Got | None:
            return await self._fetch(wanted, request)

        async with self._turn:
            try:
                return await self.chromium.render(urldefrag(response.url)[0], _got(response), fetch, limit)
            except TimeoutError:
                raise Refused(Outcome.TIMEOUT, f"浏览器 {limit:g} 秒内没有读完页面") from None
            except Exception as error:
                raise Refused(Outcome.PARTIAL, f"浏览器未能读出页面：{str(error).splitlines()[0]}") from error

    async def _fetch(self, wanted: Wanted, page: Request) -> Got | None:
        """Through the crawler's own downloader and all that stands before it; of the source's own host only."""
        if not wanted.url.startswith(("http://", "https://")) or not same_site(wanted.url, self.spider.source.listing):
            return None
        headers = {"Referer": page.url, **({"Content-Type": wanted.content_type} if wanted.content_type else {})}
        request = Request(
            wanted.url,
            NO_CALLBACK,
            method=wanted.method,
            body=wanted.body,
            headers=headers,
            meta={SEEN: page.meta[SEEN]},
            dont_filter=True,
        )
        try:
            answer = await self.crawler.engine.download_async(request)
        except Exception:
            return None  # refused by guard or robots.txt, or no answer: for the page it is a request that failed
        return _got(answer) if same_site(answer.url, self.spider.source.listing) else None


def _got(response: Response) -> Got:
    headers = {name.decode("latin-1"): header(response, name.decode("latin-1")) or "" for name in response.headers}
    return Got(response.status, headers, response.body)
