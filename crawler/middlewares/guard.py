"""No request goes to an address that is not public: a page or redirect must not make us read somebody's inner network.

The name is resolved by the resolver, with its cache, that the connection uses afterwards: what was checked is what is connected to,
however the host is spelled and whatever a second DNS answer would say. Every hop of a redirect passes here.
"""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING, Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import CannotResolveHostError
from scrapy.utils.defer import maybe_deferred_to_future
from scrapy.utils.httpobj import urlparse_cached
from twisted.internet.error import DNSLookupError

from crawler.addresses import is_numeric
from crawler.failures import Refused
from domain.crawl import Outcome

if TYPE_CHECKING:
    from crawler.spiders.source import SourceSpider


class GuardMiddleware:
    """Lets out requests to public addresses, and to 127.0.0.0/8 for a source with ``loopback``."""

    def __init__(self, loopback: bool) -> None:
        self.loopback = loopback

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        spider: SourceSpider = crawler.spider  # type: ignore[assignment] # our only spider
        return cls(spider.source.loopback)

    async def process_request(self, request: Request) -> None:
        host = urlparse_cached(request).hostname or ""
        address = await resolve(host)
        if not is_allowed(address, self.loopback):
            raise Refused(Outcome.WRONG_HOST, f"{host} 指向非公网地址 {address}，没有发出请求")


def is_allowed(address: str, loopback: bool) -> bool:
    """True for a public address; IPv4 addresses inside IPv6 ones are judged by what they lead to."""
    ip = ipaddress.ip_address(address)
    if isinstance(ip, ipaddress.IPv6Address) and (inner := ip.ipv4_mapped or ip.sixtofour):
        ip = inner
    if loopback and ip.version == 4 and ip.is_loopback:
        return True
    return ip.is_global and not ip.is_multicast


async def resolve(host: str) -> str:
    """The address a connection to ``host`` will be made to. Raises CannotResolveHostError."""
    if is_numeric(host):
        return host
    from twisted.internet import reactor  # importing it earlier would install another one

    try:
        return await maybe_deferred_to_future(reactor.resolve(host))  # type: ignore[arg-type] # its interface wrongly says bytes
    except (DNSLookupError, UnicodeError) as error:
        raise CannotResolveHostError(f"{host}: {error}") from error
