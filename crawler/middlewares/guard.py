"""No request goes to an address that is not public: a page or redirect must not make us read somebody's inner network.

Every hop of a redirect passes here, and every address of a name is judged: one that is not public is enough for a refusal. The
connection is made to the addresses judged, see :mod:`crawler.transport.resolver`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.utils.httpobj import urlparse_cached

from crawler.addresses import site_of
from crawler.failures import Refused
from crawler.transport.public import is_allowed
from crawler.transport.resolver import PinnedResolver
from domain.crawl import Outcome

if TYPE_CHECKING:
    from crawler.spiders.source import SourceSpider


LONGEST = 8000
"""Characters of an address; servers should take as many (RFC 9110, section 4.1), and download addresses with keys in them have thousands."""


class GuardMiddleware:
    """Lets out requests to public addresses. ``own`` is a host with its port that may be on loopback: that of a test bed's listing."""

    def __init__(self, own: str | None) -> None:
        self.own = own

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        spider: SourceSpider = crawler.spider  # type: ignore[assignment] # our only spider
        return cls(site_of(spider.source.listing) if spider.source.loopback else None)

    async def process_request(self, request: Request) -> None:
        if len(request.url) > LONGEST:
            raise Refused(Outcome.TOO_LARGE, f"地址长达 {len(request.url)} 个字符，没有发出请求")
        host = urlparse_cached(request).hostname or ""
        loopback = site_of(request.url) == self.own
        for address in await _resolver().pin(host):
            if not is_allowed(address, loopback):
                raise Refused(Outcome.WRONG_HOST, f"{host} 指向非公网地址 {address}，没有发出请求")


def _resolver() -> PinnedResolver:
    from twisted.internet import reactor  # importing it earlier would install another one

    resolver: PinnedResolver = reactor.nameResolver  # crawler.settings says which
    return resolver
