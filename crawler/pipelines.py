"""Keep every answer as received, then record the look; nothing else. Scrapy ends here."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Self

from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler.items import Looked
from crawler.middlewares.browser import RENDERED
from crawler.middlewares.conditional import KEPT
from crawler.middlewares.hops import SEEN, Seen
from crawler.received import header, header_pairs
from crawler.transport.handler import TLS_NOTE
from domain.crawl import Fetch, Hop
from domain.errors import StoreError

if TYPE_CHECKING:
    from crawler.session import Session
    from crawler.spiders.source import SourceSpider


MOST = 64
"""Looks that are kept together; Scrapy bounds their bytes (``SCRAPER_SLOT_MAX_ACTIVE_SIZE``)."""
LINGER = 0.1  # seconds a look waits for company

Record = Callable[[], object]


class KeepPipeline:
    """Archive first, database second: what the database names is always there.

    Looks of the same instant are written together, with one wait for the disk in the archive and one in the database. Each goes on
    only when it is on disk; a kill loses at most those of a tenth of a second, which the next start asks for again.
    """

    def __init__(self, session: Session) -> None:
        self.session = session
        self._waiting: list[tuple[Looked, asyncio.Future[None]]] = []

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        spider: SourceSpider = crawler.spider  # type: ignore[assignment] # our only spider
        return cls(spider.session)

    async def process_item(self, item: Looked) -> Looked:
        if item.replayed:
            return item
        loop = asyncio.get_running_loop()
        kept = loop.create_future()
        self._waiting.append((item, kept))
        if len(self._waiting) == MOST:
            self._write_all()
        elif len(self._waiting) == 1:
            loop.call_later(LINGER, self._write_all)
        await kept
        return item

    def _write_all(self) -> None:
        waiting, self._waiting = self._waiting, []
        try:
            with self.session.writer.together():
                records = [self._kept(item) for item, _ in waiting]
            with self.session.store.together():
                for record in records:
                    record()
        except Exception as error:  # each look is told, see crawler.extensions
            for _, kept in waiting:
                kept.set_exception(error)
        else:
            for _, kept in waiting:
                kept.set_result(None)

    def _kept(self, item: Looked) -> Record:
        """Put what was received into the archive; returns what is to be recorded of it."""
        if item.response is None:
            return self._record(item, hops=self._hops(item.seen))
        if KEPT in item.response.flags:
            return self._keep_unchanged(item, item.response)
        return self._keep(item, item.response)

    def _record(self, item: Looked, **received: Any) -> Record:
        return partial(
            self.session.store.record_fetch,
            self.session.job.run,
            item.page,
            at=self.session.now(),
            outcome=item.verdict.outcome,
            detail=item.verdict.detail,
            **received,
        )

    def _keep(self, item: Looked, response: Response) -> Record:
        """The bytes of the last good look again are kept as a revisit of those."""
        seen: list[Seen] = response.meta.get(SEEN, [])
        hops = self._hops(seen if RENDERED in response.flags else seen[:-1])
        digest = hashlib.sha256(response.body).hexdigest()
        original = self._original(item, digest)
        record = self._revisit(response, original, digest) if original else self._write(response, self.session.now())
        return self._record(item, sha256=digest, size=len(response.body), record=record, hops=hops, **_described(response))

    def _keep_unchanged(self, item: Looked, response: Response) -> Record:
        """A 304 is kept as a revisit of the record that has the body."""
        fetch: Fetch = response.meta[KEPT]
        answer: Response = response.meta["received"]
        hops = self._hops(response.meta.get(SEEN, [])[:-1])
        record = self._revisit(answer, fetch.record or "", fetch.sha256 or "")
        return self._record(item, sha256=fetch.sha256, size=fetch.size, record=record, hops=hops, **_described(answer))

    def _original(self, item: Looked, digest: str) -> str | None:
        """The record of the page's last good look, if it has these bytes and they are still whole."""
        known: Fetch | None = item.response.meta.get(KEPT) if item.response else None
        fetch = known or self.session.store.last_good(item.page.source, item.page.key)
        if fetch is None or fetch.record is None or fetch.sha256 != digest:
            return None
        with suppress(StoreError):
            return self.session.archive.original(fetch.record)
        return None

    def _revisit(self, answer: Response, original: str, digest: str) -> str:
        return self.session.writer.write_revisit(
            answer.url,
            status=answer.status,
            reason=_reason(answer.status),
            headers=header_pairs(answer),
            at=self.session.now(),
            original=original,
            digest=digest,
        )

    def _hops(self, seen: list[Seen]) -> list[Hop]:
        """Archive the answers before the last one, each at its own time."""
        return [Hop(one.response.url, one.response.status, self._write(one.response, one.at)) for one in seen]

    def _write(self, response: Response, at: datetime) -> str:
        return self.session.writer.write(
            response.url,
            status=response.status,
            reason=_reason(response.status),
            headers=header_pairs(response),
            body=response.body,
            at=at,
            request_headers=_request_headers(response),
        )


def _described(response: Response) -> dict[str, Any]:
    return {
        "status": response.status,
        "content_type": header(response, "Content-Type"),
        "etag": header(response, "ETag"),
        "last_modified": header(response, "Last-Modified"),
        "final_url": response.url,
        "tls": response.meta.get(TLS_NOTE, "") if response.request else "",
    }


def _request_headers(response: Response) -> list[tuple[str, str]] | None:
    sent = response.request
    return (
        [(name.decode(), value.decode("latin-1")) for name in sent.headers for value in sent.headers.getlist(name)]
        if sent
        else None
    )


def _reason(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""
