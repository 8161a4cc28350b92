"""Every answer of a look is evidence: redirects, errors after which we asked again, and the last one.

It stands between Scrapy's decompression (590) and its redirects (580 here) and retries, and so sees each answer decoded and
before anything is made of it. ``request.meta`` goes on from a request to the one that follows it; so does the list in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

if TYPE_CHECKING:
    from crawler.session import Session
    from crawler.spiders.source import SourceSpider

SEEN = "seen"
MOST = 20
"""Answers kept of one look; five redirects, each tried twice, are twelve. More only come of what a page's scripts ask for."""


@dataclass(frozen=True, slots=True)
class Seen:
    """An answer and when it came; ``response.request`` is the request as it was sent."""

    response: Response
    at: datetime


class HopsMiddleware:
    """Gathers the answers of a look under :data:`SEEN`; the pipeline archives them with it."""

    def __init__(self, session: Session) -> None:
        self.session = session

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        spider: SourceSpider = crawler.spider  # type: ignore[assignment] # our only spider
        return cls(spider.session)

    def process_response(self, request: Request, response: Response) -> Response:
        if "page" in request.meta or SEEN in request.meta:
            seen: list[Seen] = request.meta.setdefault(SEEN, [])
            if len(seen) < MOST:
                seen.append(Seen(response.replace(request=request), self.session.now()))
        return response
