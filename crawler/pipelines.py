"""Keep every answer as received, then record the look; nothing else. Scrapy ends here."""

from __future__ import annotations

import hashlib
from http import HTTPStatus
from typing import TYPE_CHECKING, Self

from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler.items import Looked
from crawler.middlewares.conditional import KEPT
from crawler.received import header, header_pairs
from domain.crawl import Fetch

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
            self._record(item)
        elif KEPT in item.response.flags:
            self._keep_unchanged(item, item.response)
        else:
            self._keep(item, item.response)
        return item

    def _record(self, item: Looked, **received: str | int | None) -> None:
        self.session.store.record_fetch(
            self.session.job.run,
            item.page,
            at=self.session.now(),
            outcome=item.verdict.outcome,
            detail=item.verdict.detail,
            **received,  # type: ignore[arg-type] # the keyword arguments below
        )

    def _keep(self, item: Looked, response: Response) -> None:
        record = self.session.writer.write(
            response.url,
            status=response.status,
            reason=_reason(response.status),
            headers=header_pairs(response),
            body=response.body,
            at=self.session.now(),
            request_headers=_request_headers(response),
        )
        digest = hashlib.sha256(response.body).hexdigest()
        self._record(item, sha256=digest, size=len(response.body), record=record, **_described(response))

    def _keep_unchanged(self, item: Looked, response: Response) -> None:
        """A 304 is kept as a revisit of the record that has the body."""
        fetch: Fetch = response.meta[KEPT]
        answer: Response = response.meta["received"]
        record = self.session.writer.write_revisit(
            response.url,
            status=answer.status,
            reason=_reason(answer.status),
            headers=header_pairs(answer),
            at=self.session.now(),
            original=fetch.record or "",
            digest=fetch.sha256 or "",
        )
        self._record(item, sha256=fetch.sha256, size=fetch.size, record=record, **_described(answer))


def _described(response: Response) -> dict[str, str | int | None]:
    return {
        "status": response.status,
        "content_type": header(response, "Content-Type"),
        "etag": header(response, "ETag"),
        "last_modified": header(response, "Last-Modified"),
        "final_url": response.url,
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
