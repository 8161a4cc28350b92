"""Says which content codings we take and undoes them; a body that turns out to be cut is marked like one whose connection was."""

from __future__ import annotations

from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler.failures import Refused
from crawler.received import header
from crawler.transport.coding import Overgrown, undo
from domain.crawl import Outcome

TAKEN = "gzip, deflate, br, zstd"


class CodingMiddleware:
    """Takes the place of Scrapy's HttpCompressionMiddleware. ``most`` bytes may come out."""

    def __init__(self, most: int) -> None:
        self.most = most

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler.settings.getint("DOWNLOAD_MAXSIZE"))

    def process_request(self, request: Request) -> None:
        request.headers.setdefault("Accept-Encoding", TAKEN)

    def process_response(self, request: Request, response: Response) -> Response:  # noqa: ARG002 - as Scrapy calls it
        """Raises Refused TOO_LARGE."""
        codings = [word.strip().lower() for word in (header(response, "Content-Encoding") or "").split(",") if word.strip()]
        if not codings or not response.body:
            return response
        try:
            body, left, whole = undo(response.body, codings, self.most)
        except Overgrown:
            said = f"{len(response.body)} B → > {self.most} B"
            raise Refused(Outcome.TOO_LARGE, f"应答解压后超过允许的大小，没有解完：{said}") from None
        undone = response.replace(body=body, flags=response.flags if whole else [*response.flags, "partial"])
        if left:
            undone.headers["Content-Encoding"] = ", ".join(left)
        else:
            del undone.headers["Content-Encoding"]
        return undone
