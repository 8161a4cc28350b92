"""Keep every answer as received, then record the look; nothing else. Scrapy ends here."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from datetime import datetime
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


class KeepPipeline:
    """Archive first, database second: what the database names is always there."""

    def __init__(self, session: Session) -> None:
        self.session = session

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        spider: SourceSpider = crawler.spider  # type: ignore[assignment] # our only spider
        return cls(spider.session)

    def process_item(self, item: Looked) -> Looked:
        if item.replayed:
            return item
        if item.response is None:
            self._record(item, hops=self._hops(item.seen))
        elif KEPT in item.response.flags:
            self._keep_unchanged(item, item.response)
        else:
            self._keep(item, item.response)
        return item

    def _record(self, item: Looked, **received: Any) -> None:
        self.session.store.record_fetch(
            self.session.job.run,
            item.page,
            at=self.session.now(),
            outcome=item.verdict.outcome,
            detail=item.verdict.detail,
            **received,
        )

    def _keep(self, item: Looked, response: Response) -> None:
        """The bytes of the last good look again are kept as a revisit of those."""
        seen: list[Seen] = response.meta.get(SEEN, [])
        hops = self._hops(seen if RENDERED in response.flags else seen[:-1])
        digest = hashlib.sha256(response.body).hexdigest()
        original = self._original(item, digest)
        record = self._revisit(response, original, digest) if original else self._write(response, self.session.now())
        self._record(item, sha256=digest, size=len(response.body), record=record, hops=hops, **_described(response))

    def _keep_unchanged(self, item: Looked, response: Response) -> None:
        """A 304 is kept as a revisit of the record that has the body."""
        fetch: Fetch = response.meta[KEPT]
        answer: Response = response.meta["received"]
        hops = self._hops(response.meta.get(SEEN, [])[:-1])
        record = self._revisit(answer, fetch.record or "", fetch.sha256 or "")
        self._record(item, sha256=fetch.sha256, size=fetch.size, record=record, hops=hops, **_described(answer))

    def _original(self, item: Looked, digest: str) -> str | None:
        """The record of the page's last good look, if it has these bytes and they are still whole."""
        fetch = self.session.store.last_good(item.page.source, item.page.key)
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
