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
    from crawler.spiders.source import SourceSpider


MOST = 64
HEAVIEST = 8 * 2**20  # bytes
LINGER = 0.1  # seconds
"""Looks are written together: at most so many of at most so many bytes, and none waits longer."""

kept, lost = object(), object()
"""Signals: an ``item`` is on disk; the waiting ones could not be written, with the ``error``."""

Record = Callable[[], object]


class KeepPipeline:
    """Archive first, database second: what the database names is always there.

    Looks of the same instant are written together, with one wait for the disk in the archive and one in the database; only then are they
    told of and counted. A kill loses at most those of a tenth of a second, which the next start asks for again.
    """

    def __init__(self, crawler: Crawler) -> None:
        spider: SourceSpider = crawler.spider  # type: ignore[assignment] # our only spider
        self.session = spider.session
        self.signals = crawler.signals
        self._waiting: list[Looked] = []
        self._bytes = 0

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_item(self, item: Looked) -> Looked:
        self._waiting.append(item)
        self._bytes += len(item.response.body) if item.response else 0
        if len(self._waiting) == MOST or self._bytes > HEAVIEST:
            self._write()
        elif len(self._waiting) == 1:
            asyncio.get_running_loop().call_later(LINGER, self._write)
        return item

    def close_spider(self) -> None:
        self._write()

    def _write(self) -> None:
        waiting, self._waiting, self._bytes = self._waiting, [], 0
        try:
            if new := [item for item in waiting if not item.replayed]:
                self._keep_all(new)
        except Exception as error:
            self.signals.send_catch_log(lost, error=error)
            return
        for item in waiting:
            self.signals.send_catch_log(kept, item=item)

    def _keep_all(self, items: list[Looked]) -> None:
        """All of them, or none that the database knows of."""
        with self.session.writer.together():
            records = [self._kept(item) for item in items]
        with self.session.store.together():
            for item, record in zip(items, records, strict=True):
                record()
                if item.parts:
                    self.session.store.note_page_parts(item.page, item.parts)

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
        record = self._revisit(response, original, digest) if original else self._archive(response, self.session.now())
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
        return [Hop(one.response.url, one.response.status, self._archive(one.response, one.at)) for one in seen]

    def _archive(self, response: Response, at: datetime) -> str:
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
