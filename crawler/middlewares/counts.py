"""Rows in, records out: every page of a listing passes here on its way out of the spider."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scrapy.http import Response
from scrapy.spidermiddlewares.base import BaseSpiderMiddleware

from crawler.items import Looked

if TYPE_CHECKING:
    from crawler.spiders.source import SourceSpider


class CountsMiddleware(BaseSpiderMiddleware):
    """Gives each page of the listing to the tally, which knows a page that repeats another; sums are drawn at the end of the run."""

    def get_processed_item(self, item: Any, response: Response | None) -> Any:  # noqa: ARG002 - as the base class says
        spider: SourceSpider = self.crawler.spider  # type: ignore[assignment] # our only spider
        if isinstance(item, Looked) and item.listing is not None:
            verdict = spider.tally.read(item.listing)
            if not verdict.outcome.looked:
                item.verdict = verdict
        return item
