"""A second look within a run: pages whose text is in doubt are asked for once more after a pause, whole, and nothing else is."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from datetime import timedelta
from typing import Any

from scrapy import Request

from crawler.cms import Answer
from crawler.middlewares.conditional import WHOLE
from crawler.spiders.source import SourceSpider
from domain.crawl import Page, PageKind


class AgainSpider(SourceSpider):
    """Asks for the pages of the job without validators and with their files: whether a server gives the same twice is what is asked.

    Guard, robots.txt, pace, budget and rests hold as ever.
    """

    name = "again"

    async def start(self) -> AsyncIterator[Request]:
        wanted = () if self.kept_out else self.session.job.again
        for page in (page for page in wanted if page.source == self.source.id):
            await self._pause(page)
            yield self._request(page, self.document)

    async def _pause(self, page: Page) -> None:
        """Until the first look at the page is as long ago as the source file says."""
        first = self.session.store.fetched_in(self.session.job.run, page.source, page.key)
        if first:
            left = first.at + timedelta(seconds=self.source.visit.second_look) - self.session.now()
            await asyncio.sleep(max(0.0, left.total_seconds()))

    def _request(self, page: Page, callback: Any, **arguments: Any) -> Request:
        request = super()._request(page, callback, **arguments)
        request.meta[WHOLE] = True
        return request

    def _parts(self, page: Page, answer: Answer, check: bool) -> Sequence[Page]:
        """Interpretations are pages of their own, and not in doubt for this one."""
        return [part for part in super()._parts(page, answer, check) if part.kind is PageKind.ATTACHMENT]
