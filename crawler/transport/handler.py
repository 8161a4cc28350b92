"""Scrapy's download handler with two more bounds: on the head of an answer, and on what encryption may be weak.

The total time of an exchange, from the connection to the last byte, is bounded by ``DOWNLOAD_TIMEOUT``, and its size by
``DOWNLOAD_MAXSIZE``; both are Scrapy's own. The head is not: Twisted bounds one line, but takes any number of lines.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import (
    HTTP11DownloadHandler,
    _LenientHTTP11ClientFactory,
    _LenientHTTP11ClientProtocol,
    _LenientHTTPClientParser,
)
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadFailedError
from scrapy.http import Response
from scrapy.utils.httpobj import urlparse_cached
from twisted.web.http_headers import InvalidHeaderName

from crawler.failures import Refused
from crawler.transport.tls import TlsPolicy
from domain.crawl import Outcome

if TYPE_CHECKING:
    from crawler.spiders.source import SourceSpider

LONGEST_HEAD = 256 * 1024  # bytes of status line and headers; browsers stop at 256 KiB too
TLS_NOTE = "tls"
"""Key of ``request.meta``: what was conceded to the host, see :meth:`TlsPolicy.note`."""


class HeadTooLong(Exception):
    """An answer whose headers do not end."""


class BoundedHandler(HTTP11DownloadHandler):
    """Downloads http and https; a setting names it for both."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        spider: SourceSpider = crawler.spider  # type: ignore[assignment] # our only spider
        self._policy = TlsPolicy(spider.source.tls, spider.source.ca)
        self._contextFactory = self._policy  # type: ignore[assignment] # it implements the interface, as mypy cannot see
        self._pool._factory = _Factory

    async def download_request(self, request: Request) -> Response:
        """Raises Refused, which is not tried again, where trying again would come to the same."""
        try:
            response = await super().download_request(request)
        except DownloadFailedError as error:
            response = await self._again(request, error)
        if note := self._policy.note(_host(request)):
            request.meta[TLS_NOTE] = note
        return response

    async def _again(self, request: Request, error: DownloadFailedError) -> Response:
        """Once more with the concessions of the source file, if it was the encryption that failed."""
        host, reasons = _host(request), _reasons(error)
        if any(isinstance(reason, HeadTooLong) for reason in reasons):
            raise Refused(Outcome.TOO_LARGE, f"响应头超过 {LONGEST_HEAD // 1024} KiB，已断开") from error
        trouble = self._policy.trouble(host, reasons)
        if trouble is None:
            raise error
        if not self._policy.relax(host, trouble):
            note = self._policy.note(host)
            raise Refused(Outcome.TLS, f"无法建立加密连接：{trouble}{f'（{note}）' if note else ''}") from error
        return await self.download_request(request)


def _host(request: Request) -> str:
    return urlparse_cached(request).hostname or ""


def _reasons(error: DownloadFailedError) -> list[BaseException]:
    """What Twisted gathered under a ResponseFailed."""
    failures = getattr(error.__cause__, "reasons", ())
    return [failure.value for failure in failures]


class _Parser(_LenientHTTPClientParser):
    """Counts the bytes of the head, interim answers (1xx) included."""

    head = 0

    def lineReceived(self, line: bytes) -> None:  # noqa: N802 - as in Twisted
        self.head += len(line) + 1
        if self.head > LONGEST_HEAD:
            raise HeadTooLong
        super().lineReceived(line)

    def headerReceived(self, name: bytes, value: bytes) -> None:  # noqa: N802 - as in Twisted
        """A line whose name is none is passed over, as in a browser: one such line costs no page."""
        with suppress(InvalidHeaderName):
            super().headerReceived(name, value)  # type: ignore[no-untyped-call] # Twisted has no types here

    def lineLengthExceeded(self, line: bytes) -> None:  # noqa: ARG002, N802 - as in Twisted
        raise HeadTooLong


class _Protocol(_LenientHTTP11ClientProtocol):
    def request(self, request: Any) -> Any:
        """Twisted names its parser's class in the middle of a method: like Scrapy, change the class of the one it made."""
        answer = super().request(request)
        self._parser.__class__ = _Parser
        return answer


class _Factory(_LenientHTTP11ClientFactory):
    def buildProtocol(self, addr: Any) -> _Protocol:  # noqa: ARG002, N802 - as in Twisted
        return _Protocol(self._quiescentCallback)  # type: ignore[no-untyped-call]
