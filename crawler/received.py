"""Between Scrapy's responses and our own words."""

from __future__ import annotations

import re

from scrapy import Request
from scrapy.http import Headers, Response, TextResponse

from crawler.outcomes import Received
from normalizer.decode import decode
from storage.archive import ArchivedResponse

CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
LARGEST_PAGE = 8 * 2**20  # bytes; what is larger is a file, whatever it says it is
NOT_TEXT = re.compile(r"^(?:image|audio|video|font)/|^application/(?:pdf|zip|octet-stream|msword|vnd\.|x-)", re.IGNORECASE)


def header(response: Response, name: str) -> str | None:
    """All values of a header as one, decoded as Latin-1 (which loses nothing); None if it was not sent."""
    values = response.headers.getlist(name)
    return ", ".join(value.decode("latin-1") for value in values) if values else None


def header_pairs(response: Response) -> list[tuple[str, str]]:
    """The headers as received, repeated ones each for itself."""
    return [
        (name.decode("latin-1"), value.decode("latin-1"))
        for name in response.headers
        for value in response.headers.getlist(name)
    ]


def text_of(response: Response) -> str:
    """The decoded body, or nothing for what is no text."""
    content_type = header(response, "Content-Type") or ""
    if len(response.body) > LARGEST_PAGE:
        return ""
    if NOT_TEXT.match(content_type) and response.body.lstrip()[:1] != b"<":
        return ""
    charset = CHARSET.search(content_type)
    return decode(response.body, charset[1] if charset else None)


def received(response: Response) -> Received:
    """A response as :mod:`crawler.outcomes` looks at it."""
    asked = response.meta.get("redirect_urls", [response.url])[0] if response.request else response.url
    names = {name.decode("latin-1").lower() for name in response.headers}
    return Received(
        asked=asked,
        url=response.url,
        status=response.status,
        body=response.body,
        text=text_of(response),
        headers={name: header(response, name) or "" for name in names},
        partial="partial" in response.flags,
    )


def kept_response(request: Request, kept: ArchivedResponse, flag: str) -> Response:
    """A kept response as if it came for this request, marked with a flag."""
    headers = Headers()
    for name, value in kept.headers:
        headers.appendlist(name, value)
    return TextResponse(kept.url, kept.status, headers, kept.body, [flag], request, encoding="utf-8")
